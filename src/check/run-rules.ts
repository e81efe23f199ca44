import type { Diagnostic, RelatedLocation } from '../diagnostics/diagnostic.ts';
import type { Location, Range } from '../diagnostics/range.ts';
import type { Origin, Value } from '../hcl/value.ts';
import type { Evaluation } from '../terraform/evaluation.ts';
import { moduleRules } from './module-rules.generated.ts';
import type { Finding, ModuleSubject, Rule } from './rule.ts';

/** A place in a module, before it is known who wrote it. */
export type ModulePlace =
  | { readonly kind: 'range'; readonly file: string /** Absent means the file as a whole. */; readonly range?: Range }
  | { readonly kind: 'origin'; readonly origin: Origin };

/** Where something stands for its author, and what else explains it. */
export interface AuthoredPlace {
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
}

/** Says where the author of a place in a module, or of a value of the resolved `spec`, finds it. */
export interface PlaceFinder {
  readonly ofModule: (place: ModulePlace) => AuthoredPlace;
  readonly ofPointer: (pointer: string, on: 'key' | 'value') => AuthoredPlace;
}

/** Runs the rules about modules, and the rare ones that were loaded for it. */
export function runModuleRules(subject: ModuleSubject, finder: PlaceFinder, rareRules: readonly Rule[]): Diagnostic[] {
  return [...moduleRules, ...rareRules].flatMap((rule) => {
    if (rule.scope !== 'module' || rule.check === undefined) return [];
    return runRule(rule, (report) => rule.check(subject, report), placeIn(subject, finder));
  });
}

/** Runs one rule; `findPlace` says where the author finds what it reports. */
export function runRule(
  rule: Rule,
  check: (report: (finding: Finding) => void) => void,
  findPlace: (at: Finding['at']) => AuthoredPlace,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  check(({ message, at, hint, related = [], args }) => {
    const place = findPlace(at);
    const allRelated = [...place.related, ...related];
    found.push({
      code: rule.code,
      severity: rule.severity,
      message,
      location: place.location,
      ...(at.kind === 'attribute' && { address: at.address }),
      ...(allRelated.length > 0 && { related: allRelated }),
      ...(hint !== undefined && { hint }),
      ...(args && { args }),
    });
  });
  return found;
}

/** Finds what rules report of an evaluated module. */
export function placeIn({ evaluation }: ModuleSubject, finder: PlaceFinder): (at: Finding['at']) => AuthoredPlace {
  return (at) => {
    switch (at.kind) {
      case 'pointer':
        return finder.ofPointer(at.pointer, at.on ?? 'value');
      case 'range':
        return finder.ofModule(at);
      case 'attribute':
        return finder.ofModule(findAttribute(evaluation, at.address, at.path));
    }
  };
}

/** The deepest value on the path that has an origin, or else the header of the resource. */
function findAttribute(evaluation: Evaluation, address: string, path: readonly (string | number)[]): ModulePlace {
  const resource = evaluation.resources.find((candidate) => candidate.address === address);
  let place: ModulePlace = { kind: 'range', ...(resource?.location ?? { file: '' }) };
  let value: Value | undefined = resource?.values;
  for (const step of path) {
    value = memberOf(value, step);
    if (value?.origin !== undefined) place = { kind: 'origin', origin: value.origin };
  }
  return place;
}

function memberOf(value: Value | undefined, step: string | number): Value | undefined {
  switch (value?.kind) {
    case 'object':
    case 'map':
      return value.entries.get(String(step));
    case 'tuple':
    case 'list':
    case 'set':
      return typeof step === 'number' ? value.items[step] : undefined;
    default:
      return undefined;
  }
}
