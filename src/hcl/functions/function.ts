import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Budget } from '../evaluate/budget.ts';
import type { Type, Value } from '../value.ts';
import type { Engines } from './engines.ts';

/** One function of the language. */
export interface FunctionDescriptor {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Takes all arguments after the parameters. */
  readonly variadic?: Parameter;
  /** Type of the result, also when an argument is unknown. */
  readonly returns: Type | ((args: readonly Value[], context: FunctionContext) => Type);
  /** Terraform version that brought it; absent for those that version 1.0 had. */
  readonly since?: string;
  /** An unknown result may be null, as far as Terraform says; absent: it is known not to be. */
  readonly mayBeNull?: true;
  /** @throws {FunctionFault} when the arguments have no result */
  readonly evaluate: (args: readonly Value[], context: FunctionContext) => Value;
}

/** Functions that few modules call. */
export interface FunctionLibrary {
  readonly functions: ReadonlyMap<string, FunctionDescriptor>;
  /** Functions that a provider brings, by its local name; undefined when the provider is not known. */
  readonly ofProvider: (localName: string) => readonly FunctionDescriptor[] | undefined;
}

/** What an argument must be. */
export interface Parameter {
  readonly name: string;
  /** Arguments are converted to it. */
  readonly type: Type;
  /** The function takes null. */
  readonly nullable?: true;
  /** The function decides itself what follows from an unknown argument. Members of known arguments may be unknown in any case. */
  readonly unknown?: true;
  /** As long as a member is unknown, so is the result; absent: the function gets arguments with unknown members. */
  readonly whole?: true;
  /** The function decides itself what becomes of marks; otherwise all marks within the argument go to the result. */
  readonly marked?: true;
}

/** Bytes of files by path relative to the root module, read when they are asked for; undefined where that fails. */
export type OtherFiles = ReadonlyMap<string, () => Uint8Array | undefined>;

/** What functions may know of the world. */
export interface FunctionContext {
  /** Language level: a function newer than it does not exist. */
  readonly terraformVersion: string;
  /** Texts that `file` and its kin may read, by path relative to the root module. */
  readonly files: ReadonlyMap<string, string>;
  /** Files beside them that hold no text, or are read only when somebody asks; absent where there are texts only. */
  readonly others?: OtherFiles;
  /** Evaluates a template with the given names, or throws a `TemplateFault`; absent where templates cannot be read. */
  readonly template?: (text: string, file: string, names: ReadonlyMap<string, Value>) => Value;
  /** Evaluates a text in the syntax of tfvars files; absent where that is not needed, and its values are unknown then. */
  readonly variables?: (text: string) => Value;
  /** Packages loaded beforehand for the functions that need them. */
  readonly engines: Engines;
  readonly budget: Budget;
}

/** Why a function has no result; thrown by functions, caught by the call. */
export class FunctionFault extends Error {
  override readonly name = 'FunctionFault';
  /** Number of the argument at fault, from 0; undefined when it is none of them alone. */
  readonly argument: number | undefined;

  constructor(message: string, argument?: number) {
    super(message);
    this.argument = argument;
  }
}

/** Faults within a template, which are those of the call that renders it; caught by that. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
  readonly faults: readonly Diagnostic[];

  constructor(faults: readonly Diagnostic[]) {
    super();
    this.faults = faults;
  }
}

/** A file that was not read, since it lies outside of the module; caught by the call, whose result is unknown then. */
export class FileOutside extends Error {
  override readonly name = 'FileOutside';
  readonly path: string;

  constructor(path: string) {
    super(`the file "${path}" is not part of the module`);
    this.path = path;
  }
}

/** A function that would need a package which was not loaded beforehand; caught by the call. */
export class MissingEngine extends Error {
  override readonly name = 'MissingEngine';
}
