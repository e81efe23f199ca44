import type { TerraformError, TerraformOutput } from '../../config-api/deployment.ts';
import type { Json, JsonObject } from '../../config-api/json.ts';
import type { Engines } from '../../hcl/functions/engines.ts';
import type { ObjectValue } from '../../hcl/value.ts';
import { evaluateModule } from '../../terraform/evaluate-module.ts';
import type { OutputValue, ResourceInstance } from '../../terraform/evaluation.ts';
import type { ProviderFacts } from '../../terraform/facts/facts.ts';
import { isObject } from '../json/scalars.ts';
import type { Random } from '../random.ts';
import { computedValue, madeUpOfType } from './computed-values.ts';
import { jsonOfValue, valueOfJson } from './json-values.ts';
import type { MadeUpScope } from './made-up.ts';
import { moduleFaults } from './module-faults.ts';

/** A module and what it is run with. */
export interface ModuleInput {
  /** Text files of the module by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly terraformVersion: string;
  /** Input values; they win over tfvars. */
  readonly inputValues: Readonly<Record<string, Json>>;
  /** Packages of functions that need some. */
  readonly engines: Engines;
  /** What is known of providers. */
  readonly facts: ProviderFacts | undefined;
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

/** Reads and plans a module. Pure: the same input gives the same result. */
export function runModule(input: ModuleInput): ModuleResult {
  const scope: MadeUpScope = { random: input.random, deployment: input.deployment };
  const { value, diagnostics } = evaluateModule({
    files: input.files,
    terraformVersion: input.terraformVersion,
    variables: new Map(Object.entries(input.inputValues).map(([name, json]) => [name, valueOfJson(json)])),
    missingVariables: 'fault',
    engines: input.engines,
    ...(input.facts !== undefined && { facts: input.facts }),
    resolveComputed: ({ address, type, path, values }) =>
      computedValue({ address, type, configured: jsonOf(values) }, path, scope),
  });
  const { phase, errors } = moduleFaults(value, diagnostics);
  const { resources, outputs } = value.evaluation;
  const managed = resources.filter(({ mode }) => mode === 'managed');
  return {
    resources: managed.map(resourceOf),
    outputs: outputsOf(outputs, scope),
    phase,
    errors: errors.length > 0 ? errors : unknownInstances(managed),
  };
}

function resourceOf({ address, type, values, dependencies }: ResourceInstance): ModuleResource {
  return { address, type, configured: jsonOf(values), dependencies };
}

/** Known parts only: of an object in any case an object. */
function jsonOf(values: ObjectValue): JsonObject {
  const json = jsonOfValue(values, () => undefined);
  return isObject(json) ? json : {};
}

/** Null outputs are not kept, as in Terraform; unknown parts are made up. */
function outputsOf(outputs: readonly OutputValue[], scope: MadeUpScope): Readonly<Record<string, TerraformOutput>> {
  const entries = outputs
    .filter(({ value }) => value.kind !== 'null')
    .map(({ name, value, sensitive }): [string, TerraformOutput] => {
      const json = jsonOfValue(value, ({ type }, path) =>
        madeUpOfType(type, `output ${name} ${JSON.stringify(path)}`, scope),
      );
      return [name, { ...(sensitive ? { sensitive } : {}), value: json ?? null }];
    });
  return Object.fromEntries(entries);
}

/** What Terraform says when the number of instances hangs on something not known yet. */
function unknownInstances(resources: readonly ResourceInstance[]): readonly TerraformError[] {
  return resources
    .filter(({ key, address }) => typeof key === 'object' || address.includes('[*]'))
    .map(({ address }) => ({
      resourceAddress: address,
      errorDescription: 'Error: the number of instances depends on values that are not known before the apply',
    }));
}
