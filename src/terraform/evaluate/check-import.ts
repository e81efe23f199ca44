import type { Expression } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { referencesOf } from '../../hcl/evaluate/references.ts';
import type { Value } from '../../hcl/value.ts';
import { tryConvert } from '../../hcl/values/convert.ts';
import { describeType, stringType } from '../../hcl/values/types.ts';
import { typeOf } from '../../hcl/values/values.ts';
import { addressText } from '../config/address.ts';
import type { ImportConfig } from '../config/module-config.ts';
import { reportAt } from '../config/recorder.ts';
import type { ModuleInstance } from './instance.ts';
import { type Run, scopeOf } from './run.ts';

/**
 * Reports identifiers that nothing can be imported by, and targets that are no instance of their resource. With `for_each`, where each
 * import has its own identifier and target, only what is so for all of them is seen.
 */
export function checkImport(config: ImportConfig, root: ModuleInstance, run: Run): void {
  if (config.id !== undefined) checkId(config, config.id, root, run);
  if (run.mode === 'plan') checkTarget(config, run);
}

function checkId({ file, forEach }: ImportConfig, id: Expression, root: ModuleInstance, run: Run) {
  const repetition = forEach === undefined ? ({ form: 'single' } as const) : ({ form: 'unknown' } as const);
  const value = evaluateExpression(id, scopeOf(run, root, file, { repetition }));
  const problem = problemWith(value, run.mode === 'plan' && namesResourcesOnly(id));
  if (problem === undefined) return;
  const place = id.kind === 'parenthesized' ? (id.file ?? file) : file;
  reportAt(run.faults, place, id.range, { code: 'value-not-allowed', message: problem });
}

function problemWith(value: Value, isComputed: boolean): string | undefined {
  if (value.kind === 'null') return 'the identifier to import by must not be null';
  if (value.ephemeral === true) return 'the identifier to import by must not be ephemeral';
  const text = tryConvert(value, stringType);
  if (text === undefined) return `the identifier to import by is ${describeType(typeOf(value))}, a text expected`;
  if (text.kind === 'string' && text.value === '') return 'the identifier to import by must not be empty';
  return text.kind === 'unknown' && isComputed
    ? 'the identifier to import by will be known only after the apply'
    : undefined;
}

// What comes from elsewhere may be known to Terraform while it plans; what a managed resource computes is not.
function namesResourcesOnly(id: Expression): boolean {
  return referencesOf(id).every(({ root }) => !others.has(root.name));
}

const others: ReadonlySet<string> = new Set(['var', 'local', 'module', 'data', 'ephemeral', 'each', 'path']);

function checkTarget({ to, file }: ImportConfig, run: Run): void {
  const keyed = [...to.modules, ...(to.resource === undefined ? [] : [to.resource])];
  if (keyed.some(({ keyRange, key }) => keyRange !== undefined && key === undefined)) return;
  const address = addressText(to);
  const base = address.replace(/\[[^[]*\]$/, '');
  const declared = run.resources.filter((each) => each.address === base || each.address.startsWith(`${base}[`));
  if (declared.length === 0 || declared.some((each) => each.address === address)) return;
  if (declared.some(({ key }) => typeof key === 'object')) return;
  reportAt(run.faults, file, to.range, {
    code: 'invalid-declaration',
    message: `there is no instance ${address} to import into`,
  });
}
