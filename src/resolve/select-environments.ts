import type { Diagnostic, Outcome, RelatedLocation } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/order.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Workspace } from '../load/workspace.ts';
import { locateIn } from './document-location.ts';
import { type EnvironmentEntry, type EnvironmentIndex, indexEnvironments, isBroken } from './environment-index.ts';
import { compilePattern, isPattern } from './name-pattern.ts';

/**
 * The full names selected, sorted, each once; abstract environments are left out. A selector is a full name, a short name where it is unique,
 * the path of an environment's file, or a pattern (`*`, `**`, `?`, `{a,b}`), which is held against full names when it has a `/` and against
 * short names otherwise. No selectors select everything. There is always a value: what the good selectors select.
 */
export function selectEnvironments(workspace: Workspace, selectors: readonly string[]): Outcome<readonly string[]> {
  const index = indexEnvironments(workspace);
  const selected = new Set<EnvironmentEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const selector of selectors.length === 0 ? ['**/*', '*'] : selectors) {
    const matches = matching(index, selector);
    const faults = selectors.length === 0 ? [] : selectorFaults(workspace, index, selector, matches);
    diagnostics.push(...faults);
    if (faults.length === 0) for (const entry of matches) selected.add(entry);
  }
  diagnostics.push(...[...selected].flatMap((entry) => entryFaults(index, entry)));
  const names = [...selected]
    .filter((entry) => !entry.isAbstract && entry.blueprint !== undefined)
    .map(({ name }) => name);
  return { value: [...new Set(names)].sort(compareText), diagnostics };
}

function matching(index: EnvironmentIndex, selector: string): readonly EnvironmentEntry[] {
  if (isPattern(selector)) {
    const matches = compilePattern(selector);
    const isFull = selector.includes('/');
    return index.entries.filter((entry) => !entry.isAbstract && matches(isFull ? entry.name : entry.shortName));
  }
  const exact = index.entries.filter(({ name, document }) => name === selector || document.file === selector);
  return exact.length > 0 ? exact : (index.byShortName.get(selector) ?? []);
}

function selectorFaults(
  workspace: Workspace,
  index: EnvironmentIndex,
  selector: string,
  matches: readonly EnvironmentEntry[],
): readonly Diagnostic[] {
  const names = new Set(matches.map(({ name }) => name));
  if (names.size > 1 && !isPattern(selector)) return [ambiguous(selector, matches)];
  const [only] = matches;
  if (only === undefined) return isBroken(workspace, selector) ? [] : [unknown(index, selector)];
  return only.isAbstract ? [abstract(selector, only)] : [];
}

function unknown(index: EnvironmentIndex, selector: string): Diagnostic {
  const message = isPattern(selector)
    ? `pattern \`${selector}\` matches no environment`
    : `there is no environment \`${selector}\``;
  const concrete = index.entries.filter(({ isAbstract }) => !isAbstract);
  const meant = suggest(
    selector,
    concrete.flatMap(({ name, shortName }) => [name, shortName]),
  );
  return {
    code: 'unknown-environment',
    severity: 'error',
    message,
    ...(meant !== undefined && { hint: `did you mean \`${meant}\`?` }),
    args: { environment: selector },
  };
}

function ambiguous(selector: string, matches: readonly EnvironmentEntry[]): Diagnostic {
  const names = matches.map(({ name }) => `\`${name}\``);
  return {
    code: 'ambiguous-environment',
    severity: 'error',
    message: `\`${selector}\` may mean ${names.join(' or ')}`,
    related: matches.map((entry) => ({ message: `\`${entry.name}\` is named here`, location: nameLocation(entry) })),
    hint: 'write the full name',
    args: { environment: selector },
  };
}

function abstract(selector: string, entry: EnvironmentEntry): Diagnostic {
  const declared: RelatedLocation = {
    message: 'declared abstract here',
    location: locateIn(entry.document, '/metadata/abstract', 'key'),
  };
  return {
    code: 'abstract-environment',
    severity: 'error',
    message: `\`${selector}\` is abstract: a base of others, never an environment of its own`,
    related: [declared],
    hint: 'name an environment that extends it',
    args: { environment: entry.name },
  };
}

/** Faults of a selected document that keep it from having a name of its own. */
function entryFaults(index: EnvironmentIndex, entry: EnvironmentEntry): readonly Diagnostic[] {
  if (entry.blueprint === undefined) return [missingBlueprint(entry)];
  const first = index.byName.get(entry.name);
  if (first === undefined || first === entry) return [];
  return [
    {
      code: 'duplicate-environment',
      severity: 'error',
      message: `there are two environments \`${entry.name}\``,
      location: nameLocation(entry),
      related: [{ message: 'the other one', location: nameLocation(first) }],
      hint: 'give one of them another name',
      args: { environment: entry.name },
    },
  ];
}

/** The diagnostic of an environment whose blueprint nobody names. */
export function missingBlueprint(entry: EnvironmentEntry): Diagnostic {
  return {
    code: 'missing-blueprint',
    severity: 'error',
    message: `environment \`${entry.shortName}\` does not say which blueprint it is of`,
    location: locateIn(entry.document, '/spec', 'key'),
    hint: 'set `spec.blueprint.name`, or move the file to `blueprints/<name>/environments/`',
    args: { environment: entry.shortName },
  };
}

function nameLocation(entry: EnvironmentEntry): RelatedLocation['location'] {
  return locateIn(entry.document, '/metadata/name', 'value');
}
