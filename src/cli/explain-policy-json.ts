import type { Location } from '../diagnostics/range.ts';
import type { EffectiveDecision, PolicyRule, PolicyValue } from '../policy/model.ts';
import type { ExplainedPolicy, ExplainedSubject, PolicyExplanation } from './policy-explanation.ts';
import { placeWriter, type VerdictFiles } from './write-verdicts.ts';

/** How a constraint comes to its verdicts, as `schemas/policy-explanation.schema.json` describes it; final newline included. */
export function explainPolicyJson(explanation: PolicyExplanation, files: VerdictFiles): string {
  const place = placeWriter(files);
  const document = {
    formatVersion: 1,
    constraint: describeConstraint(explanation, place),
    subjects: explanation.subjects.map((subject) => describeSubject(subject, place)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

type Place = (location: Location | undefined) => object | null;

function describeConstraint({ name, row, custom }: PolicyExplanation, place: Place): object {
  if (row !== undefined) {
    const { kind, allowsByDefault, certainty, summary, source, undecidable, limits } = row;
    return {
      name,
      kind,
      allowsByDefault,
      certainty,
      summary,
      source,
      ...(undecidable !== undefined && { undecidable }),
      ...(limits !== undefined && { limits }),
    };
  }
  if (custom === undefined) return { name, kind: 'unknown' };
  const { organization, resourceTypes, methodTypes, actionType, condition, displayName, description } = custom;
  return {
    name,
    kind: 'custom',
    organization,
    resourceTypes,
    methodTypes,
    actionType,
    condition,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    location: place(custom.location),
  };
}

function describeSubject({ name, policies, verdicts }: ExplainedSubject, place: Place): object {
  return {
    name,
    policies: policies.map((policy) => describePolicy(policy, place)),
    verdicts: verdicts.map(({ verdict, location }) => ({
      mode: verdict.mode,
      address: verdict.address ?? null,
      resourceType: verdict.resourceType ?? null,
      verdict: verdict.verdict,
      reason: verdict.reason,
      remedy: verdict.remedy ?? null,
      certainty: verdict.certainty,
      decidedBy: place(verdict.decidedBy),
      trace: verdict.trace,
      location: place(location),
    })),
  };
}

function describePolicy({ node, mode, decision, origins }: ExplainedPolicy, place: Place): object {
  return {
    node,
    mode,
    decision: describeDecision(decision, place),
    rules: origins.map(({ node: from, location, rule }) => ({
      node: from,
      location: place(location),
      ...(rule && describeRule(rule, place)),
    })),
  };
}

function describeRule({ kind, condition, parameters }: PolicyRule, place: Place): object {
  return {
    condition: condition?.expression ?? null,
    ...(kind.kind === 'enforce' && { enforce: kind.enforce, parameters: parameters ?? {} }),
    ...((kind.kind === 'allowAll' || kind.kind === 'denyAll') && { [kind.kind]: true }),
    ...(kind.kind === 'values' && {
      allowed: describeValues(kind.allowed, place),
      denied: describeValues(kind.denied, place),
    }),
  };
}

function describeDecision(decision: EffectiveDecision, place: Place): object {
  if (decision.kind !== 'list') return decision;
  const { kind, allowAll, denyAll, allowed, denied } = decision;
  return { kind, allowAll, denyAll, allowed: describeValues(allowed, place), denied: describeValues(denied, place) };
}

function describeValues(values: readonly PolicyValue[], place: Place): readonly object[] {
  return values.map(({ form, value, location }) => ({
    value: form === 'is' ? value : `${form}:${value}`,
    location: place(location),
  }));
}
