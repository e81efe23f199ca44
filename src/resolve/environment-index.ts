import { compareText } from '../diagnostics/order.ts';
import type { SourceDocument } from '../load/document.ts';
import type { Environment } from '../load/environment.ts';
import type { Workspace } from '../load/workspace.ts';

/** One environment document with its name. */
export interface EnvironmentEntry {
  readonly document: SourceDocument<Environment>;
  /** Name of its blueprint; absent when neither it, its folder nor a base says. */
  readonly blueprint?: string;
  /** `<blueprint>/<short name>`, or the short name alone when no blueprint is known. */
  readonly name: string;
  readonly shortName: string;
  readonly isAbstract: boolean;
}

/** The environments of a workspace by name. */
export interface EnvironmentIndex {
  /** Sorted by name, then file. */
  readonly entries: readonly EnvironmentEntry[];
  /** By full name; of several with one name, the first by file. */
  readonly byName: ReadonlyMap<string, EnvironmentEntry>;
  readonly byShortName: ReadonlyMap<string, readonly EnvironmentEntry[]>;
}

const indexes = new WeakMap<Workspace, EnvironmentIndex>();

/**
 * Names every environment: its blueprint is what its own `spec.blueprint.name` says, else the folder `blueprints/<name>/environments/`,
 * else what its bases say, later ones first. Remembered per workspace.
 */
export function indexEnvironments(workspace: Workspace): EnvironmentIndex {
  const known = indexes.get(workspace);
  if (known !== undefined) return known;
  const index = buildIndex(workspace);
  indexes.set(workspace, index);
  return index;
}

function buildIndex(workspace: Workspace): EnvironmentIndex {
  const namer = new BlueprintNamer(workspace);
  const entries = workspace.environments.map((document) => toEntry(document, namer.nameFor(document)));
  entries.sort((a, b) => compareText(a.name, b.name) || compareText(a.document.file, b.document.file));
  const byName = new Map<string, EnvironmentEntry>();
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return { entries, byName, byShortName: groupBy(entries, ({ shortName }) => shortName) };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function toEntry(document: SourceDocument<Environment>, blueprint: string | undefined): EnvironmentEntry {
  const { name: shortName, abstract } = document.value.metadata;
  return {
    document,
    shortName,
    name: blueprint === undefined ? shortName : `${blueprint}/${shortName}`,
    isAbstract: abstract === true,
    ...(blueprint !== undefined && { blueprint }),
  };
}

/** Finds the environment that a name in another's document means: a full name, or a short one within the same blueprint. */
export function findEnvironment(
  index: EnvironmentIndex,
  reference: string,
  from: EnvironmentEntry,
): EnvironmentEntry | undefined {
  if (reference.includes('/')) return index.byName.get(reference);
  if (from.blueprint !== undefined) return index.byName.get(`${from.blueprint}/${reference}`);
  const candidates = index.byShortName.get(reference) ?? [];
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** Whether a file that looks like this environment's was read but is no document: its fault is reported, and hides the environment. */
export function isBroken(workspace: Workspace, reference: string): boolean {
  const shortName = reference.slice(reference.lastIndexOf('/') + 1);
  const documents = new Set(workspace.environments.map(({ file }) => file));
  for (const file of workspace.sources.keys()) {
    if (!documents.has(file) && /(^|\/)environments\//.test(file) && fileStem(file) === shortName) return true;
  }
  return false;
}

function fileStem(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
}

/** Works out the blueprints of environments, through their bases where need be. */
class BlueprintNamer {
  private readonly folder: string;
  private readonly byShortName: ReadonlyMap<string, readonly SourceDocument<Environment>[]>;
  private readonly names = new Map<SourceDocument<Environment>, string | undefined>();

  constructor(workspace: Workspace) {
    this.folder = `${workspace.settings?.value.spec.folders?.blueprints ?? 'blueprints'}/`;
    this.byShortName = groupBy(workspace.environments, ({ value }) => value.metadata.name);
  }

  nameFor(document: SourceDocument<Environment>): string | undefined {
    if (this.names.has(document)) return this.names.get(document);
    // Entered before the bases are asked, so that a cycle of bases ends.
    this.names.set(document, undefined);
    const name = document.value.spec.blueprint?.name ?? this.folderName(document.file) ?? this.nameFromBases(document);
    this.names.set(document, name);
    return name;
  }

  private folderName(file: string): string | undefined {
    if (!file.startsWith(this.folder)) return undefined;
    const [name, kind] = file.slice(this.folder.length).split('/');
    return kind === 'environments' ? name : undefined;
  }

  private nameFromBases(document: SourceDocument<Environment>): string | undefined {
    for (const reference of document.value.spec.extends?.toReversed() ?? []) {
      const slash = reference.indexOf('/');
      const bases = this.byShortName.get(reference.slice(slash + 1)) ?? [];
      const [base, ...others] = bases.filter(
        (candidate) => slash < 0 || this.nameFor(candidate) === reference.slice(0, slash),
      );
      const name = base !== undefined && others.length === 0 ? this.nameFor(base) : undefined;
      if (name !== undefined) return name;
    }
    return undefined;
  }
}
