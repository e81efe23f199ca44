import type { Expression } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import type { SetValue, Type, UnknownValue, Value } from '../../hcl/value.ts';
import { tryConvert } from '../../hcl/values/convert.ts';
import { withoutMarks } from '../../hcl/values/marks.ts';
import { toSafeInteger } from '../../hcl/values/number.ts';
import { formatNumber } from '../../hcl/values/number-text.ts';
import { describeType, numberType } from '../../hcl/values/types.ts';
import { isMapping, isWhollyKnown, typeOf } from '../../hcl/values/values.ts';
import { reportAt } from '../config/recorder.ts';
import type { Repetition, RepetitionForm } from './instance.ts';
import type { EvaluationMode } from './run.ts';

/** The instances of a block. */
export interface Expansion {
  readonly form: RepetitionForm;
  readonly repetitions: readonly Repetition[];
}

/** Instances one block may have. */
export const maxInstances = 10_000;

const unknownExpansion: Expansion = { form: 'unknown', repetitions: [{ form: 'unknown' }] };

/** The instances that `count` or `for_each` asks for. After a reported fault, and where the number is unknown, a single unknown one. */
export function expand(
  config: { readonly count?: Expression; readonly forEach?: Expression },
  scope: Scope,
): Expansion {
  if (config.count !== undefined) return expandCount(config.count, scope);
  if (config.forEach !== undefined) return expandForEach(config.forEach, scope);
  return { form: 'single', repetitions: [{ form: 'single' }] };
}

/** What the number of instances is asked for. */
export interface ExpansionContext {
  readonly mode: EvaluationMode;
  /** Whether Terraform may know what is unknown here; else an unknown number of instances is a fault. */
  readonly mayBeKnown: () => boolean;
}

/** Like {@link expand}; while validating, one instance stands for all there may be. */
export function expandFor(
  { mode, mayBeKnown }: ExpansionContext,
  config: Parameters<typeof expand>[0],
  scope: Scope,
): Expansion {
  const before = scope.faults.length;
  const expansion = expand(config, scope);
  if (expansion.form === 'single') return expansion;
  if (mode === 'validate') return { form: 'unknown', repetitions: [{ form: 'unknown', isAny: true }] };
  if (expansion.form === 'unknown' && scope.faults.length === before && !mayBeKnown()) reportUnknown(config, scope);
  return expansion;
}

function reportUnknown({ count, forEach }: Parameters<typeof expand>[0], scope: Scope): void {
  const isCount = count !== undefined;
  const expression = count ?? forEach;
  if (expression === undefined) return;
  reportAt(scope.faults, scope.file, expression.range, {
    code: isCount ? 'invalid-count' : 'invalid-for-each',
    message: `${isCount ? 'the count' : 'the keys of for_each'} will be known only after the apply, so the instances cannot be planned`,
    hint: 'let it depend on what the configuration says, not on what resources compute',
  });
}

function expandCount(expression: Expression, scope: Scope): Expansion {
  const value = evaluateExpression(expression, scope);
  const refuse = (message: string): Expansion => {
    reportAt(scope.faults, scope.file, expression.range, { code: 'invalid-count', message });
    return unknownExpansion;
  };
  if (value.ephemeral === true) return refuse('the count is ephemeral, so it would not be known again at the next run');
  if (value.kind === 'null') return refuse('the count is null, a whole number expected');
  const number = tryConvert(withoutMarks(value), numberType);
  if (number === undefined) return refuse(`the count is ${describeType(typeOf(value))}, a whole number expected`);
  if (number.kind !== 'number') return unknownExpansion;
  const count = toSafeInteger(number.value);
  if (count === undefined || count < 0) {
    return refuse(`the count is ${formatNumber(number.value)}, a whole number of 0 or more expected`);
  }
  if (count > maxInstances) return refuse(`the count is ${count}, at most ${maxInstances} instances are supported`);
  return { form: 'count', repetitions: Array.from({ length: count }, (_, index) => ({ form: 'count', index })) };
}

function expandForEach(expression: Expression, scope: Scope): Expansion {
  const value = evaluateExpression(expression, scope);
  const refuse: Refuse = (message, hint) => {
    reportAt(scope.faults, scope.file, expression.range, {
      code: 'invalid-for-each',
      message,
      ...(hint !== undefined && { hint }),
    });
    return unknownExpansion;
  };
  if (value.sensitive === true) {
    return refuse('for_each is sensitive, so the instances could not be shown', 'use keys that are not sensitive');
  }
  if (value.ephemeral === true) return refuse('for_each is ephemeral, so it would not be known again at the next run');
  if (value.kind === 'null')
    return refuse('for_each is null, a map or a set of strings expected', 'use {} for no instances');
  if (value.kind === 'unknown') return expandUnknown(value, refuse);
  if (value.kind === 'object' && value.open !== undefined) return unknownExpansion;
  if (isMapping(value)) return repeated(value.entries, refuse);
  return value.kind === 'set' ? expandSet(value, refuse) : refuseType(typeOf(value), refuse);
}

type Refuse = (message: string, hint?: string) => Expansion;

function expandSet(value: SetValue, refuse: Refuse): Expansion {
  const mayBeText = value.element.kind === 'string' || value.element.kind === 'any';
  if (!mayBeText && value.items.length > 0) return refuseType(typeOf(value), refuse);
  if (!isWhollyKnown(value)) return unknownExpansion;
  const entries = new Map<string, Value>();
  for (const item of value.items) {
    if (item.kind !== 'string') return refuse('for_each contains null');
    entries.set(item.value, item);
  }
  return repeated(entries, refuse);
}

function expandUnknown({ type }: UnknownValue, refuse: Refuse): Expansion {
  const { kind } = type;
  const possible = kind === 'any' || kind === 'map' || kind === 'object' || kind === 'set';
  return possible ? unknownExpansion : refuseType(type, refuse);
}

function refuseType(type: Type, refuse: Refuse): Expansion {
  const hint = type.kind === 'list' || type.kind === 'tuple' ? 'convert it by toset()' : undefined;
  return refuse(`for_each is ${describeType(type)}, a map or a set of strings expected`, hint);
}

function repeated(entries: ReadonlyMap<string, Value>, refuse: Refuse): Expansion {
  if (entries.size > maxInstances) {
    return refuse(`for_each has ${entries.size} elements, at most ${maxInstances} instances are supported`);
  }
  return { form: 'each', repetitions: [...entries].map(([key, value]) => ({ form: 'each', key, value })) };
}
