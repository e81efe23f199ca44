import type { TerraformError, TerraformOutput } from '../../config-api/deployment.ts';
import type { Json, JsonObject } from '../../config-api/json.ts';
import type { Block, Body, Expression } from '../../hcl/ast.ts';
import { parseBody } from '../../hcl/parse.ts';
import type { Random } from '../random.ts';

/** A module and what it is run with. */
export interface ModuleInput {
  /** Text files of the module by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly terraformVersion: string;
  /** Input values; they win over tfvars. */
  readonly inputValues: Readonly<Record<string, Json>>;
  readonly random: Random;
  /** Full name of the deployment: the scope of everything made up. */
  readonly deployment: string;
}

/** A managed instance of the module. */
export interface ModuleResource {
  readonly address: string;
  readonly type: string;
  /** What the module says of it; unknown parts are left out. */
  readonly configured: JsonObject;
  /** Addresses without keys. */
  readonly dependencies: readonly string[];
}

/** What became of a module. */
export interface ModuleResult {
  /** Sorted by address. */
  readonly resources: readonly ModuleResource[];
  readonly outputs: Readonly<Record<string, TerraformOutput>>;
  /** Errors found when the module was read (`tf-init`) or planned (`tf-plan`); empty when all is well. */
  readonly errors: readonly TerraformError[];
  readonly phase: 'tf-init' | 'tf-plan';
}

/** Reads a module: the literal texts of its resources and outputs, and the faults of its syntax. */
export function runModule({ files }: ModuleInput): ModuleResult {
  const roots = [...files].filter(([path]) => /^[^/]+\.tf$/.test(path)).map(([path, text]) => parseBody(text, path));
  const blocks = roots.flatMap(({ value }) => value?.items ?? []).filter((item) => item.kind === 'block');
  const resources = blocks.filter(({ type }) => type === 'resource').map(resourceOf);
  const outputs = blocks.filter(({ type }) => type === 'output').map(outputOf);
  const errors = roots.flatMap(({ diagnostics }) => diagnostics).map(({ message }) => ({ errorDescription: message }));
  return { resources, outputs: Object.fromEntries(outputs), errors, phase: 'tf-init' };
}

function resourceOf({ labels, body }: Block): ModuleResource {
  const type = labels[0]?.text ?? '';
  return { address: `${type}.${labels[1]?.text ?? ''}`, type, configured: literals(body), dependencies: [] };
}

function outputOf({ labels, body }: Block): [string, TerraformOutput] {
  return [labels[0]?.text ?? '', { value: literals(body)['value'] ?? null }];
}

function literals(body: Body): JsonObject {
  const attributes = body.items.filter((item) => item.kind === 'attribute');
  return Object.fromEntries(attributes.map(({ name, value }) => [name, literal(value)]));
}

function literal(expression: Expression): Json {
  if (expression.kind !== 'template') return null;
  return expression.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}
