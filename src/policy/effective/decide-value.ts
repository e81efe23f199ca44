import type { EffectiveDecision, PolicyValue } from '../model.ts';

/** Whether an entry of a policy means a value: `maybe` where it is not known. */
export type Match = 'yes' | 'no' | 'maybe';

/** What a list decision says of a value. */
export interface ValueAnswer {
  readonly answer: 'allowed' | 'denied' | 'undecided';
  /** In words, without the value itself: `matches the denied value in:us-locations`. */
  readonly reason: string;
  /** The entry that decided, or that left it open; absent where all or none of them did. */
  readonly entry?: PolicyValue;
}

/**
 * Decides a value by the entries of a decision, denied ones first. `match` says whether an entry means the value: constraints with
 * notations of their own bring their own, all others use `matchesValue`.
 */
export function decideValue(decision: EffectiveDecision, match: (entry: PolicyValue) => Match): ValueAnswer {
  switch (decision.kind) {
    case 'undecided':
      return { answer: 'undecided', reason: decision.reason };
    case 'default':
      return decision.allows
        ? { answer: 'allowed', reason: 'is allowed by default, since no policy is set' }
        : { answer: 'denied', reason: 'is not allowed by default, and no policy is set' };
    case 'boolean':
      return { answer: 'undecided', reason: 'the policy enforces, but the constraint is about values' };
    case 'list':
      return decideByEntries(decision, match);
  }
}

type ListDecision = Extract<EffectiveDecision, { kind: 'list' }>;

function decideByEntries(decision: ListDecision, match: (entry: PolicyValue) => Match): ValueAnswer {
  if (decision.denyAll) return { answer: 'denied', reason: 'is denied, as all values are' };
  const denied = bestMatch(decision.denied, match);
  if (denied?.match === 'yes')
    return { answer: 'denied', reason: `matches the denied value ${show(denied.entry)}`, entry: denied.entry };
  const allowed = decideAllowed(decision, match);
  if (denied === undefined || allowed.answer === 'denied') return allowed;
  return { answer: 'undecided', reason: open('denied', denied.entry), entry: denied.entry };
}

function decideAllowed(decision: ListDecision, match: (entry: PolicyValue) => Match): ValueAnswer {
  if (decision.allowAll) return { answer: 'allowed', reason: 'is allowed, as all values are' };
  if (decision.allowed.length === 0) return { answer: 'allowed', reason: 'matches no denied value' };
  const allowed = bestMatch(decision.allowed, match);
  if (allowed === undefined) return { answer: 'denied', reason: `is not among the allowed values ${list(decision)}` };
  const { entry } = allowed;
  return allowed.match === 'yes'
    ? { answer: 'allowed', reason: `matches the allowed value ${show(entry)}`, entry }
    : { answer: 'undecided', reason: open('allowed', entry), entry };
}

/** The first entry that means the value, else the first that may. */
function bestMatch(
  entries: readonly PolicyValue[],
  match: (entry: PolicyValue) => Match,
): { readonly entry: PolicyValue; readonly match: 'yes' | 'maybe' } | undefined {
  let possible: PolicyValue | undefined;
  for (const entry of entries) {
    const found = match(entry);
    if (found === 'yes') return { entry, match: found };
    if (found === 'maybe') possible ??= entry;
  }
  return possible && { entry: possible, match: 'maybe' };
}

function open(side: 'denied' | 'allowed', entry: PolicyValue): string {
  const missing = {
    under: 'the hierarchy does not tell what it belongs to',
    in: 'it is not known whether it belongs to the group',
    is: 'it is not known whether it is the same',
  }[entry.form];
  return `may match the ${side} value ${show(entry)}: ${missing}`;
}

const shownEntries = 8;

function list({ allowed }: ListDecision): string {
  const rest = allowed.length - shownEntries;
  const shown = allowed.slice(0, shownEntries).map(show).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

function show({ form, value }: PolicyValue): string {
  return form === 'is' ? value : `${form}:${value}`;
}
