import type { ParsedArguments } from '../command.ts';

/** The same arguments with the text format: faults beside an answer are for people. */
export function textFormat(options: ParsedArguments): ParsedArguments {
  return {
    positionals: options.positionals,
    text: (name) => (name === 'format' ? 'text' : options.text(name)),
    texts: (name) => options.texts(name),
    isSet: (name) => options.isSet(name),
  };
}
