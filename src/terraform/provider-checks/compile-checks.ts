import type { AttributeFacts, BlockFacts, NestedBlockFacts, Relations, TypeFacts, ValueRule } from '../facts/facts.ts';
import { documentedRule } from './documented-rules.ts';

/** What is checked in a body: only members that have something to check, so that the others cost nothing. */
export interface BodyChecks {
  readonly attributes: ReadonlyMap<string, AttributeChecks>;
  readonly blocks: ReadonlyMap<string, BlockChecks>;
  /** Rules that look at members which are not set, too. */
  readonly groups: readonly Group[];
  /** Members that have rules about other members. */
  readonly related: readonly MemberChecks[];
}

/** What is checked of an argument or block that is set. */
export interface MemberChecks {
  readonly name: string;
  /** Paths from the resource's root. */
  readonly conflictsWith?: readonly Path[];
  readonly requiredWith?: readonly Path[];
  readonly isDeprecated: boolean;
}

/** What is checked of an attribute. */
export interface AttributeChecks extends MemberChecks {
  readonly facts: AttributeFacts;
  readonly rule: ValueRule;
  readonly items?: ValueRule;
  readonly isComputedOnly: boolean;
}

/** What is checked of a nested block. */
export interface BlockChecks extends MemberChecks {
  readonly facts: NestedBlockFacts;
  /** Compiled when it is first asked for. */
  body(): BodyChecks;
}

/** Names from the resource's root to a member. */
export type Path = readonly string[];

/** Members of which one must, or only one may, be set. */
export interface Group {
  readonly kind: 'exactly-one' | 'at-least-one';
  /** Sorted. */
  readonly members: readonly Path[];
}

const compiled = new WeakMap<TypeFacts, BodyChecks>();

/** The checks of a type, compiled once. */
export function checksOf(facts: TypeFacts): BodyChecks {
  const known = compiled.get(facts);
  if (known !== undefined) return known;
  const checks = compileBody(facts, facts, []);
  compiled.set(facts, checks);
  return checks;
}

function compileBody(type: TypeFacts, facts: BlockFacts, path: Path): BodyChecks {
  const attributes = new Map<string, AttributeChecks>();
  const blocks = new Map<string, BlockChecks>();
  const groups = new Map<string, Group>();
  for (const [name, attribute] of Object.entries(facts.attributes ?? {})) {
    collectGroups(attribute, [...path, name], groups);
    const checks = compileAttribute(type, attribute, [...path, name]);
    if (checks !== undefined) attributes.set(name, checks);
  }
  for (const [name, block] of Object.entries(facts.blocks ?? {})) {
    collectGroups(block, [...path, name], groups);
    blocks.set(name, compileBlock(type, block, [...path, name]));
  }
  const related = [...attributes.values(), ...blocks.values()].filter(
    ({ conflictsWith, requiredWith }) => conflictsWith !== undefined || requiredWith !== undefined,
  );
  return { attributes, blocks, groups: [...groups.values()], related };
}

function compileBlock(type: TypeFacts, facts: NestedBlockFacts, path: Path): BlockChecks {
  let body: BodyChecks | undefined;
  return {
    facts,
    body: () => {
      body ??= compileBody(type, facts, path);
      return body;
    },
    ...compileMember(facts, path, facts.deprecated),
  };
}

function compileAttribute(type: TypeFacts, facts: AttributeFacts, path: Path): AttributeChecks | undefined {
  const known = documentedRule(type, path, facts);
  const rule = known?.value ?? facts;
  const items = known?.items ?? facts.items;
  const isComputedOnly = facts.mode === 'computed' || isImplicitId(type, facts, path);
  if (known === undefined && items === undefined && !isComputedOnly && !isChecked(facts)) return undefined;
  const member = compileMember(facts, path, facts.deprecated);
  return { facts, rule, isComputedOnly, ...member, ...(items !== undefined && { items }) };
}

// Asked of every attribute of a type, of which most have nothing: property by property, rather than by a list of their names.
function isChecked(facts: AttributeFacts): boolean {
  return (
    facts.deprecated === true ||
    facts.conflictsWith !== undefined ||
    facts.requiredWith !== undefined ||
    facts.writeOnly === true ||
    facts.minItems !== undefined ||
    facts.maxItems !== undefined ||
    facts.integer !== undefined ||
    facts.enum !== undefined ||
    facts.minimum !== undefined ||
    facts.maximum !== undefined ||
    facts.minLength !== undefined ||
    facts.maxLength !== undefined ||
    facts.pattern !== undefined ||
    facts.format !== undefined
  );
}

/** The google providers get `id` from the older plug-in framework, which marks it as optional and lets nobody set it. */
function isImplicitId({ type, mode }: TypeFacts, facts: AttributeFacts, path: Path): boolean {
  const isRootId = path.length === 1 && path[0] === 'id' && facts.mode === 'optional-computed';
  return isRootId && mode !== 'provider' && type.startsWith('google_');
}

function compileMember(relations: Relations, path: Path, deprecated: boolean | undefined): MemberChecks {
  const conflictsWith = relations.conflictsWith?.map(readPath);
  const requiredWith = relations.requiredWith?.map(readPath);
  return {
    name: path.at(-1) ?? '',
    isDeprecated: deprecated === true,
    ...(conflictsWith !== undefined && { conflictsWith }),
    ...(requiredWith !== undefined && { requiredWith }),
  };
}

function collectGroups(relations: Relations, path: Path, groups: Map<string, Group>): void {
  collectGroup('exactly-one', relations.exactlyOneOf, path, groups);
  collectGroup('at-least-one', relations.atLeastOneOf, path, groups);
}

/** The member that declares a group belongs to it. Members that declare the same group are one group. */
function collectGroup(
  kind: Group['kind'],
  declared: readonly string[] | undefined,
  path: Path,
  groups: Map<string, Group>,
): void {
  if (declared === undefined) return;
  const names = [...new Set([...declared, path.join('.')])].sort();
  const key = `${kind} ${names.join(' ')}`;
  if (!groups.has(key)) groups.set(key, { kind, members: names.map(readPath) });
}

function readPath(text: string): Path {
  return text.split('.');
}
