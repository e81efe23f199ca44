import { coercePair, mayBeNoTexts } from './coerce.ts';
import { isOptional, openEntry } from './elements.ts';
import { callEngine, equalOpaque, readTime } from './engine-functions.ts';
import { compareValues, firstOpen, firstUnknown, kindWord } from './equality.ts';
import {
  type AttributePath,
  errorValue,
  failing,
  isZero,
  joinTrails,
  type ListValue,
  type MapValue,
  type PartialValue,
  type ScalarValue,
  scalar,
  type Trail,
  zeroValue,
} from './partial-value.ts';

/** Elements of a list an expression makes. */
const listLimit = 10_000;

/** A field of a message or an entry of a map; with `testOnly` whether it is set. */
export function select(operand: PartialValue, field: string, testOnly: boolean): PartialValue {
  if (operand.kind === 'unknown' || operand.kind === 'error') return failing(operand);
  if (operand.kind === 'map') return selectEntry(operand, field, testOnly);
  if (operand.kind !== 'message') return errorValue(`a ${kindWord(operand)} has no field \`${field}\``, operand);
  const schema = operand.schema.fields.get(field);
  const value =
    operand.fields.get(field) ??
    (schema === undefined
      ? missingField(operand.schema.isOpen === true, field, operand.schema.name, operand)
      : zeroValue(schema.type, pathBelow(operand.paths[0] ?? [], schema.path)));
  if (!testOnly || value.kind === 'error' || value.kind === 'unknown') return value;
  return openPresence(value) ?? scalar(!isZero(value), value);
}

/** Why it is not known whether a field is set. */
function openPresence(value: PartialValue): PartialValue | undefined {
  if (value.kind === 'message') return value.presence;
  if (value.kind !== 'map' || [...value.entries.values()].some((entry) => !isOptional(entry))) return undefined;
  return openEntry(value);
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
  if (!testOnly) return entryOr(value, map) ?? errorValue(`there is no key \`${key}\``, map);
  return value === undefined ? (map.others ?? scalar(false, map)) : presenceOf(value, value);
}

/** An entry, or what is not known about a key that is not there. */
function entryOr(value: PartialValue | undefined, { others }: MapValue): PartialValue | undefined {
  if (value !== undefined) return isOptional(value) ? failing(value) : value;
  return others && failing(others);
}

function presenceOf(entry: PartialValue, trail: Trail): PartialValue {
  return isOptional(entry) ? entry : scalar(true, trail);
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
  const spelled = comparisons.has(name) ? undefined : applySpelled(name, target, args);
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
  const unknown = firstOpen(operands);
  if (unknown === undefined) return callEngine(name, target, args);
  return cannotFail.has(name) ? unknown : failing(unknown);
}

/** What has an answer for all operands of the right type. */
const cannotFail: ReadonlySet<string> = new Set(['!_', '_<_', '_<=_', '_>_', '_>=_', 'size', 'startsWith', 'contains']);

/** What compares URLs as such, whatever their spelling. */
const comparisons: ReadonlySet<string> = new Set(['_==_', '_!=_', '@in', '_[_]']);

/** A function of a text that the service may spell otherwise: its answer, where all spellings come to the same one. */
function applySpelled(
  name: string,
  target: PartialValue | undefined,
  args: readonly PartialValue[],
): PartialValue | undefined {
  const operands = target === undefined ? args : [target, ...args];
  const spelled = operands.find(isSpelled);
  if (spelled === undefined) return undefined;
  const { spellings = [], ...plain } = spelled;
  const [first, ...others] = [spelled.value, ...spellings].map((value) => {
    const replaced = (operand: PartialValue): PartialValue => (operand === spelled ? { ...plain, value } : operand);
    return applyFunction(name, target && replaced(target), args.map(replaced));
  });
  const isSame = others.every(
    (other) => first?.kind === 'scalar' && other.kind === 'scalar' && other.value === first.value,
  );
  if (isSame) return first;
  const reason = 'how the service spells the URL of what is referred to decides, and that is not documented';
  return { kind: 'unknown', reason, ...joinTrails([spelled]) };
}

function isSpelled(value: PartialValue): value is ScalarValue {
  return value.kind === 'scalar' && value.spellings !== undefined;
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
      if (first.kind === 'list' && second.kind === 'list') return concatenate(first, second);
      return orderTexts(first, second);
    case '_<_':
    case '_<=_':
    case '_>_':
    case '_>=_':
      return orderTexts(first, second);
    case 'startsWith':
      return beginsWith(first, second);
    default:
      return undefined;
  }
}

