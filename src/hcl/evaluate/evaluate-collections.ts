import type { Expression, ForExpression, ObjectExpression, ObjectItem, TupleExpression } from '../ast.ts';
import type { Value } from '../value.ts';
import { ConversionFault, convert } from '../values/convert.ts';
import { joinMarks, type Marks, marksOf, noMarks, withMarks } from '../values/marks.ts';
import { inheritOrigin, madeFrom } from '../values/origin.ts';
import { describeType, stringType } from '../values/types.ts';
import { integerValue, objectValue, stringValue, tupleValue, typeOf, unknownAny, weightOf } from '../values/values.ts';
import { checkWeight, spend } from './budget.ts';
import { evaluateCondition } from './evaluate-conditional.ts';
import { isStaticName } from './references.ts';
import { bind, type Evaluate, report, type Scope } from './scope.ts';

/** `[a, b]`. */
export function evaluateTuple(node: TupleExpression, scope: Scope, evaluate: Evaluate): Value {
  const items = node.items.map((item) => evaluate(item, scope));
  return madeFrom(charged(tupleValue(items), scope), { file: scope.file, range: node.range }, items);
}

/** `{a = b}`; the last of several equal keys counts. */
export function evaluateObject(node: ObjectExpression, scope: Scope, evaluate: Evaluate): Value {
  const entries = new Map<string, Value>();
  const inputs: Value[] = [];
  let marks: Marks = noMarks;
  let known = true;
  for (const item of node.items) {
    const key = evaluateKey(item, scope, evaluate);
    const value = evaluate(item.value, scope);
    inputs.push(key, value);
    marks = joinMarks(marks, marksOf(key));
    if (key.kind === 'string') entries.set(key.value, value);
    else known = false;
  }
  const result = known ? charged(objectValue(entries), scope) : unknownAny;
  return madeFrom(withMarks(result, marks), { file: scope.file, range: node.range }, inputs);
}

function evaluateKey(item: ObjectItem, scope: Scope, evaluate: Evaluate): Value {
  if (item.bareKey !== undefined) return stringValue(item.bareKey);
  if (item.key.kind !== 'reference' && isStaticName(item.key)) {
    report(scope, {
      code: 'invalid-key',
      message: 'it is not clear whether this key is a name or a value',
      range: item.key.range,
      hint: 'put it in parentheses if it is a value, in quotes if it is a name',
    });
    return unknownAny;
  }
  return keyOf(evaluate(item.key, scope), item.key, scope);
}

// A string, or an unknown value after a fault or for an unknown key.
function keyOf(given: Value, node: Expression, scope: Scope): Value {
  if (given.kind === 'null') {
    report(scope, { code: 'invalid-key', message: 'the key is null', range: node.range });
    return unknownAny;
  }
  try {
    return convert(given, stringType);
  } catch (fault) {
    if (!(fault instanceof ConversionFault)) throw fault;
    const message = `the key is ${describeType(typeOf(given))}, string expected`;
    report(scope, { code: 'invalid-key', message, range: node.range });
    return unknownAny;
  }
}

/**
 * Keys and values that a loop over the collection sees: indexes for lists and tuples, the element itself for sets. Undefined when they
 * are not known, or (reported) when the value cannot be iterated over.
 */
export function eachMember(
  collection: Value,
  node: Expression,
  scope: Scope,
): readonly (readonly [key: Value, value: Value])[] | undefined {
  switch (collection.kind) {
    case 'list':
    case 'tuple':
      spend(scope.functions.budget, collection.items.length);
      return collection.items.map((item, index) => [integerValue(index), inheritOrigin(item, collection)]);
    case 'set':
      spend(scope.functions.budget, collection.items.length);
      return collection.items.map((item) => [item, inheritOrigin(item, collection)]);
    case 'map':
    case 'object':
      if (collection.kind === 'object' && collection.open !== undefined) return undefined;
      spend(scope.functions.budget, collection.entries.size);
      return [...collection.entries].map(([key, item]) => [stringValue(key), inheritOrigin(item, collection)]);
    case 'unknown':
      if (collection.type.kind === 'any' || typeIsIterable(collection.type.kind)) return undefined;
      break;
    default:
  }
  const what = collection.kind === 'null' ? 'null' : describeType(typeOf(collection));
  report(scope, { code: 'type-mismatch', message: `${what} cannot be iterated over`, range: node.range });
  return undefined;
}

