import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/order.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Workspace } from '../load/workspace.ts';
import { locateIn } from './document-location.ts';
import { type EnvironmentEntry, type EnvironmentIndex, findEnvironment, isBroken } from './environment-index.ts';

/** The documents an environment is made of. */
export interface Lineage {
  /** Lowest first, the environment's own last; each once. Incomplete when there are faults or `isHidden`. */
  readonly layers: readonly EnvironmentEntry[];
  readonly faults: readonly Diagnostic[];
  /** A base is missing because its file is broken, which is reported elsewhere. */
  readonly isHidden: boolean;
}

const lineages = new WeakMap<EnvironmentIndex, Map<EnvironmentEntry, Lineage>>();

/**
 * Puts an environment and its bases in the order in which they are laid over one another. Each base comes before what extends it, and
 * bases in the order `extends` lists them; a base reached twice (a diamond) counts once, at its first place. So `extends: [a, b]` where both extend
 * `root` is root, a, b, own: what `a` changes of `root` stays changed unless `b` itself sets it.
 */
export function lineageOf(workspace: Workspace, index: EnvironmentIndex, entry: EnvironmentEntry): Lineage {
  let known = lineages.get(index);
  if (known === undefined) {
    known = new Map();
    lineages.set(index, known);
  }
  return new LineageWalk(workspace, index, known).of(entry);
}

/** One walk up the bases; results are shared between walks. */
class LineageWalk {
  private readonly workspace: Workspace;
  private readonly index: EnvironmentIndex;
  private readonly known: Map<EnvironmentEntry, Lineage>;
  /** The chain from the start to where the walk stands. */
  private readonly chain: EnvironmentEntry[] = [];
  private foundCycle = false;

  constructor(workspace: Workspace, index: EnvironmentIndex, known: Map<EnvironmentEntry, Lineage>) {
    this.workspace = workspace;
    this.index = index;
    this.known = known;
  }

  of(entry: EnvironmentEntry): Lineage {
    const known = this.known.get(entry);
    if (known !== undefined) return known;
    this.chain.push(entry);
    const bases: Lineage[] = [];
    for (const [position, reference] of (entry.document.value.spec.extends ?? []).entries()) {
      bases.push(this.base(entry, reference, position));
      if (this.foundCycle) break;
    }
    this.chain.pop();
    const lineage = {
      layers: [...new Set(bases.flatMap(({ layers }) => layers)), entry],
      faults: [...new Set(bases.flatMap(({ faults }) => faults))],
      isHidden: bases.some(({ isHidden }) => isHidden),
    };
    // A walk ends at the first cycle it meets; what it knows then depends on where it began.
    if (!this.foundCycle) this.known.set(entry, lineage);
    return lineage;
  }

  private base(entry: EnvironmentEntry, reference: string, position: number): Lineage {
    const base = findEnvironment(this.index, reference, entry);
    if (base === undefined) {
      const isHidden = isBroken(this.workspace, reference);
      const faults = isHidden ? [] : [unknownBase(this.index, entry, reference, position)];
      return { layers: [], faults, isHidden };
    }
    const start = this.chain.indexOf(base);
    if (start < 0) return this.of(base);
    this.foundCycle = true;
    return { layers: [], faults: [cycle(this.index, this.chain.slice(start))], isHidden: false };
  }
}

function unknownBase(
  index: EnvironmentIndex,
  entry: EnvironmentEntry,
  reference: string,
  position: number,
): Diagnostic {
  const candidates = index.entries
    .filter((other) => other !== entry)
    .flatMap((other) => (other.blueprint === entry.blueprint ? [other.shortName, other.name] : [other.name]));
  const shared = index.byShortName.get(reference)?.[0];
  const meant = shared?.name ?? suggest(reference, candidates);
  return {
    code: 'unknown-base',
    severity: 'error',
    message: `there is no environment \`${reference}\` to extend${entry.blueprint === undefined ? '' : ` in blueprint \`${entry.blueprint}\``}`,
    location: locateIn(entry.document, `/spec/extends/${position}`, 'value'),
    ...(meant !== undefined && { hint: `did you mean \`${meant}\`?` }),
    args: { environment: entry.name, base: reference },
  };
}

/** Reported at one and the same place from wherever the walk began: at the member first by name. */
function cycle(index: EnvironmentIndex, members: readonly EnvironmentEntry[]): Diagnostic {
  const names = members.map(({ name }) => name);
  const first = names.indexOf([...names].sort(compareText)[0] ?? '');
  const ordered = [...members.slice(first), ...members.slice(0, first)];
  const links = ordered.map((member, at) => {
    const next = ordered[(at + 1) % ordered.length];
    const references = member.document.value.spec.extends ?? [];
    const position = references.findIndex((reference) => findEnvironment(index, reference, member) === next);
    return { member, next, location: locateIn(member.document, `/spec/extends/${position}`, 'value') };
  });
  const [head, ...rest] = links;
  const path = [...ordered, ordered[0]].map((member) => `\`${member?.name}\``).join(' extends ');
  return {
    code: 'extends-cycle',
    severity: 'error',
    message: `environments extend each other in a circle: ${path}`,
    ...(head && { location: head.location }),
    related: rest.map(({ member, next, location }) => ({
      message: `\`${member.name}\` extends \`${next?.name}\``,
      location,
    })),
    hint: 'take one of them out of `extends`',
  };
}
