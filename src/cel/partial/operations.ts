import { coercePair } from './coerce.ts';
import { callEngine, equalOpaque, readTime } from './engine-functions.ts';
import { compareValues, firstUnknown, kindWord } from './equality.ts';
import {
  type AttributePath,
  errorValue,
  isZero,
  joinTrails,
  type ListValue,
  type MapValue,
  type PartialValue,
  scalar,
  zeroValue,
} from './partial-value.ts';

/** Elements of a list an expression makes. */
const listLimit = 10_000;

/** A field of a message or an entry of a map; with `testOnly` whether it is set. */
export function select(operand: PartialValue, field: string, testOnly: boolean): PartialValue {
  if (operand.kind === 'unknown' || operand.kind === 'error') return operand;
  if (operand.kind === 'map') return selectEntry(operand, field, testOnly);
  if (operand.kind !== 'message') return errorValue(`a ${kindWord(operand)} has no field \`${field}\``, operand);
  const schema = operand.schema.fields.get(field);
  const value =
    operand.fields.get(field) ??
    (schema === undefined
      ? missingField(operand.schema.isOpen === true, field, operand.schema.name, operand)
      : zeroValue(schema.type, pathBelow(operand.paths[0] ?? [], schema.path)));
  if (!testOnly || value.kind === 'error' || value.kind === 'unknown') return value;
  return scalar(!isZero(value), value);
}

/** The path of an attribute that is not there: below the element of a list it belongs to, where there is one. */
function pathBelow(base: AttributePath, names: readonly string[]): AttributePath {
  const baseNames = base.filter((step) => typeof step === 'string');
  const isInside = names.length > baseNames.length && baseNames.every((name, index) => name === names[index]);
  if (isInside) return [...base, ...names.slice(baseNames.length)];
  return names.length === 0 ? base : names;
}

function missingField(isOpen: boolean, field: string, message: string, operand: PartialValue): PartialValue {
  if (!isOpen) return errorValue(`\`${field}\` is no known field of ${message}`, operand);
  const reason = `what \`${field}\` will be is not known from the module`;
  return { kind: 'unknown', reason, ...joinTrails([operand]) };
}

function selectEntry(map: MapValue, key: string, testOnly: boolean): PartialValue {
  const value = map.entries.get(key);
  if (!testOnly) return value ?? map.others ?? errorValue(`there is no key \`${key}\``, map);
  return value === undefined ? (map.others ?? scalar(false, map)) : scalar(true, value);
}

/** Calls an operator or function; unknown when something it needs is. */
export function applyFunction(
  name: string,
  target: PartialValue | undefined,
  args: readonly PartialValue[],
): PartialValue {
  const operands = target === undefined ? args : [target, ...args];
  const failed = operands.find((value) => value.kind === 'error');
  if (failed !== undefined) return failed;
  const spelled = args.length <= 1 && !comparisons.has(name) ? applySpelled(name, target, args) : undefined;
  if (spelled !== undefined) return spelled;
  const [first, second] = operands;
  if (first !== undefined && second !== undefined) {
    const decided = applyOperator(name, first, second);
    if (decided !== undefined) return decided;
  }
  if (name === 'size' && first !== undefined && operands.length === 1) {
    const size = sizeOf(first);
    if (size !== undefined) return size;
  }
  const unknown = operands.map(firstUnknown).find((value) => value !== undefined);
  return unknown ?? callEngine(name, target, args);
}

/** What compares URLs as such, whatever their spelling. */
const comparisons: ReadonlySet<string> = new Set(['_==_', '_!=_', '@in', '_[_]']);

