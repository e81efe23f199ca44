import { type Environment, environments, renderFlagship, resolveFlagship } from './flagship.ts';
import { at, type Plain, type PlannedModule, type PlannedResource, planFlagship } from './planned-module.ts';

/** All there is of one environment. */
export interface World {
  readonly name: Environment;
  readonly plan: PlannedModule;
  /** Rendered files by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Resources of a type. */
  of(type: string): readonly PlannedResource[];
  /** Values at a path in all resources of a type. */
  values(type: string, path: string): Plain[];
  /** Text of a rendered file; fails the test when there is none. */
  text(path: string): string;
}

/** One environment as it is planned and rendered, with `--set` arguments over it. */
export async function worldOf(name: Environment, ...sets: readonly string[]): Promise<World> {
  const plan = await planFlagship(name, sets);
  const files = new Map(renderFlagship(name, ...sets).files.map(({ path, text }) => [path, text]));
  const of = (type: string) => plan.resources.filter((one) => one.type === type);
  return {
    name,
    plan,
    files,
    of,
    values: (type, path) => of(type).flatMap(({ values }) => at(values, path)),
    text: (path) => {
      const text = files.get(path);
      if (text === undefined) throw new Error(`${name} has no ${path}`);
      return text;
    },
  };
}

/** All environments. */
export const worlds: readonly World[] = await Promise.all(environments.map((name) => worldOf(name)));

/** The environment of a name. */
export function world(name: Environment): World {
  const found = worlds.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no environment ${name}`);
  return found;
}

/** Those with a TPU VM. */
export function tpuWorlds(): readonly World[] {
  return [world('prod-dr'), world('staging')];
}

/** Values at a path in their TPU VMs. */
export function acceleratorValues(path: string): Plain[] {
  return tpuWorlds().flatMap((one) => one.values('google_tpu_v2_vm', path));
}

/** Values at a path in the resources of a type, of all environments. */
export function everywhere(type: string, path: string): Plain[] {
  return worlds.flatMap((one) => one.values(type, path));
}

/** What is said when values are refused. */
export function refusal(environment: Environment, ...sets: readonly string[]): string {
  return resolveFlagship(environment, ...sets)
    .diagnostics.map(({ message }) => message)
    .join('\n');
}
