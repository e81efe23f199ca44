import { parseArgs } from 'node:util';
import { suggest } from '../../diagnostics/suggest.ts';
import { UsageError } from '../../errors.ts';
import type { Command, Option, ParsedArguments } from '../command.ts';

/** Options every command has. */
export const globalOptions: readonly Option[] = [
  {
    name: 'color',
    summary: 'Colour the output, or not (--no-color)',
    default: 'on a terminal, unless NO_COLOR is set',
  },
  { name: 'help', short: 'h', summary: 'Show this help' },
];

/**
 * Reads the words after a command's name against its option table. Values stay the text that was typed:
 * `1.10`, `007` and the empty string arrive as they are. `--` ends the options.
 * @throws UsageError for an unknown option, a missing or superfluous value, a value outside the choices, a superfluous argument
 */
export function parseArguments(
  command: Pick<Command, 'name' | 'options' | 'arguments'>,
  words: readonly string[],
): ParsedArguments {
  const options = [...command.options, ...globalOptions];
  const values = new Map<string, string[]>();
  const switches = new Map<string, boolean>();
  const positionals: string[] = [];
  const { tokens } = parseArgs({ args: [...words], options: tokenizerOptions(options), strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { option, isOn } = findOption(command, options, token.name, token.rawName);
    if (option.value === undefined) {
      if (token.value !== undefined)
        throw usage(command, `${token.rawName} is a switch and takes no value, not even '${token.value}'`);
      switches.set(option.name, isOn);
    } else {
      const value = checkValue(command, option, token);
      values.set(option.name, [...(values.get(option.name) ?? []), value]);
    }
  }
  if (command.arguments === '' && positionals.length > 0 && switches.get('help') !== true) {
    throw usage(command, `'${command.name}' takes no arguments, but was given '${positionals[0]}'`);
  }
  return {
    positionals,
    text: (name) => values.get(name)?.at(-1),
    texts: (name) => values.get(name) ?? [],
    isSet: (name) => switches.get(name),
  };
}

/** A usage error that says where help is. */
export function usage(command: { readonly name: string }, message: string): UsageError {
  return new UsageError(`${message}\nRun 'imprint ${command.name} --help' for what it takes`);
}

function tokenizerOptions(options: readonly Option[]): Record<string, { type: 'string' | 'boolean'; short?: string }> {
  return Object.fromEntries(
    options.map(({ name, short, value }) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
}

function findOption(
  command: { readonly name: string },
  options: readonly Option[],
  name: string,
  rawName: string,
): { option: Option; isOn: boolean } {
  const exact = options.find((option) => option.name === name);
  if (exact) return { option: exact, isOn: true };
  const negated = name.startsWith('no-') ? options.find((option) => option.name === name.slice(3)) : undefined;
  if (negated?.value === undefined && negated) return { option: negated, isOn: false };
  const near = rawName.startsWith('--')
    ? suggest(
        name,
        options.map((option) => option.name),
      )
    : undefined;
  const hint = near === undefined ? '' : `; did you mean --${near}?`;
  throw usage(command, `unknown option ${rawName} of '${command.name}'${hint}`);
}

/** The value as typed; a following word that starts with a dash is the next option, not a value, unless joined by `=`. */
function checkValue(
  command: { readonly name: string },
  option: Option,
  token: { readonly rawName: string; readonly value: string | undefined; readonly inlineValue: boolean | undefined },
): string {
  const { value } = token;
  const looksLikeOption = token.inlineValue !== true && value !== undefined && /^-[^\d.]/.test(value);
  if (value === undefined || looksLikeOption) {
    const how = looksLikeOption ? ` (to pass '${value}', write --${option.name}=${value})` : '';
    throw usage(command, `${token.rawName} needs a value: --${option.name} ${option.value}${how}`);
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    const near = suggest(value, option.choices);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    throw usage(command, `--${option.name} is one of ${option.choices.join(', ')}, not '${value}'${hint}`);
  }
  return value;
}
