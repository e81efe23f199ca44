import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import { evaluateOpened } from '../../src/terraform/evaluate-module.ts';
import type { ProviderFacts } from '../../src/terraform/facts/facts.ts';
import { openModule } from '../../src/terraform/open-module.ts';
import { buildPlan } from '../../src/terraform/plan/build-plan.ts';
import type { Plan } from '../../src/terraform/plan/plan-model.ts';
import { sensitiveJson, unknownJson, valueJson } from '../../src/terraform/plan/value-json.ts';
import type { Count } from './agreement-table.ts';

/** A module with what the real terraform said of it; see `cases/README.md`. */
export interface Case {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly validate: readonly CaseFinding[];
  readonly plan?: {
    readonly resources: Readonly<Record<string, CaseChange>>;
    readonly outputs: Readonly<Record<string, Omit<CaseChange, 'actions'>>>;
  };
  readonly planError?: readonly string[];
}

interface CaseFinding {
  readonly severity: string;
  readonly summary: string;
  readonly file?: string;
  readonly line?: number;
}

interface CaseChange {
  readonly actions: readonly string[];
  readonly after: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** How far imprint agrees with terraform about cases, and where it does not. */
export interface CasesAgreement {
  /** Valid or not, and planned or refused. */
  readonly verdicts: Count;
  /** Modules with an error in one of the lines that terraform names, of those that it calls invalid. */
  readonly lines: Count;
  readonly actions: Count;
  /** Leaves of planned values, of what is unknown and of what is sensitive. */
  readonly values: Count;
  /** One sentence each. */
  readonly differences: readonly string[];
}

/** The recorded cases. */
export function readCases(): readonly Case[] {
  const path = fileURLToPath(new URL('cases/cases.jsonl.gz', import.meta.url));
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  // The file is part of this repository and has this form.
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Case);
}

/** Holds what imprint says of the cases against what terraform said. */
export async function compareCases(cases: readonly Case[], facts: ProviderFacts): Promise<CasesAgreement> {
  const tally = newTally();
  for (const each of cases) await compareCase(each, facts, tally);
  const { verdicts, lines, actions, values, differences } = tally;
  return { verdicts, lines, actions, values, differences };
}

interface Tally {
  readonly verdicts: Mutable;
  readonly lines: Mutable;
  readonly actions: Mutable;
  readonly values: Mutable;
  readonly differences: string[];
}

interface Mutable {
  agreed: number;
  compared: number;
}

function newTally(): Tally {
  const count = (): Mutable => ({ agreed: 0, compared: 0 });
  return { verdicts: count(), lines: count(), actions: count(), values: count(), differences: [] };
}

function record(tally: Tally, kind: keyof Omit<Tally, 'differences'>, agrees: boolean, difference: string): void {
  tally[kind].compared++;
  if (agrees) tally[kind].agreed++;
  else tally.differences.push(`${kind}: ${difference}`);
}

async function compareCase(each: Case, facts: ProviderFacts, tally: Tally): Promise<void> {
  const files = new Map(Object.entries(each.files));
  const engines = await loadEngines([...files.values()]);
  const opened = openModule({ files, terraformVersion: '1.11.4', facts, engines });
  const validated = errorsOf(evaluateOpened(opened, { mode: 'validate' }).diagnostics);
  const errors = each.validate.filter(({ severity }) => severity === 'error');
  const said = validated.map(({ code, message }) => `${code} (${message})`).join('; ') || 'nothing';
  const summaries = errors.map(({ summary, line }) => `${summary} (line ${line ?? '-'})`).join('; ') || 'nothing';
  const isInvalid = errors.length > 0;
  record(tally, 'verdicts', isInvalid === validated.length > 0, `${each.id}: terraform ${summaries}, imprint ${said}`);
  if (isInvalid) {
    const agrees = validated.some((fault) => errors.some((error) => isInLine(fault, error, files)));
    record(tally, 'lines', agrees, `${each.id}: terraform ${summaries}, imprint ${said}`);
    return;
  }
  // Some valid modules were not planned.
  if (each.plan === undefined && each.planError === undefined) return;
  const { value, diagnostics } = evaluateOpened(opened, { mode: 'plan', missingVariables: 'fault' });
  const refused = errorsOf(diagnostics);
  const why = refused.map(({ message }) => message).join('; ') || 'nothing';
  const isRefused = each.planError !== undefined;
  record(tally, 'verdicts', isRefused === refused.length > 0, `${each.id}: plan, ${isRefused}, imprint ${why}`);
  if (each.plan !== undefined) comparePlan(each.id, each.plan, buildPlan(value.evaluation), tally);
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function isInLine({ location }: Diagnostic, error: CaseFinding, files: ReadonlyMap<string, string>): boolean {
  if (error.line === undefined || error.file === undefined) return true;
  if (location?.file !== error.file || location.range === undefined) return false;
  const before = files.get(location.file)?.slice(0, location.range.start) ?? '';
  return before.split('\n').length === error.line;
}

function comparePlan(id: string, theirs: NonNullable<Case['plan']>, ours: Plan, tally: Tally): void {
  const changes = new Map(ours.changes.map((change) => [change.address, change]));
  for (const address of new Set([...Object.keys(theirs.resources), ...changes.keys()])) {
    const wanted = theirs.resources[address];
    const change = changes.get(address);
    const [left, right] = [wanted?.actions.join('/'), change?.actions.join('/')];
    record(tally, 'actions', left === right, `${id} ${address}: terraform ${left}, imprint ${right}`);
    const { after } = change ?? {};
    const found = after && {
      after: parsed(valueJson(after)),
      unknown: parsed(unknownJson(after)),
      sensitive: parsed(sensitiveJson(after)),
    };
    compareLeaves(`${id} ${address}`, wanted, found, tally);
  }
  const outputs = new Map(ours.outputs.map((output) => [output.name, output]));
  for (const name of new Set([...Object.keys(theirs.outputs), ...outputs.keys()])) {
    const { after, sensitive } = outputs.get(name) ?? {};
    const found = after && {
      after: parsed(valueJson(after)) ?? null,
      unknown: withoutKnown(parsed(unknownJson(after))),
      sensitive,
    };
    const wanted = theirs.outputs[name];
    compareLeaves(`${id} output.${name}`, wanted && { ...wanted, unknown: withoutKnown(wanted.unknown) }, found, tally);
  }
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

/** Outputs that are wholly known have `false` for the shape of what is unknown in them. */
function withoutKnown(unknown: unknown): unknown {
  return JSON.stringify(unknown).includes('true') ? unknown : false;
}

type Parts = Readonly<Record<'after' | 'unknown' | 'sensitive', unknown>>;

function compareLeaves(what: string, theirs: Parts | undefined, ours: Parts | undefined, tally: Tally): void {
  for (const part of ['after', 'unknown', 'sensitive'] as const) {
    const left = leavesOf(theirs?.[part]);
    const right = leavesOf(ours?.[part]);
    for (const path of new Set([...left.keys(), ...right.keys()])) {
      const [wanted, found] = [left.get(path), right.get(path)];
      record(tally, 'values', wanted === found, `${what} ${part}${path}: terraform ${wanted}, imprint ${found}`);
    }
  }
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): ReadonlyMap<string, string> {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (members.length === 0 && value !== undefined) leaves.set(path, JSON.stringify(value));
  for (const [key, member] of members) leavesOf(member, `${path}/${key}`, leaves);
  return leaves;
}
