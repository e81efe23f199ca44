/** A plain organization: what the laws make up at random, and what both evaluators are given. */
export interface PlainWorld {
  /** Parent of each node by index; the first one is the organization. */
  readonly parents: readonly number[];
  /** Tag values by key of each node. */
  readonly tags: readonly Readonly<Record<string, string>>[];
  /** Policy of each node; undefined where there is none. */
  readonly policies: readonly (PlainSpec | undefined)[];
  readonly isList: boolean;
  readonly allowsByDefault: boolean;
}

export interface PlainSpec {
  readonly inherit: boolean;
  readonly reset: boolean;
  readonly rules: readonly PlainRule[];
}

export interface PlainRule {
  /** A tag's key and value, and whether the condition is negated. */
  readonly condition?: { readonly key: string; readonly value: string; readonly isNegated: boolean } | undefined;
  readonly kind: PlainKind;
}

export type PlainKind =
  | 'allowAll'
  | 'denyAll'
  | { readonly enforce: boolean }
  | { readonly allowed: readonly string[]; readonly denied: readonly string[] };

/** What is said: of a value of a list constraint, or, without a value, whether a constraint is enforced. */
export type PlainAnswer = 'allowed' | 'denied' | 'undecided' | boolean;

/**
 * The algorithm of Google's description, written down as it stands there and as simply as can be: for each question the whole way up
 * is gone again. Entries are values, or `under:` with the index of a node, and values are node indexes as well.
 */
export function naiveAnswer(world: PlainWorld, node: number, value?: string): PlainAnswer {
  if (!world.isList) return naiveEnforced(world, node, node);
  const rules = naiveRules(world, node, node);
  const nearest = naiveNearest(world, node);
  if (nearest === undefined || nearest.reset) return byDefault(world);
  if (rules.length === 0) return 'undecided';
  return naiveDecision(world, rules, value ?? '');
}

function byDefault({ allowsByDefault }: PlainWorld): PlainAnswer {
  return allowsByDefault ? 'allowed' : 'denied';
}

/** No rules and inheriting is as good as no policy. */
function policyAt({ policies }: PlainWorld, node: number): PlainSpec | undefined {
  const spec = policies[node];
  return spec && spec.rules.length === 0 && spec.inherit && !spec.reset ? undefined : spec;
}

function naiveNearest(world: PlainWorld, node: number): PlainSpec | undefined {
  return policyAt(world, node) ?? (node === 0 ? undefined : naiveNearest(world, world.parents[node] ?? 0));
}

function naiveRules(world: PlainWorld, node: number, target: number): readonly PlainKind[] {
  const spec = policyAt(world, node);
  const above = () => (node === 0 ? [] : naiveRules(world, world.parents[node] ?? 0, target));
  if (spec === undefined) return above();
  if (spec.reset) return [];
  const applied = spec.rules.filter((rule) => naiveHolds(world, rule, target)).map(({ kind }) => kind);
  return spec.inherit ? [...applied, ...above()] : applied;
}

function naiveHolds(world: PlainWorld, { condition }: PlainRule, target: number): boolean {
  if (condition === undefined) return true;
  let at = target;
  while (world.tags[at]?.[condition.key] === undefined && at !== 0) at = world.parents[at] ?? 0;
  return (world.tags[at]?.[condition.key] === condition.value) !== condition.isNegated;
}

function naiveDecision(world: PlainWorld, rules: readonly PlainKind[], value: string): PlainAnswer {
  const entries = (side: 'allowed' | 'denied') =>
    rules.flatMap((rule) => (typeof rule === 'object' && 'allowed' in rule ? rule[side] : []));
  if (rules.includes('denyAll') || entries('denied').some((entry) => naiveMatch(world, entry, value))) return 'denied';
  if (rules.includes('allowAll')) return 'allowed';
  if (entries('allowed').length > 0)
    return entries('allowed').some((entry) => naiveMatch(world, entry, value)) ? 'allowed' : 'denied';
  return 'allowed';
}

function naiveMatch(world: PlainWorld, entry: string, value: string): boolean {
  if (!entry.startsWith('under:')) return entry === value;
  const above = entry.slice('under:'.length);
  for (let at = Number(value); ; at = world.parents[at] ?? 0) {
    if (String(at) === above) return true;
    if (at === 0) return false;
  }
}

function naiveEnforced(world: PlainWorld, node: number, target: number): PlainAnswer {
  const spec = policyAt(world, node);
  if (spec === undefined)
    return node === 0 ? !world.allowsByDefault : naiveEnforced(world, world.parents[node] ?? 0, target);
  if (spec.reset) return !world.allowsByDefault;
  const picked =
    spec.rules.find((rule) => rule.condition !== undefined && naiveHolds(world, rule, target)) ??
    spec.rules.find((rule) => rule.condition === undefined);
  return picked && typeof picked.kind === 'object' && 'enforce' in picked.kind ? picked.kind.enforce : 'undecided';
}
