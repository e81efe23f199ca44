/** 0 fine, 1 at least one error, 2 usage or settings, 3 the service refused or failed, 70 a bug of ours. */
export type ExitCode = 0 | 1 | 2 | 3 | 70;

/** One command of the command line. */
export interface Command {
  /** As typed: `validate`, `trace value`. */
  readonly name: string;
  readonly summary: string;
  /** Positional arguments for the usage line: `[ENV…]`. */
  readonly arguments: string;
  readonly options: readonly Option[];
  /** Command lines with what they do; shown by `--help`, run by a test. */
  readonly examples: readonly { readonly command: string; readonly what: string }[];
  run(options: ParsedArguments, io: Io): Promise<ExitCode>;
}

/** An option of a command; all are taken as text. */
export interface Option {
  /** Without dashes: `max-warnings`. */
  readonly name: string;
  /** One letter, without dash. */
  readonly short?: string;
  /** Name of the value for the help (`N`); absent for a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly repeatable?: boolean;
  /** Allowed values; absent means any. */
  readonly choices?: readonly string[];
  readonly summary: string;
  /** For the help; the code's own default is where the option is read. */
  readonly default?: string;
}

/** What was typed, checked against the command's table. */
export interface ParsedArguments {
  /** Positional arguments. */
  readonly positionals: readonly string[];
  /** Value of an option: the last one given. */
  text(name: string): string | undefined;
  /** All values of a repeatable option, in order. */
  texts(name: string): readonly string[];
  /** Whether a switch is on; undefined when neither it nor its `--no-` form was given. */
  isSet(name: string): boolean | undefined;
}

/** The world, as commands see it. */
export interface Io {
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** All of standard input as text; ends at once on a terminal without input. */
  readStdin(): Promise<string>;
  /** Asks a yes/no question on the terminal; false without a terminal. */
  confirm(question: string): Promise<boolean>;
  /** Absolute working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly version: string;
}

/** A stream to write to. */
export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Whether to colour: a terminal without `NO_COLOR`, or as `--color`/`--no-color` say. */
  readonly color: boolean;
  /** 80 when unknown. */
  readonly columns: number;
}
