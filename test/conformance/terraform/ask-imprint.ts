import { join } from 'node:path';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { createLineIndex } from '../../../src/diagnostics/line-index.ts';
import { loadEngines } from '../../../src/hcl/functions/load-engines.ts';
import { priorPlanning } from '../../../src/terraform/evaluate/prior-planning.ts';
import type { VariableSource } from '../../../src/terraform/evaluate/variable-assignments.ts';
import { evaluateOpened } from '../../../src/terraform/evaluate-module.ts';
import type { ProviderFacts } from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import { openModule } from '../../../src/terraform/open-module.ts';
import { addressChanges } from '../../../src/terraform/plan/address-changes.ts';
import { buildPlan } from '../../../src/terraform/plan/build-plan.ts';
import { moveInstances } from '../../../src/terraform/plan/move-instances.ts';
import { type PriorState, readState } from '../../../src/terraform/plan/read-state.ts';
import { terraformJson } from '../../../src/terraform/plan/terraform-json.ts';
import type { CorpusModule } from './module-files.ts';
import { readChanges } from './plan-file.ts';
import { type Finding, type Recording, recordedVersion, type StateFile } from './recording.ts';

const facts: ProviderFacts = openProviderFacts([join(import.meta.dirname, '../../../schemas/providers')]);

/**
 * What imprint says of a module, in the form of a recording. A plan that is refused has its resources all the same. Faults in tfvars
 * files count as those of planning: `terraform validate` does not read these files.
 *
 * @param state - What is there before. Default: nothing.
 */
export async function askImprint(module: CorpusModule, state?: StateFile): Promise<Recording> {
  const { files } = module;
  const engines = await loadEngines(files.values());
  const opened = openModule({ files, terraformVersion: recordedVersion, engines, facts });
  const findingsOf = (diagnostics: readonly Diagnostic[]): readonly Finding[] =>
    diagnostics.map((diagnostic) => findingOf(diagnostic, files));
  const validated = findingsOf(evaluateOpened(opened, { mode: 'validate' }).diagnostics);
  const findings = validated.filter((finding) => !isOfValues(finding));
  const variableSources = sourcesOf(module);
  const changes = addressChanges(opened.tree.root);
  const located = state === undefined ? undefined : moveInstances(stateOf(state), changes);
  const planned = evaluateOpened(opened, {
    mode: 'plan',
    missingVariables: 'fault',
    variableSources,
    ...(located && { prior: priorPlanning(located.state.instances) }),
  });
  const context = { ...(located && { ...located, prior: located.state }), imports: changes.imports };
  const plan = terraformJson(buildPlan(planned.value.evaluation, context), { timestamp: '1970-01-01T00:00:00Z' });
  return {
    name: module.name,
    valid: findings.every(({ severity }) => severity !== 'error'),
    findings,
    plan: { findings: findingsOf(planned.diagnostics), ...readChanges(plan) },
  };
}

function stateOf(state: StateFile): PriorState {
  const typeOf = (provider: string, mode: 'managed' | 'data', type: string) =>
    facts.provider(provider)?.type(mode, type);
  const { value } = readState(JSON.stringify(state), 'terraform.tfstate', typeOf);
  if (value === undefined) throw new Error('the recorded state cannot be read');
  return value;
}

function sourcesOf({ arguments: given, files }: CorpusModule): readonly VariableSource[] {
  return given.map((argument) => {
    const [, option = '', first = '', rest = ''] = /^-([\w-]+)=([^=]*)(?:=(.*))?$/.exec(argument) ?? [];
    if (option === 'var') return { kind: 'value', name: first, text: rest };
    return { kind: 'file', file: first, text: files.get(first) ?? '' };
  });
}

function isOfValues({ file }: Finding): boolean {
  return file !== undefined && /\.tfvars(?:\.json)?$/.test(file);
}

function findingOf({ code, severity, location }: Diagnostic, files: ReadonlyMap<string, string>): Finding {
  const finding = { severity: severity === 'error' ? severity : ('warning' as const), summary: code };
  const text = files.get(location?.file ?? '');
  if (location?.range === undefined || text === undefined) return finding;
  const { line, column } = createLineIndex(text).position(location.range.start);
  return { ...finding, file: location.file, line, column };
}