function typeIsIterable(kind: string): boolean {
  return kind === 'list' || kind === 'set' || kind === 'map' || kind === 'tuple' || kind === 'object';
}

/** `[for …]`, `{for …}`. */
export function evaluateFor(node: ForExpression, scope: Scope, evaluate: Evaluate): Value {
  const collection = evaluate(node.collection, scope);
  const place = { file: scope.file, range: node.range };
  const before = scope.faults.length;
  const members = eachMember(collection, node.collection, scope);
  const isIterable = typeOf(collection).kind !== 'any' && scope.faults.length === before;
  if (isIterable && !isConditionSound(node, scope, evaluate)) return madeFrom(unknownAny, place, [collection]);
  const built: Built = { items: [], entries: new Map(), marks: marksOf(collection), known: members !== undefined };
  const inputs: Value[] = [collection];
  for (const [key, value] of members ?? [])
    inputs.push(...addMember(node, bindMember(node, scope, key, value), evaluate, built));
  const result = built.known ? charged(finish(node, built), scope) : unknownAny;
  return madeFrom(withMarks(result, built.marks), place, inputs);
}

function bindMember(node: ForExpression, scope: Scope, key: Value, value: Value): Scope {
  const outer = node.keyName === undefined ? scope : bind(scope, node.keyName, key);
  return bind(outer, node.valueName, value);
}

// A condition that is wrong for any element is a fault even where there is no element.
function isConditionSound(node: ForExpression, scope: Scope, evaluate: Evaluate): boolean {
  if (node.condition === undefined) return true;
  const before = scope.faults.length;
  evaluateCondition(node.condition, bindMember(node, scope, unknownAny, unknownAny), evaluate);
  return scope.faults.length === before;
}

interface Built {
  readonly items: Value[];
  readonly entries: Map<string, Value[]>;
  marks: Marks;
  known: boolean;
}

function addMember(node: ForExpression, scope: Scope, evaluate: Evaluate, built: Built): readonly Value[] {
  if (node.condition !== undefined) {
    const { value, holds } = evaluateCondition(node.condition, scope, evaluate);
    built.marks = joinMarks(built.marks, marksOf(value));
    if (holds === undefined) built.known = false;
    if (holds !== true) return [value];
  }
  if (node.key === undefined) {
    const value = evaluate(node.value, scope);
    built.items.push(value);
    return [value];
  }
  const key = keyOf(evaluate(node.key, scope), node.key, scope);
  const value = evaluate(node.value, scope);
  built.marks = joinMarks(built.marks, marksOf(key));
  if (key.kind === 'string') addEntry(node, key, value, scope, built);
  else built.known = false;
  return [key, value];
}

type Key = Extract<Value, { readonly kind: 'string' }>;

function addEntry(node: ForExpression, key: Key, value: Value, scope: Scope, built: Built): void {
  const present = built.entries.get(key.value);
  if (present === undefined) {
    built.entries.set(key.value, [value]);
  } else if (node.grouping) {
    present.push(value);
  } else {
    report(scope, {
      code: 'invalid-key',
      message: `two items of this for expression have ${key.sensitive ? 'the same key' : `the key "${key.value}"`}`,
      range: (node.key ?? node.value).range,
      hint: 'group the values of equal keys by `...` after the value, or make the keys distinct',
    });
  }
}

function finish(node: ForExpression, built: Built): Value {
  if (node.form === 'tuple') return tupleValue(built.items);
  const entries = new Map<string, Value>();
  for (const [key, values] of built.entries) {
    entries.set(key, node.grouping ? tupleValue(values) : (values[0] ?? unknownAny));
  }
  return objectValue(entries);
}

function charged(value: Value, scope: Scope): Value {
  // What costs to walk through counts, not what costs to build: shared members make exponential trees cheap to write down.
  checkWeight(weightOf(value));
  spend(scope.functions.budget, 1);
  return value;
}
