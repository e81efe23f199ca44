import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Policy, PolicyRule, PolicySpec } from '../model.ts';
import { type ConstraintKind, found } from './lint-report.ts';

/** A policy may have this many rules; larger ones are refused by older versions of the API. */
const maxRules = 10;

/** What is wrong with the rules of one spec, given the kind of constraint. */
export function lintRules({ constraint }: Policy, spec: PolicySpec, kind: ConstraintKind): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (spec.rules.length === 0 && !spec.reset && !spec.inheritFromParent) {
    const hint = 'add rules, or `reset: true`, or remove the policy';
    const message = `the policy for ${constraint} says nothing, and what holds then is not documented`;
    diagnostics.push(found('policy-rule', message, spec.location, { severity: 'warning', hint }));
  }
  if (spec.rules.length > maxRules) {
    const message = `the policy has ${spec.rules.length} rules, ${maxRules} are certain to be taken`;
    diagnostics.push(found('policy-limit', message, spec.location, { severity: 'warning' }));
  }
  diagnostics.push(...spec.rules.flatMap((rule) => lintKind(constraint, rule, kind)));
  return isEnforced(kind, spec) ? [...diagnostics, ...lintEnforced(constraint, spec, kind)] : diagnostics;
}

/** Whether a constraint is one that is enforced or not; of one that is not known the rules tell. */
function isEnforced(kind: ConstraintKind, { rules }: PolicySpec): boolean {
  if (kind !== undefined) return kind !== 'list';
  return rules.length > 0 && rules.every((rule) => rule.kind.kind === 'enforce');
}

/** Whether a rule is of the kind that the constraint takes. */
function lintKind(
  constraint: string,
  { kind: rule, parameters, location }: PolicyRule,
  kind: ConstraintKind,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (kind === 'list' && rule.kind === 'enforce') {
    const hint = 'write `values`, `allowAll` or `denyAll`';
    diagnostics.push(found('policy-rule', `${constraint} is about values, it cannot be enforced`, location, { hint }));
  }
  if (kind !== undefined && kind !== 'list' && rule.kind !== 'enforce') {
    const message = `${constraint} is enforced or not, it takes no \`${rule.kind}\``;
    diagnostics.push(found('policy-rule', message, location, { hint: 'write `enforce: true` or `enforce: false`' }));
  }
  if (rule.kind === 'values' && rule.allowed.length + rule.denied.length === 0)
    diagnostics.push(found('policy-rule', 'the rule has `values`, but not a single one', location));
  if (parameters && kind !== undefined && kind !== 'managed') {
    const message = `${constraint} takes no parameters, only managed constraints do`;
    diagnostics.push(found('policy-rule', message, location, { hint: 'remove `parameters`' }));
  }
  return diagnostics;
}

/** Of constraints that are enforced or not: one rule without a condition, and all others the opposite of it. */
function lintEnforced(constraint: string, spec: PolicySpec, kind: ConstraintKind): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (spec.inheritFromParent && spec.rules.length > 0) {
    const message = `${constraint} is enforced or not, \`inheritFromParent\` is for constraints about values`;
    diagnostics.push(found('policy-rule', message, spec.location, { hint: 'remove `inheritFromParent`' }));
  }
  const enforcing = spec.rules.flatMap((rule) =>
    rule.kind.kind === 'enforce' ? [{ rule, enforce: rule.kind.enforce }] : [],
  );
  const [base, second] = enforcing.filter(({ rule }) => rule.condition === undefined);
  if (enforcing.length > 0 && base === undefined) {
    const hint = 'add a rule without a condition that says the opposite';
    diagnostics.push(
      found('policy-rule', 'all rules have a condition, one has to be without', spec.location, { hint }),
    );
  }
  if (base && second) {
    const related = [{ message: 'the first one', location: base.rule.location }];
    const message = 'a second rule without a condition, there has to be exactly one';
    diagnostics.push(found('policy-rule', message, second.rule.location, { related }));
  }
  for (const { rule, enforce } of enforcing) {
    // Rules of a managed constraint may differ in their parameters instead.
    if (rule.condition === undefined || enforce !== base?.enforce || (kind === 'managed' && rule.parameters)) continue;
    const message = `the rule has a condition, but says the same as the one without: \`enforce: ${enforce}\``;
    const related = [{ message: 'the rule without a condition', location: base.rule.location }];
    const hint = `write \`enforce: ${!enforce}\` in one of them`;
    diagnostics.push(found('policy-rule', message, rule.location, { hint, related }));
  }
  return diagnostics;
}
