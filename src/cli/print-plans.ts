import { planData } from '../terraform/plan/plan-json.ts';
import { planText } from '../terraform/plan/plan-text.ts';
import { terraformJson } from '../terraform/plan/terraform-json.ts';
import type { PlannedModule } from './plan-modules.ts';

/**
 * Plans in one of the formats, with a final line break. Several: text with a heading each, our JSON with the module's name beside each
 * change, Terraform's JSON one a line. `now` is the time of the plan.
 */
export function printPlans(modules: readonly PlannedModule[], format: string, now: Date): string {
  const planned = modules.filter(({ plan, diagnostics }) => plan !== undefined && !hasErrors(diagnostics));
  switch (format) {
    case 'terraform-json':
      return planned.map((module) => `${terraformLine(module, modules.length > 1, now)}\n`).join('');
    case 'json':
      return ourJson(planned);
    default:
      return planned.map((module) => textOf(module, modules.length > 1)).join('\n');
  }
}

function hasErrors(diagnostics: PlannedModule['diagnostics']): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function terraformLine({ plan, prior, configuration, name }: PlannedModule, isOneOfMany: boolean, now: Date): string {
  if (plan === undefined) return '';
  return terraformJson(plan, {
    timestamp: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    configuration: configuration(),
    ...(prior && { prior }),
    ...(isOneOfMany && { module: name }),
  });
}

function ourJson(modules: readonly PlannedModule[]): string {
  const plans = modules.flatMap(({ name, plan }) => (plan === undefined ? [] : [{ name, data: planData(plan) }]));
  const summary: Record<string, number> = { imported: 0, added: 0, changed: 0, destroyed: 0, forgotten: 0 };
  for (const { data } of plans) {
    for (const [key, count] of Object.entries(data.summary)) summary[key] = (summary[key] ?? 0) + count;
  }
  const report = {
    formatVersion: 1,
    changes: plans.flatMap(({ name, data }) => data.changes.map((change) => ({ module: name, ...change }))),
    outputs: plans.flatMap(({ name, data }) => data.outputs.map((output) => ({ module: name, ...output }))),
    summary,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function textOf({ name, plan }: PlannedModule, isOneOfMany: boolean): string {
  if (plan === undefined) return '';
  return isOneOfMany ? `# ${name}\n\n${planText(plan)}` : planText(plan);
}
