import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import type { Value } from '../../src/hcl/value.ts';
import { formatNumber } from '../../src/hcl/values/number-text.ts';
import { evaluateModule } from '../../src/terraform/evaluate-module.ts';
import { moduleOf, renderFlagship } from './flagship.ts';

/** A value as JSON; what is only known after apply is {@link unknown}. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

/** Stands for a value that is only known after apply. */
export const unknown = '(known after apply)';

/** A resource or data source of the evaluated module. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly mode: 'managed' | 'data';
  readonly values: { readonly [name: string]: Plain };
  /** Addresses without keys of everything it waits for, directly and indirectly. */
  readonly waitsFor: ReadonlySet<string>;
}

/** An environment's module, evaluated offline. */
export interface PlannedModule {
  readonly resources: readonly PlannedResource[];
  readonly outputs: ReadonlyMap<string, Plain>;
  readonly faults: readonly string[];
}

/** Renders and evaluates one environment, with `--set` arguments over it, and as if its project were called `project`. */
export async function planFlagship(
  environment: string,
  sets: readonly string[] = [],
  project?: string,
): Promise<PlannedModule> {
  const files = moduleOf(renderFlagship(environment, ...sets));
  files.delete('main.yaml');
  if (project !== undefined) {
    const values = files.get('terraform.tfvars') ?? '';
    files.set('terraform.tfvars', values.replace(/^(project_id +=).*$/m, `$1 "${project}"`));
  }
  const engines = await loadEngines(files.values());
  const { value, diagnostics } = evaluateModule({
    files,
    terraformVersion: '1.5.7',
    missingVariables: 'fault',
    engines,
  });
  const { resources, outputs } = value.evaluation;
  const direct = new Map(resources.map((one) => [withoutKeys(one.address), one.dependencies]));
  return {
    resources: resources.map(({ address, type, mode, values, dependencies }) => ({
      address,
      type,
      mode,
      values: Object.fromEntries([...values.entries].map(([name, member]) => [name, plain(member)])),
      waitsFor: closure(dependencies, direct),
    })),
    outputs: new Map(outputs.map(({ name, value: output }) => [name, plain(output)])),
    faults: diagnostics.map(({ message, location }) => `${location?.file}: ${message}`),
  };
}

/** Values at a path of attributes and blocks; every block of a name is followed. Absent and null ones are left out. */
export function at(value: Plain | undefined, path: string): Plain[] {
  const [first, ...rest] = path.split('.');
  if (value === undefined || value === null || first === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => at(item, path));
  if (typeof value !== 'object') return [];
  const member = Object.hasOwn(value, first) ? (value as { readonly [name: string]: Plain })[first] : undefined;
  if (rest.length > 0) return at(member, rest.join('.'));
  return member === undefined || member === null ? [] : [member];
}

function plain(value: Value): Plain {
  switch (value.kind) {
    case 'unknown':
      return unknown;
    case 'null':
      return null;
    case 'string':
    case 'bool':
      return value.value;
    case 'number':
      return Number(formatNumber(value.value));
    case 'list':
    case 'set':
    case 'tuple':
      return value.items.map(plain);
    default:
      return Object.fromEntries([...value.entries].map(([name, member]) => [name, plain(member)]));
  }
}

function withoutKeys(address: string): string {
  return address.replaceAll(/\[[^\]]*\]/g, '');
}

function closure(start: readonly string[], direct: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(direct.get(next) ?? []));
  }
  return reached;
}
