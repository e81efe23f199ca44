import type { Command, Option } from '../command.ts';
import { commandSummaries } from './command-summaries.ts';
import type { CommandEntry } from './command-table.ts';
import { globalOptions } from './parse-arguments.ts';
import { wrapText } from './wrap-text.ts';

/** The help of one command, final newline included. */
export function commandHelp(command: Command, columns: number): string {
  const usage = ['imprint', command.name, command.arguments, '[options]'].filter((word) => word !== '').join(' ');
  const examples = command.examples.flatMap((example) => [
    `  ${example.command}`,
    ...wrapText(example.what, columns - 6).map((line) => `      ${line}`),
  ]);
  return sections([
    wrapText(command.summary, columns),
    ['Usage:', `  ${usage}`],
    [
      'Options:',
      ...table(
        [...command.options, ...globalOptions].map((option) => [optionTerm(option), optionText(option)]),
        columns,
      ),
    ],
    examples.length === 0 ? [] : ['Examples:', ...examples],
  ]);
}

/** The list of commands, final newline included. */
export function overviewHelp(entries: readonly CommandEntry[], columns: number): string {
  const rows = entries.map(({ name, alias }): [string, string] => [
    alias === undefined ? name : `${name}, ${alias}`,
    commandSummaries[name] ?? '',
  ]);
  return sections([
    wrapText(
      'Blueprints in, Google Cloud Infrastructure Manager deployments out; every fault found before the deploy.',
      columns,
    ),
    ['Usage:', '  imprint <command> [options]'],
    ['Commands:', ...table(rows, columns)],
    [
      'Options:',
      ...table(
        [
          ...globalOptions.map((option): [string, string] => [optionTerm(option), optionText(option)]),
          ['-v, --version', 'Show the version'],
        ],
        columns,
      ),
    ],
    ["Run 'imprint <command> --help' for a command's options and examples."],
  ]);
}

function sections(parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function optionTerm({ name, short, value }: Option): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function optionText(option: Option): string {
  const notes = [
    option.choices === undefined ? '' : `one of ${option.choices.join(', ')}`,
    option.repeatable === true ? 'may be repeated' : '',
    option.default === undefined ? '' : `default: ${option.default}`,
  ].filter((note) => note !== '');
  return notes.length === 0 ? option.summary : `${option.summary} (${notes.join('; ')})`;
}

/** Two columns, the second one wrapped; terms too long for their column stand on a line of their own. */
function table(rows: readonly (readonly [string, string])[], columns: number): string[] {
  const longest = Math.max(...rows.map(([term]) => term.length));
  const indent = Math.min(longest, 26) + 4;
  return rows.flatMap(([term, text]) => {
    const [first = '', ...others] = wrapText(text, columns - indent);
    const rest = others.map((line) => ' '.repeat(indent) + line);
    if (term.length + 4 > indent) return [`  ${term}`, ' '.repeat(indent) + first, ...rest];
    return [`  ${term}`.padEnd(indent) + first, ...rest];
  });
}
