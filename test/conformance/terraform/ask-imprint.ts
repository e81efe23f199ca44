import { join } from 'node:path';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { createLineIndex } from '../../../src/diagnostics/line-index.ts';
import { loadEngines } from '../../../src/hcl/functions/load-engines.ts';
import type { VariableSource } from '../../../src/terraform/evaluate/variable-assignments.ts';
import { evaluateOpened } from '../../../src/terraform/evaluate-module.ts';
import type { ProviderFacts } from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import { openModule } from '../../../src/terraform/open-module.ts';
import { buildPlan } from '../../../src/terraform/plan/build-plan.ts';
import { terraformJson } from '../../../src/terraform/plan/terraform-json.ts';
import type { CorpusModule } from './module-files.ts';
import { readChanges } from './plan-file.ts';
import { type Finding, type Recording, recordedVersion } from './recording.ts';

const facts: ProviderFacts = openProviderFacts([join(import.meta.dirname, '../../../schemas/providers')]);

/**
 * What imprint says of a module without a prior state, in the form of a recording. A plan that is refused has its resources all the same.
 * Faults in tfvars files count as those of planning: `terraform validate` does not read these files.
 */
export async function askImprint(module: CorpusModule): Promise<Recording> {
  const { files } = module;
  const engines = await loadEngines(files.values());
  const opened = openModule({ files, terraformVersion: recordedVersion, engines, facts });
  const findingsOf = (diagnostics: readonly Diagnostic[]): readonly Finding[] =>
    diagnostics.map((diagnostic) => findingOf(diagnostic, files));
  const validated = findingsOf(evaluateOpened(opened, { mode: 'validate' }).diagnostics);
  const findings = validated.filter((finding) => !isOfValues(finding));
  const variableSources = sourcesOf(module);
  const planned = evaluateOpened(opened, { mode: 'plan', missingVariables: 'fault', variableSources });
  const plan = terraformJson(buildPlan(planned.value.evaluation), { timestamp: '1970-01-01T00:00:00Z' });
  return {
    name: module.name,
    valid: findings.every(({ severity }) => severity !== 'error'),
    findings,
    plan: { findings: findingsOf(planned.diagnostics), ...readChanges(plan) },
  };
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
