import type { CelFault } from '../engine.ts';
import type { MessageSchema, PartialValue, Trail } from './partial-value.ts';

/** A function of a service. Arguments may be unknown in part; it answers for itself what follows. */
export interface PartialFunction {
  readonly name: string;
  /** Undefined: it does not take such arguments. */
  call(target: PartialValue | undefined, args: readonly PartialValue[]): PartialValue | undefined;
}

/** A fault or a note about the text of an expression; offsets are UTF-16, into the text. */
export interface CelNote {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A field an expression reads that its message is not known to have. */
export interface UnknownField {
  readonly message: MessageSchema;
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

/** What was found out about one part of an expression. */
export interface PartialStep {
  /** The part, as CEL text. */
  readonly text: string;
  readonly value: PartialValue;
  /** Parts are the operands of `&&`, `||` and `!`; reads are what a part reads from the variables. */
  readonly kind: 'part' | 'read';
}

/** Why an expression does not compile. */
export interface PartialFault extends CelFault {
  readonly offset: number;
  /** UTF-16 units of the text that is wrong. Default: one character. */
  readonly length?: number;
  /** The name that was meant. */
  readonly suggestion?: string;
}

/** Values of the variables of an expression, by name. */
export type Bindings = ReadonlyMap<string, PartialValue>;

/** An expression that can be evaluated on values of which some are not known. Immutable and free to share. */
export interface PartialProgram {
  /** Loose spellings that were understood all the same. */
  readonly notes: readonly CelNote[];
  /** Evaluates; never throws, and stops with an error after a fixed number of steps. */
  evaluate(bindings: Bindings, functions?: readonly PartialFunction[]): PartialValue;
  /** Evaluates each part by itself. */
  trace(bindings: Bindings, functions?: readonly PartialFunction[]): readonly PartialStep[];
  /** The part that has to change for the expression to come to `wanted`, where one comparison alone decides: its text. */
  decidingPart(bindings: Bindings, functions?: readonly PartialFunction[]): DecidingPart | undefined;
  /** Fields it reads of messages that are not known to have them. */
  unknownFields(variables: ReadonlyMap<string, MessageSchema>): readonly UnknownField[];
}

/** A comparison of a field with a literal. */
export interface DecidingPart extends Trail {
  readonly field: string;
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in';
  /** The literal as CEL text. */
  readonly literal: string;
  /** What the comparison comes to. */
  readonly holds: boolean;
}

/** What is known of the expression's surroundings when it is compiled. */
export interface PartialOptions {
  /** UTF-16 units the text may have. Default: as for all expressions. */
  readonly maxLength?: number;
  /** Names of the service's own functions. Default: none. */
  readonly functions?: readonly string[];
  /** Names that are bound when it is evaluated. */
  readonly variables: readonly string[];
}

/** The engine for values that are known in part. */
export interface PartialCelEngine {
  /** Compiles, or says why and where not. */
  compile(expression: string, options: PartialOptions): PartialProgram | PartialFault;
}
