import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** What the program's one script exports. */
export type Program = Pick<typeof import('../program.ts'), 'runProgram'>;

/**
 * The whole program as one script with the code that V8 made of it, as `scripts/compile-program.ts` wrote them beside the folder given: a
 * run is short, and a good part of it would be spent on compiling. Undefined where it was compiled by another version of V8, or not at all;
 * then the program is loaded from its modules. Code that V8 does not take, since its flags are other ones, is compiled when it is needed.
 */
export function openCompiledProgram(argv: readonly string[], folder: string): Program | undefined {
  const filename = join(folder, '../program.cjs');
  const cachedData = read(join(folder, '../compiled', codeFile(argv)));
  const source = cachedData && read(filename);
  if (source === undefined) return undefined;
  // The build made sure that it is ASCII.
  const script = new Script(source.toString('latin1'), { filename, cachedData });
  return script.runInThisContext()(require, filename);
}

/** Modules alone need a third of the code that workspaces do, and reading code takes time too. */
function codeFile(argv: readonly string[]): string {
  const kind = argv.some((word) => /^--module(?:=|$)/.test(word)) ? 'modules' : 'workspaces';
  return `${process.versions.v8}-${process.arch}-${kind}.bin`;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
