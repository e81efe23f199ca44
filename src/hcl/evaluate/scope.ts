import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Expression, ReferenceExpression } from '../ast.ts';
import type { FunctionContext } from '../functions/function.ts';
import type { Value } from '../value.ts';

/**
 * Where an expression is evaluated: what names mean there, which functions there are, and who hears of faults. One is made for nearly
 * every expression: the functions below write all of it out, so that the objects are of one shape.
 */
export interface Scope {
  /** Module file the expression stands in. */
  readonly file: string;
  /** Values of names; loop variables are looked up before. */
  readonly names: NameResolver;
  readonly functions: FunctionContext;
  /** Faults found, in order; evaluation appends. */
  readonly faults: Diagnostic[];
  /** Innermost loop variables and the like; absent outside of loops. */
  readonly bindings?: Binding | undefined;
  /** Text of the whole expression being evaluated; set by `evaluateExpression`. */
  readonly within?: Range | undefined;
}

/** One name that an expression binds itself. */
export interface Binding {
  readonly name: string;
  readonly value: Value;
  readonly outer: Binding | undefined;
}

/** A name with the static steps that follow it: `var.a["b"][0]`. */
export interface Reference {
  readonly root: ReferenceExpression;
  readonly steps: readonly Step[];
}

/** `.name`, or an index that is a literal. */
export interface Step {
  readonly kind: 'attribute' | 'index';
  readonly key: string | number;
  readonly range: Range;
}

/** Gives names their values. Reports what it does not know to the scope, and gives an unknown value then. */
export interface NameResolver {
  /** `used`: how many of the steps the value stands for (`var.a.b`: 1). */
  resolve(reference: Reference, scope: Scope): Resolved;
}

/** The value of the first `used` steps of a reference. */
export interface Resolved {
  readonly value: Value;
  readonly used: number;
}

/** A scope in which one more name is bound. */
export function bind(scope: Scope, name: string, value: Value): Scope {
  const { file, names, functions, faults, within } = scope;
  return { file, names, functions, faults, bindings: { name, value, outer: scope.bindings }, within };
}

/** A scope for one whole expression. */
export function scopeWithin(scope: Scope, within: Range): Scope {
  const { file, names, functions, faults, bindings } = scope;
  return { file, names, functions, faults, bindings, within };
}

/** A scope for what another file holds. */
export function scopeInFile(scope: Scope, file: string): Scope {
  const { names, functions, faults, bindings, within } = scope;
  return { file, names, functions, faults, bindings, within };
}

/** A scope that keeps its faults apart. */
export function scopeWithFaults(scope: Scope, faults: Diagnostic[]): Scope {
  const { file, names, functions, bindings, within } = scope;
  return { file, names, functions, faults, bindings, within };
}

/** The value a loop gave a name; undefined when none did. */
export function boundValue(scope: Scope, name: string): Value | undefined {
  for (let binding = scope.bindings; binding !== undefined; binding = binding.outer) {
    if (binding.name === name) return binding.value;
  }
  return undefined;
}

/** A fault as evaluation reports it; an error unless said otherwise. */
export interface FaultText {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly range: Range;
  readonly hint?: string;
  readonly args?: Readonly<Record<string, string>>;
}

/** Reports a fault in the scope's file. */
export function report(scope: Pick<Scope, 'file' | 'faults'>, { range, ...text }: FaultText): void {
  scope.faults.push({ ...text, severity: 'error', location: { file: scope.file, range } });
}

/** Whether one of the faults leaves nothing to work with. */
export function hasErrors(faults: readonly Diagnostic[]): boolean {
  return faults.some(({ severity }) => severity === 'error');
}

/** How the parts of the evaluator call each other. */
export type Evaluate = (expression: Expression, scope: Scope) => Value;
