import { cac } from 'cac';
import { suggest } from '../../diagnostics/suggest.ts';
import { UsageError } from '../../errors.ts';
import { colorChoice } from './color-choice.ts';
import type { CommandEntry } from './command-table.ts';

/** What a command line asks for. */
export type Route =
  | { readonly kind: 'version' }
  /** Help for everything, or for the commands below a first word. */
  | { readonly kind: 'overview'; readonly entries: readonly CommandEntry[]; readonly color: boolean | undefined }
  | {
      readonly kind: 'command';
      readonly entry: CommandEntry;
      /** What follows the command's name; global switches that stood before it come first. */
      readonly words: readonly string[];
    };

const globalSwitches: readonly string[] = ['--color', '--no-color', '--help', '-h', '--version', '-v'];

/**
 * Finds the command a command line means. cac knows the first words; the second word of `trace value` is ours.
 * @throws UsageError when there is none, it is unknown, or an option stands before it
 */
export function routeCommand(argv: readonly string[], table: readonly CommandEntry[]): Route {
  const firstWord = argv.findIndex((word) => !word.startsWith('-'));
  const leading = firstWord < 0 ? argv : argv.slice(0, firstWord);
  checkLeading(leading, firstWord >= 0);
  if (leading.some((word) => word === '--version' || word === '-v')) return { kind: 'version' };
  const color = colorChoice(leading);
  if (firstWord < 0) {
    if (leading.some((word) => word === '--help' || word === '-h')) return { kind: 'overview', entries: table, color };
    throw new UsageError("no command given\nRun 'imprint --help' for the list");
  }
  const words = argv.slice(firstWord);
  if (words[0] !== 'help') return routeWords(words, leading, table, color);
  if (words.length === 1) return { kind: 'overview', entries: table, color };
  return routeWords([...words.slice(1), '--help'], leading, table, color);
}

function routeWords(
  words: readonly string[],
  leading: readonly string[],
  table: readonly CommandEntry[],
  color: boolean | undefined,
): Route {
  const first = matchFirstWord(words[0] ?? '', table);
  const entries = table.filter((entry) => firstWordOf(entry) === first);
  const single = entries.find((entry) => entry.name === first);
  if (single !== undefined) return { kind: 'command', entry: single, words: [...leading, ...words.slice(1)] };
  const second = words[1];
  if (second === undefined || second.startsWith('-')) {
    if ([...leading, ...words].some((word) => word === '--help' || word === '-h'))
      return { kind: 'overview', entries, color };
    throw new UsageError(`'imprint ${first}' needs one of: ${entries.map(secondWordOf).join(', ')}`);
  }
  const entry = entries.find((candidate) => secondWordOf(candidate) === second);
  if (entry !== undefined) return { kind: 'command', entry, words: [...leading, ...words.slice(2)] };
  throw unknown(
    `${first} ${second}`,
    entries.map(({ name }) => name),
  );
}

/** The first word of a command's name that the typed word stands for. */
function matchFirstWord(word: string, table: readonly CommandEntry[]): string {
  const cli = cac('imprint');
  for (const first of new Set(table.map(firstWordOf))) {
    const registered = cli.command(first, '', { allowUnknownOptions: true });
    for (const { name, alias } of table) if (name === first && alias !== undefined) registered.alias(alias);
  }
  cli.parse(['', '', word], { run: false });
  if (cli.matchedCommand !== undefined) return cli.matchedCommand.name;
  throw unknown(
    word,
    table.flatMap((entry) => [firstWordOf(entry), ...(entry.alias === undefined ? [] : [entry.alias])]),
  );
}

function unknown(name: string, known: readonly string[]): UsageError {
  const near = suggest(name, known);
  const hint = near === undefined ? '' : `; did you mean 'imprint ${near}'?`;
  return new UsageError(`unknown command '${name}'${hint}\nRun 'imprint --help' for the list`);
}

function checkLeading(leading: readonly string[], hasCommand: boolean): void {
  const wrong = leading.find((word) => !globalSwitches.includes(word));
  if (wrong === undefined) return;
  const where = hasCommand ? 'options of a command stand after it' : 'no command given';
  throw new UsageError(`unknown option ${wrong} before the command: ${where}\nRun 'imprint --help' for the list`);
}

function firstWordOf({ name }: CommandEntry): string {
  return name.split(' ')[0] ?? name;
}

function secondWordOf({ name }: CommandEntry): string {
  return name.split(' ')[1] ?? '';
}
