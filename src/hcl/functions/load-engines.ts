import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CompiledRegex, Engines, LayoutEngine, RegexEngine, YamlEngine } from './engines.ts';
import { neededEngines } from './engines.ts';
import type { FunctionLibrary } from './function.ts';

/**
 * Loads what functions called in the texts need beyond the language itself; none for most modules. Await this before `evaluateModule`, and hand the
 * result to it. Only this module names it, and only in `import()`, so that nobody pays for them who does not use them.
 */
export async function loadEngines(texts: Iterable<string>): Promise<Engines> {
  const needed = neededEngines(texts);
  const [regex, yaml, layout, library] = await Promise.all([
    needed.has('regex') ? loadRegex() : undefined,
    needed.has('yaml') ? loadYaml() : undefined,
    needed.has('layout') ? loadLayout() : undefined,
    needed.has('library') ? loadLibrary() : undefined,
  ]);
  return {
    ...(regex !== undefined && { regex }),
    ...(yaml !== undefined && { yaml }),
    ...(layout !== undefined && { layout }),
    ...(library !== undefined && { library }),
  };
}

/**
 * Does something with the engines that the texts call for; should that not have been enough (a pattern that is made at run time), once
 * more with all there are.
 */
export async function withEngines<T extends { readonly diagnostics: readonly Diagnostic[] }>(
  texts: Iterable<string>,
  work: (engines: Engines) => T,
): Promise<T> {
  const engines = await loadEngines(texts);
  const result = work(engines);
  const isMissing = Object.keys(engines).length < allEngines.length;
  if (!isMissing || !result.diagnostics.some(({ code }) => code === 'function-not-supported')) return result;
  return work(await loadEngines(allEngines));
}

/** Texts that call for every engine there is. */
export const allEngines: readonly string[] = ['regex()', 'yamldecode()', 'encode_expr()', 'provider::'];

async function loadRegex(): Promise<RegexEngine> {
  const { RE2JS } = await import('re2js');
  // Environments of one blueprint use the same patterns over and over, and compiling is most of a match's cost.
  const known = new Map<string, CompiledRegex>();
  return {
    compile(pattern) {
      const regex = known.get(pattern) ?? compiled(RE2JS.compile(pattern));
      known.set(pattern, regex);
      return regex;
    },
  };
}

type Re2 = Awaited<typeof import('re2js')>['RE2JS']['prototype'];

function compiled(regex: Re2): CompiledRegex {
  const groups: (string | undefined)[] = Array.from({ length: regex.groupCount() });
  for (const [name, index] of Object.entries(regex.namedGroups())) groups[index - 1] = name;
  return {
    groups,
    match: (text, offset) => {
      const matcher = regex.matcher(text);
      if (!matcher.find(offset)) return undefined;
      const texts = Array.from({ length: groups.length + 1 }, (_, index) => matcher.group(index) ?? undefined);
      return { start: matcher.start(), end: matcher.end(), texts };
    },
  };
}

async function loadYaml(): Promise<YamlEngine> {
  const { readYamlTree } = await import('./yaml-tree.ts');
  return { parse: readYamlTree };
}

async function loadLibrary(): Promise<FunctionLibrary> {
  return (await import('./library.ts')).library;
}

async function loadLayout(): Promise<LayoutEngine> {
  const [{ applyEdits }, { formatEdits }] = await Promise.all([
    import('../format/edits.ts'),
    import('../format/format.ts'),
  ]);
  return { format: (text) => applyEdits(text, formatEdits(text)) };
}
