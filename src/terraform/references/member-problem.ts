import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Step } from '../../hcl/evaluate/scope.ts';
import type { Type } from '../../hcl/value.ts';
import { describeType } from '../../hcl/values/types.ts';
import type { BlockFacts, NestedBlockFacts } from '../facts/facts.ts';
import { attributeType } from '../facts/types-of-facts.ts';

/** A step of a reference that leads nowhere whatever the values are. */
export interface MemberProblem {
  readonly code: 'unsupported-attribute' | 'invalid-index' | 'invalid-operation';
  readonly message: string;
  readonly hint?: string;
  /** The step: `.nope`. */
  readonly range: Range;
}

/** The first of the steps from a resource (or a nested block) that its type does not have; undefined when all may be there. */
export function memberProblem(facts: BlockFacts, steps: readonly Step[]): MemberProblem | undefined {
  const [step, ...rest] = steps;
  // An index on an object is left to evaluation, as Terraform does.
  if (step === undefined || step.kind !== 'attribute') return undefined;
  const name = String(step.key);
  const attribute = own(facts.attributes, name);
  if (attribute !== undefined) return typeProblem(attributeType(attribute), rest);
  const block = own(facts.blocks, name);
  if (block !== undefined) return blockProblem(name, block, rest);
  const names = [...Object.keys(facts.attributes ?? {}), ...Object.keys(facts.blocks ?? {})];
  return missing(name, names, step.range, 'there is no argument, nested block or attribute');
}

function blockProblem(name: string, block: NestedBlockFacts, steps: readonly Step[]): MemberProblem | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  const { range } = step;
  switch (block.nesting) {
    case 'single':
      return memberProblem(block, steps);
    case 'map':
      return memberProblem(block, rest);
    case 'list':
      // Whether the index is a number is left to evaluation: ignore_changes, which is not evaluated, takes any.
      if (step.kind === 'index') return memberProblem(block, rest);
      return {
        code: 'invalid-operation',
        message: `the blocks "${name}" are a list, so one of them is named by its number`,
        hint: `write ${name}[0]`,
        range,
      };
    case 'set':
      return {
        code: 'invalid-index',
        message: `the blocks "${name}" are a set, whose elements have no index`,
        hint: `use a for expression, or one(…) where there is one block`,
        range,
      };
  }
}

function typeProblem(type: Type, steps: readonly Step[]): MemberProblem | undefined {
  const [step, ...rest] = steps;
  if (step === undefined || type.kind === 'any') return undefined;
  const member = memberType(type, step);
  return member === undefined ? noMember(type, step) : typeProblem(member, rest);
}

function memberType(type: Type, step: Step): Type | undefined {
  switch (type.kind) {
    case 'map':
      return type.element;
    case 'object':
      return type.attributes.get(String(step.key));
    case 'list':
      return isNumber(step) ? type.element : undefined;
    case 'tuple':
      return isNumber(step) ? type.elements[Number(step.key)] : undefined;
    default:
      return undefined;
  }
}

function noMember(type: Type, { kind, key, range }: Step): MemberProblem {
  if (type.kind === 'object') return missing(String(key), [...type.attributes.keys()], range, 'there is no attribute');
  const what = `this is ${describeType(type)}`;
  if (kind === 'index') return { code: 'invalid-index', message: `${what}, which has no such element`, range };
  const isSequence = type.kind === 'list' || type.kind === 'tuple';
  const hint = isSequence ? 'name one element by its number, or all by [*]' : undefined;
  const message = `${what}, which has no attributes`;
  return { code: 'unsupported-attribute', message, ...(hint !== undefined && { hint }), range };
}

function isNumber({ kind, key }: Step): boolean {
  return kind === 'index' && key !== '' && Number.isFinite(Number(key));
}

function missing(name: string, names: readonly string[], range: Range, what: string): MemberProblem {
  const near = suggest(name, names);
  return {
    code: 'unsupported-attribute',
    message: `${what} "${name}" in it`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    range,
  };
}

function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
