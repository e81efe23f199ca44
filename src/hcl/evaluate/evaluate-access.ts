import type { AttributeAccess, Expression, IndexAccess, ReferenceExpression, SplatExpression } from '../ast.ts';
import type { UnknownValue, Value } from '../value.ts';
import { marksOf, withMarks, withoutMarks } from '../values/marks.ts';
import { inheritOrigin, madeFrom, readAt } from '../values/origin.ts';
import { listOf } from '../values/types.ts';
import { unify } from '../values/unify.ts';
import { isSequence, listValue, tupleValue, typeOf, unknownAny, unknownValue } from '../values/values.ts';
import { attributeOf, indexOf } from './members.ts';
import { staticReference } from './references.ts';
import { bind, boundValue, type Evaluate, report, type Scope } from './scope.ts';

type Access = AttributeAccess | IndexAccess;

/** A name with what follows it, or an access to the members of any expression. */
export function evaluateAccess(node: ReferenceExpression | Access, scope: Scope, evaluate: Evaluate): Value {
  // Outermost first; a loop rather than recursion, so that the name sees all steps that follow it.
  const accesses: Access[] = [];
  let base: Expression = node;
  while (base.kind === 'attribute-access' || base.kind === 'index-access') {
    accesses.push(base);
    base = base.object;
  }
  accesses.reverse();
  if (base.kind !== 'reference') return follow(evaluate(base, scope), accesses, scope, evaluate);
  const bound = boundValue(scope, base.name);
  if (bound !== undefined) return follow(locate(bound, base, scope), accesses, scope, evaluate);
  const reference = staticReference(node) ?? { root: base, steps: [] };
  const { value, used } = scope.names.resolve(reference, scope);
  const named = used === 0 ? base : (accesses[used - 1] ?? base);
  return follow(locate(value, named, scope), accesses.slice(used), scope, evaluate);
}

function follow(value: Value, accesses: readonly Access[], scope: Scope, evaluate: Evaluate): Value {
  let current = value;
  for (const access of accesses) {
    const container = current;
    if (access.kind === 'attribute-access') {
      const range = { start: access.object.range.end, end: access.range.end };
      const member = attributeOf(container, access.name, range, scope);
      current = locate(member, access, scope, container);
      continue;
    }
    const index = evaluate(access.index, scope);
    const range = { start: access.object.range.end, end: access.range.end };
    const member = locate(indexOf(container, index, range, scope), access, scope, container);
    const marked = withMarks(member, marksOf(index));
    current = access.index.kind === 'literal' ? marked : withIndexOrigin(marked, access, index, scope);
  }
  return current;
}

function withIndexOrigin(member: Value, access: Access, index: Value, scope: Scope): Value {
  return madeFrom(member, { file: scope.file, range: access.range }, [member, index]);
}

function locate(value: Value, node: Expression, scope: Scope, container?: Value): Value {
  return readAt(value, { file: scope.file, range: node.range }, scope.within ?? node.range, container);
}

/** `a[*].b`, `a.*.b`: the access applied to every element; a value that is no sequence counts as one element, null as none. */
export function evaluateSplat(node: SplatExpression, scope: Scope, evaluate: Evaluate): Value {
  const source = evaluate(node.source, scope);
  const place = { file: scope.file, range: node.range };
  const result = withMarks(splat(node, source, scope, evaluate), marksOf(source));
  return madeFrom(result, place, isSequence(result) ? [source, ...result.items] : [source]);
}

function splat(node: SplatExpression, source: Value, scope: Scope, evaluate: Evaluate): Value {
  const each = (element: Value): Value => evaluate(node.each, bind(scope, '*', element));
  if (source.kind === 'null') {
    if (source.type.kind !== 'list' && source.type.kind !== 'set' && source.type.kind !== 'tuple')
      return tupleValue([]);
    report(scope, { code: 'type-mismatch', message: 'a splat cannot be applied to null', range: node.source.range });
    return unknownAny;
  }
  if (source.kind === 'unknown') return splatUnknown(source, each);
  if (!isSequence(source)) return tupleValue([each(withoutMarks(source))]);
  const items = source.items.map((item) => each(inheritOrigin(item, source)));
  if (source.kind === 'tuple') return tupleValue(items);
  if (items.length === 0) return listValue(typeOf(each(unknownValue(source.element))), []);
  const element = unify(items.map(typeOf));
  return element === undefined ? tupleValue(items) : listValue(element, items);
}

function splatUnknown(source: UnknownValue, each: (element: Value) => Value): Value {
  const { type } = source;
  if (type.kind === 'any') return unknownAny;
  if (type.kind === 'list' || type.kind === 'set') {
    return unknownValue(listOf(typeOf(each(unknownValue(type.element)))), { notNull: true });
  }
  if (type.kind === 'tuple') return tupleValue(type.elements.map((element) => each(unknownValue(element))));
  // One element, or none if it turns out to be null.
  const element = each(withoutMarks(source));
  return source.refinement?.notNull === true ? tupleValue([element]) : unknownAny;
}