/** Two attributes whose texts the service may hold as numbers or durations: what is greater is another question there. */
function orderTexts(first: PartialValue, second: PartialValue): PartialValue | undefined {
  if (!mayBeNoTexts(first, second)) return undefined;
  const reason = 'whether the service holds texts, numbers or durations decides, and that is not known';
  return { kind: 'unknown', reason, ...joinTrails([first, second]) };
}

function contains(item: PartialValue, collection: PartialValue): PartialValue | undefined {
  if (collection.kind === 'list') return containsItem(item, collection);
  if (collection.kind !== 'map') return undefined;
  if (item.kind !== 'scalar') return firstOpen([item]);
  const value = collection.entries.get(String(item.value));
  if (value !== undefined) return presenceOf(value, joinTrails([item, value]));
  return collection.others ?? scalar(false, joinTrails([item, collection]));
}

function containsItem(item: PartialValue, collection: ListValue): PartialValue {
  if (item.kind === 'unknown' && item.mayFail === true) return item;
  const answers = collection.items.map((candidate) =>
    compareValues(...coercePair(item, candidate, readTime), equalOpaque),
  );
  const open = answers.find((value) => value.kind === 'unknown') ?? answers.find((value) => value.kind === 'error');
  return answers.find(isTrue) ?? open ?? scalar(false, joinTrails([item, collection]));
}

function elementAt(collection: PartialValue, index: PartialValue): PartialValue | undefined {
  if (collection.kind === 'unknown') return failing(collection);
  if (collection.kind !== 'map' && collection.kind !== 'list') return undefined;
  if (index.kind !== 'scalar') return index.kind === 'unknown' ? failing(index) : undefined;
  return collection.kind === 'map' ? entryAt(collection, index) : itemAt(collection, index);
}

function entryAt(map: MapValue, index: ScalarValue): PartialValue {
  const found = entryOr(map.entries.get(String(index.value)), map);
  const key = index.sensitive === true ? 'with a sensitive name' : JSON.stringify(String(index.value));
  return found ?? errorValue(`there is no key ${key}`, map);
}

function itemAt(list: ListValue, { value }: ScalarValue): PartialValue | undefined {
  if (typeof value !== 'bigint' && typeof value !== 'number') return undefined;
  const item = list.items[Number(value)];
  if (item === undefined) return errorValue(`there is no element ${value}`, list);
  return orderProblem(list) ?? item;
}

/** Why it is not known which element stands where. */
function orderProblem(list: ListValue): PartialValue | undefined {
  if (list.isLoose === true) return failing(firstUnknown(list) ?? list);
  if (list.isUnordered !== true || list.items.length < 2) return undefined;
  return { kind: 'unknown', reason: 'the order of a set is not known', ...joinTrails([list]) };
}

function concatenate(first: ListValue, second: ListValue): PartialValue {
  const items = [...first.items, ...second.items];
  if (items.length > listLimit) return errorValue(`a list of more than ${listLimit} elements is made`);
  const isLoose = first.isLoose === true || second.isLoose === true;
  const isUnordered = first.isUnordered === true || second.isUnordered === true;
  return {
    kind: 'list',
    items,
    ...joinTrails(items),
    ...(isLoose && { isLoose }),
    ...(isUnordered && { isUnordered }),
  };
}

function beginsWith(text: PartialValue, beginning: PartialValue): PartialValue | undefined {
  if (text.kind !== 'unknown' || text.prefix === undefined) return undefined;
  if (beginning.kind !== 'scalar' || typeof beginning.value !== 'string') return undefined;
  if (text.prefix.startsWith(beginning.value)) return scalar(true, text);
  return beginning.value.startsWith(text.prefix) ? undefined : scalar(false, text);
}

function sizeOf(value: PartialValue): PartialValue | undefined {
  if (value.kind === 'list') return value.isLoose ? firstUnknown(value) : scalar(BigInt(value.items.length), value);
  if (value.kind === 'map') return openEntry(value) ?? scalar(BigInt(value.entries.size), value);
  return undefined;
}

function negate(value: PartialValue): PartialValue {
  return value.kind === 'scalar' ? { ...value, value: !value.value } : value;
}

function isTrue(value: PartialValue): boolean {
  return value.kind === 'scalar' && value.value === true;
}
