import type { Value } from '../../hcl/value.ts';
import { membersOf } from '../../hcl/values/values.ts';
import type { Plan } from './plan-model.ts';

/** Shorter texts are too common to be looked for. */
const minLength = 4;

/** All texts of some length that are marked sensitive anywhere in the plan: providers copy values without their marks. */
export function secretTexts({ variables, changes, outputs }: Plan): ReadonlySet<string> {
  const secrets = new Set<string>();
  for (const value of variables.values()) collect(value, false, secrets);
  for (const { before, after } of changes) {
    if (before !== undefined) collect(before, false, secrets);
    if (after !== undefined) collect(after, false, secrets);
  }
  for (const { before, after, sensitive } of outputs) {
    if (before !== undefined) collect(before, sensitive, secrets);
    if (after !== undefined) collect(after, sensitive, secrets);
  }
  return secrets;
}

function collect(value: Value, isSecret: boolean, secrets: Set<string>): void {
  const isMarked = isSecret || value.sensitive === true;
  if (value.kind === 'string' && isMarked && value.value.length >= minLength) secrets.add(value.value);
  for (const member of membersOf(value)) collect(member, isMarked, secrets);
}
