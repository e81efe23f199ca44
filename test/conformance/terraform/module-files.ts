import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A root module of the corpus. */
export interface CorpusModule {
  /** `<topic>: <what it shows>`; unique. */
  readonly name: string;
  /** Name of the file it stands in, without extension. */
  readonly topic: string;
  /** Text of its files by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Arguments for `terraform plan`, such as `-var=a=1`. Empty for most. */
  readonly arguments: readonly string[];
  /** Files of the configuration that is applied first. Absent: there is no prior state. */
  readonly before?: ReadonlyMap<string, string>;
  /** Calls of terraform after the first configuration was applied, such as `taint terraform_data.a`. */
  readonly commands: readonly string[];
}

/**
 * Reads the modules of a folder, in order of topic. A file `<topic>.txt` holds several, each after a line `### name`; its files come
 * after lines `== path`, and what stands before the first of those is `main.tf`. `before/` holds the configuration to apply first,
 * `.arguments` and `.commands` hold one argument or call a line.
 */
export function corpusModules(folder: string): readonly CorpusModule[] {
  return readdirSync(folder)
    .filter((entry) => entry.endsWith('.txt'))
    .sort()
    .flatMap((entry) => modulesIn(entry.slice(0, -'.txt'.length), readFileSync(join(folder, entry), 'utf8')));
}

/** The modules of a topic's text. */
export function modulesIn(topic: string, text: string): readonly CorpusModule[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [name = '', rest] = splitFirstLine(part);
      return corpusModule(`${topic}: ${name}`, topic, filesIn(rest));
    });
}

function corpusModule(name: string, topic: string, all: ReadonlyMap<string, string>): CorpusModule {
  const before = [...all].filter(([path]) => path.startsWith(beforeFolder));
  const files = [...all].filter(([path]) => !path.startsWith(beforeFolder) && !directives.has(path));
  return {
    name,
    topic,
    files: new Map(files),
    arguments: linesOf(all.get('.arguments')),
    ...(before.length > 0 && {
      before: new Map(before.map(([path, text]) => [path.slice(beforeFolder.length), text])),
    }),
    commands: linesOf(all.get('.commands')),
  };
}

const beforeFolder = 'before/';
const directives: ReadonlySet<string> = new Set(['.arguments', '.commands']);

function filesIn(text: string): ReadonlyMap<string, string> {
  const [main = '', ...others] = text.split(/^== /m);
  const files = others.map((part): [string, string] => splitFirstLine(part));
  return new Map(main.trim() === '' ? files : [['main.tf', main], ...files]);
}

function splitFirstLine(text: string): [string, string] {
  const end = text.indexOf('\n');
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
}

function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').filter((line) => line !== '');
}