/** A function of a text that the service may spell otherwise: its answer, where all spellings come to the same one. */
function applySpelled(
  name: string,
  target: PartialValue | undefined,
  args: readonly PartialValue[],
): PartialValue | undefined {
  if (target?.kind !== 'scalar' || target.spellings === undefined) return undefined;
  const { spellings, ...plain } = target;
  const [first, ...others] = [target.value, ...spellings].map((value) =>
    applyFunction(name, { ...plain, value }, args),
  );
  const isSame = others.every(
    (other) => first?.kind === 'scalar' && other.kind === 'scalar' && other.value === first.value,
  );
  if (isSame) return first;
  const reason = 'how the service spells the URL of what is referred to decides, and that is not documented';
  return { kind: 'unknown', reason, ...joinTrails([target]) };
}

function applyOperator(name: string, first: PartialValue, second: PartialValue): PartialValue | undefined {
  switch (name) {
    case '_==_':
    case '_!=_': {
      const result = compareValues(...coercePair(first, second, readTime), equalOpaque);
      return name === '_==_' ? result : negate(result);
    }
    case '@in':
      return contains(first, second);
    case '_[_]':
      return elementAt(first, second);
    case '_+_':
      return first.kind === 'list' && second.kind === 'list' ? concatenate(first.items, second.items) : undefined;
    case 'startsWith':
      return beginsWith(first, second);
    default:
      return undefined;
  }
}

function contains(item: PartialValue, collection: PartialValue): PartialValue | undefined {
  if (collection.kind === 'list') return containsItem(item, collection);
  if (collection.kind !== 'map') return undefined;
  if (item.kind !== 'scalar') return item.kind === 'unknown' ? item : undefined;
  const value = collection.entries.get(String(item.value));
  if (value !== undefined) return scalar(true, joinTrails([item, value]));
  return collection.others ?? scalar(false, joinTrails([item, collection]));
}

function containsItem(item: PartialValue, collection: ListValue): PartialValue {
  const answers = collection.items.map((candidate) =>
    compareValues(...coercePair(item, candidate, readTime), equalOpaque),
  );
  const open = answers.find((value) => value.kind === 'unknown') ?? answers.find((value) => value.kind === 'error');
  return answers.find(isTrue) ?? open ?? scalar(false, joinTrails([item, collection]));
}

function elementAt(collection: PartialValue, index: PartialValue): PartialValue | undefined {
  if (collection.kind === 'map') {
    if (index.kind !== 'scalar') return index;
    const found = collection.entries.get(String(index.value)) ?? collection.others;
    const key = index.sensitive === true ? 'with a sensitive name' : JSON.stringify(String(index.value));
    return found ?? errorValue(`there is no key ${key}`, collection);
  }
  if (collection.kind !== 'list') return collection.kind === 'unknown' ? collection : undefined;
  if (index.kind !== 'scalar') return index;
  if (typeof index.value !== 'bigint' && typeof index.value !== 'number') return undefined;
  const item = collection.items[Number(index.value)];
  return item ?? errorValue(`there is no element ${index.value}`, collection);
}

function concatenate(first: readonly PartialValue[], second: readonly PartialValue[]): PartialValue {
  if (first.length + second.length > listLimit) return errorValue(`a list of more than ${listLimit} elements is made`);
  const items = [...first, ...second];
  return { kind: 'list', items, ...joinTrails(items) };
}

function beginsWith(text: PartialValue, beginning: PartialValue): PartialValue | undefined {
  if (text.kind !== 'unknown' || text.prefix === undefined) return undefined;
  if (beginning.kind !== 'scalar' || typeof beginning.value !== 'string') return undefined;
  if (text.prefix.startsWith(beginning.value)) return scalar(true, text);
  return beginning.value.startsWith(text.prefix) ? undefined : scalar(false, text);
}

function sizeOf(value: PartialValue): PartialValue | undefined {
  if (value.kind === 'list') return value.isLoose ? firstUnknown(value) : scalar(BigInt(value.items.length), value);
  if (value.kind === 'map') return value.others ?? scalar(BigInt(value.entries.size), value);
  return undefined;
}

function negate(value: PartialValue): PartialValue {
  return value.kind === 'scalar' ? { ...value, value: !value.value } : value;
}

function isTrue(value: PartialValue): boolean {
  return value.kind === 'scalar' && value.value === true;
}
