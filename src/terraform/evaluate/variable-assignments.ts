import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Body, Expression } from '../../hcl/ast.ts';
import { parseBody, parseExpression } from '../../hcl/syntax/parse.ts';
import { argumentOf } from '../config/blocks.ts';
import { parseJsonVariables } from '../config/json-body.ts';
import type { ModuleConfig, VariableConfig } from '../config/module-config.ts';
import { tfvarsPaths } from '../config/module-paths.ts';
import { reportAt } from '../config/recorder.ts';

/** A tfvars file (`.json` in JSON) or a single value, as `-var-file` and `-var` of terraform give them. */
export type VariableSource =
  | { readonly kind: 'file' /** How diagnostics call it. */; readonly file: string; readonly text: string }
  | { readonly kind: 'value'; readonly name: string /** What follows `name=`. */; readonly text: string };

/** What a variable is set to. */
export interface Assignment {
  readonly file: string;
  readonly value: Expression;
}

/**
 * The values that files and the command line give to root variables, by name: those of `terraform.tfvars`, `terraform.tfvars.json`, then
 * of `*.auto.tfvars` and `*.auto.tfvars.json` by name, then of `sources`; the last one counts. Names that are not declared are reported.
 *
 * @see https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function readAssignments(
  config: ModuleConfig,
  files: ReadonlyMap<string, string>,
  sources: readonly VariableSource[],
  faults: Diagnostic[],
): ReadonlyMap<string, Assignment> {
  const assigned = new Map<string, Assignment>();
  const own = tfvarsPaths(files).map((file) => ({ kind: 'file' as const, file, text: files.get(file) ?? '' }));
  for (const source of [...own, ...sources]) {
    if (source.kind === 'file') readFile(source, config, assigned, faults);
    else readValue(source, config, assigned, faults);
  }
  return assigned;
}

function readFile(
  { file, text }: Extract<VariableSource, { readonly kind: 'file' }>,
  config: ModuleConfig,
  assigned: Map<string, Assignment>,
  faults: Diagnostic[],
): void {
  for (const item of parseVariables(text, file, faults).items) {
    if (item.kind === 'block') {
      const hint = `write it as a value: ${item.type} = { … }`;
      const message = 'a tfvars file holds no blocks';
      reportAt(faults, file, item.headerRange, { code: 'unsupported-block', message, hint });
    } else if (config.variables.has(item.name)) {
      assigned.set(item.name, { file, value: item.value });
    } else {
      reportUndeclared(item.name, config, file, item.nameRange, faults);
    }
  }
}

function parseVariables(text: string, file: string, faults: Diagnostic[]): Body {
  if (file.endsWith('.json')) return parseJsonVariables(text, { file, faults });
  const { value, diagnostics } = parseBody(text, file);
  faults.push(...diagnostics);
  return value;
}

function readValue(
  { name, text }: Extract<VariableSource, { readonly kind: 'value' }>,
  config: ModuleConfig,
  assigned: Map<string, Assignment>,
  faults: Diagnostic[],
): void {
  const file = `--var ${name}`;
  const variable = config.variables.get(name);
  if (variable === undefined) {
    reportUndeclared(name, config, file, { start: 0, end: text.length }, faults);
  } else if (isText(variable)) {
    const range = { start: 0, end: text.length };
    assigned.set(name, {
      file,
      value: { kind: 'template', form: 'quoted', parts: [{ kind: 'text', text, range }], range },
    });
  } else {
    const { value, diagnostics } = parseExpression(text, file);
    faults.push(...diagnostics);
    assigned.set(name, { file, value });
  }
}

// Without a type, or with a primitive one, what the command line says is a text as it is; otherwise it is an expression.
function isText({ type, block }: VariableConfig): boolean {
  const isPrimitive = type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
  return isPrimitive || argumentOf(block.body, 'type') === undefined;
}

function reportUndeclared(name: string, config: ModuleConfig, file: string, range: Range, faults: Diagnostic[]): void {
  const near = suggest(name, config.variables.keys());
  reportAt(faults, file, range, {
    code: 'undeclared-variable',
    message: `the module declares no variable "${name}"`,
    hint: near !== undefined ? `did you mean "${near}"?` : `declare it by variable "${name}" {}, or remove the value`,
    args: { variable: name },
  });
}
