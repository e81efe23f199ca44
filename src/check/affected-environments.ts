import type { Workspace } from '../load/workspace.ts';
import { dependenciesOf } from '../resolve/dependencies.ts';
import { type EnvironmentEntry, indexEnvironments } from '../resolve/environment-index.ts';
import { mergeLayers } from '../resolve/layers.ts';
import { type Lineage, lineageOf } from '../resolve/lineage.ts';

/** An environment that a change can affect. */
export interface AffectedEnvironment {
  /** Full name. */
  readonly name: string;
  /** The reason, as a clause: `base.yaml, which it extends, changed`. */
  readonly because: string;
}

/**
 * Of the named environments, those that changed files can affect, in the order given: by their own file, a base, the blueprint with its
 * templates, policies, an environment they depend on, or `imprint.yaml`. `changed` holds paths relative to the workspace's root, deleted files too.
 */
export function affectedEnvironments(
  workspace: Workspace,
  names: readonly string[],
  changed: readonly string[],
): AffectedEnvironment[] {
  if (changed.includes('imprint.yaml')) {
    return names.map((name) => ({ name, because: 'imprint.yaml changed, which concerns all' }));
  }
  const index = indexEnvironments(workspace);
  const change = new Change(workspace, changed);
  return names.flatMap((name) => {
    const entry = index.byName.get(name);
    const because = entry && change.reasonFor(entry);
    return because === undefined ? [] : [{ name, because }];
  });
}

/** One set of changed files. */
class Change {
  private readonly workspace: Workspace;
  private readonly changed: readonly string[];

  constructor(workspace: Workspace, changed: readonly string[]) {
    this.workspace = workspace;
    this.changed = changed;
  }

  reasonFor(entry: EnvironmentEntry): string | undefined {
    return this.ownReason(entry) ?? this.baseReason(entry) ?? this.policyReason(entry) ?? this.dependencyReason(entry);
  }

  private ownReason({ document, blueprint }: EnvironmentEntry): string | undefined {
    if (this.changed.includes(document.file)) return `${document.file} changed`;
    const folder = blueprint === undefined ? undefined : this.folderOf(blueprint);
    const part = this.changed.find((file) => folder !== undefined && isPartOf(file, folder));
    if (part !== undefined) return `${part}, part of its blueprint, changed`;
    const shared = this.changed.find((file) => file.startsWith(this.sharedFolder()));
    return shared === undefined ? undefined : `${shared}, which blueprints share, changed`;
  }

  private baseReason(entry: EnvironmentEntry): string | undefined {
    const { layers, faults, isHidden } = this.lineage(entry);
    const base = layers.find(({ document }) => this.changed.includes(document.file));
    if (base !== undefined) return `${base.document.file}, which it extends, changed`;
    const gone = faults.length > 0 || isHidden ? this.changed.find((file) => this.isUnread(file)) : undefined;
    return gone === undefined ? undefined : `a base of it cannot be read, and ${gone} changed`;
  }

  private policyReason(entry: EnvironmentEntry): string | undefined {
    const merged = mergeLayers(indexEnvironments(this.workspace), this.lineage(entry).layers);
    const setting = merged.entries.get('policies');
    if (setting?.kind !== 'scalar' || typeof setting.value !== 'string') return undefined;
    const folder = setting.value.replace(/^\.\//, '').replace(/\/+$/, '');
    const policy = this.changed.find((file) => file === folder || file.startsWith(`${folder}/`));
    return policy === undefined ? undefined : `${policy}, a policy it is held against, changed`;
  }

  private dependencyReason(entry: EnvironmentEntry): string | undefined {
    for (const { reference, target } of dependenciesOf(this.workspace, entry)) {
      const reason =
        target === undefined ? this.goneReason(reference) : (this.ownReason(target) ?? this.baseReason(target));
      if (reason !== undefined) return `it depends on ${target?.name ?? reference}: ${reason}`;
    }
    return undefined;
  }

  private goneReason(reference: string): string | undefined {
    const shortName = reference.slice(reference.lastIndexOf('/') + 1);
    const file = this.changed.find((one) => this.isUnread(one) && stemOf(one) === shortName);
    return file === undefined ? undefined : `${file} is gone or cannot be read`;
  }

  /** Whether a YAML file is none of the environments that were read: deleted, renamed or broken. */
  private isUnread(file: string): boolean {
    return /\.ya?ml$/.test(file) && !this.workspace.environments.some((document) => document.file === file);
  }

  private folderOf(blueprint: string): string {
    const folders = this.workspace.settings?.value.spec.folders;
    return this.workspace.blueprints.get(blueprint)?.folder ?? `${folders?.blueprints ?? 'blueprints'}/${blueprint}`;
  }

  /** Where the partials of all blueprints are. */
  private sharedFolder(): string {
    return `${this.workspace.settings?.value.spec.folders?.blueprints ?? 'blueprints'}/partials/`;
  }

  private lineage(entry: EnvironmentEntry): Lineage {
    return lineageOf(this.workspace, indexEnvironments(this.workspace), entry);
  }
}

function stemOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
}

/** Environments lie in a blueprint's folder, but are none of its parts. */
function isPartOf(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`) && !file.startsWith(`${folder}/environments/`);
}
