import type { Body } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { madeFrom } from '../../hcl/values/origin.ts';
import { objectValue, tupleValue, unknownAny } from '../../hcl/values/values.ts';
import { withoutItems } from '../config/blocks.ts';
import { type BlockGroup, blockGroups } from './expand-blocks.ts';

/** What an attribute that is not written is read as: path from the body's own root to it. */
export type Computed = (path: readonly (string | number)[]) => Value;

/** What of a body is not a value of the provider's. */
export interface BodyOptions {
  readonly leaveOut: ReadonlySet<string>;
  /** Absent: what is not written is not there. */
  readonly computed?: Computed;
}

/** The value of a body that no facts are known of: attributes as written, nested blocks of a type together as a tuple of objects. */
export function evaluateBody(body: Body, scope: Scope, options: BodyOptions): ObjectValue {
  return evaluateLevel(withoutItems(body, options.leaveOut), scope, options, []);
}

type Path = readonly (string | number)[];

function evaluateLevel(body: Body, scope: Scope, options: BodyOptions, path: Path): ObjectValue {
  const entries = new Map<string, Value>();
  for (const item of body.items) {
    if (item.kind === 'attribute') entries.set(item.name, evaluateExpression(item.value, scope));
  }
  for (const group of blockGroups(body, scope).values())
    entries.set(group.type, groupValue(group, scope, options, path));
  const value = objectValue(entries);
  const { computed } = options;
  return computed === undefined ? value : { ...value, open: (name) => computed([...path, name]) };
}

function groupValue(group: BlockGroup, scope: Scope, options: BodyOptions, path: Path): Value {
  const items = group.blocks.map(({ block, body, scope: inner }, index) => {
    const value = evaluateLevel(body, inner, options, [...path, group.type, index]);
    return madeFrom(value, { file: inner.file, range: block.headerRange }, [...value.entries.values()]);
  });
  const value = group.isKnown ? tupleValue(items) : unknownAny;
  return madeFrom(value, { file: scope.file, range: group.first.headerRange }, items);
}
