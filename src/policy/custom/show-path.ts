import type { AttributePath } from '../../cel/partial/partial-value.ts';

/** Writes a path as in a module: `node_config[0].machine_type`, `labels["a.b"]`. */
export function showPath(path: AttributePath): string {
  return path.map((step, index) => showStep(step, index)).join('');
}

function showStep(step: string | number, index: number): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
  return index === 0 ? step : `.${step}`;
}
