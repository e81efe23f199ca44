import type { ObjectValue, Value } from '../../hcl/value.ts';
import { withMarks } from '../../hcl/values/marks.ts';
import { madeFrom } from '../../hcl/values/origin.ts';
import { objectValue, tupleValue, unknownAny } from '../../hcl/values/values.ts';
import { type ResourceConfig, resourceKey } from '../config/module-config.ts';
import type { ResourceInstance } from '../evaluation.ts';
import { failedConditions, reportFailed } from './conditions.ts';
import { type BodyOptions, evaluateBody } from './evaluate-body.ts';
import { expand } from './expansion.ts';
import type { ModuleInstance, Repetition } from './instance.ts';
import { resourceAddress } from './names.ts';
import { type Run, scopeOf } from './run.ts';

const metaArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
]);

/** Evaluates all instances of a resource in one module instance; its value for references is kept there. */
export function evaluateResource(
  config: ResourceConfig,
  instance: ModuleInstance,
  dependencies: readonly string[],
  run: Run,
): void {
  const key = resourceKey(config.mode, config.type, config.name);
  const { form, repetitions } = expand(config, scopeOf(run, instance, config.file));
  const values = repetitions.map((repetition) => evaluateInstance(config, instance, repetition, dependencies, run));
  // A body that no instance uses is still checked, as terraform does.
  if (repetitions.length === 0) evaluateUnused(config, instance, run);
  instance.resources.set(key, run.resourcesUnknown ? unknownAny : together(form, repetitions, values));
}

function together(
  form: 'single' | 'count' | 'each' | 'unknown',
  repetitions: readonly Repetition[],
  values: readonly Value[],
): Value {
  if (form === 'single') return values[0] ?? unknownAny;
  if (form === 'count') return tupleValue(values);
  if (form === 'unknown') return unknownAny;
  const entries = new Map<string, Value>();
  for (const [index, repetition] of repetitions.entries()) {
    const value = values[index];
    if (repetition.form === 'each' && value !== undefined) entries.set(repetition.key, value);
  }
  return objectValue(entries);
}

function evaluateInstance(
  config: ResourceConfig,
  instance: ModuleInstance,
  repetition: Repetition,
  dependencies: readonly string[],
  run: Run,
): Value {
  const key = resourceKey(config.mode, config.type, config.name);
  const address = resourceAddress(instance, key, repetition);
  const scope = scopeOf(run, instance, config.file, { repetition });
  reportFailed(failedConditions(config.preconditions, scope), `precondition of ${address}`, run.faults, { address });
  const evaluated = { values: objectValue(new Map()) };
  const located = locate(evaluateBody(config.block.body, scope, optionsFor(config, address, run, evaluated)), config);
  evaluated.values = located;
  if (config.mode !== 'ephemeral') {
    run.resources.push({
      address,
      mode: config.mode,
      type: config.type,
      name: config.name,
      module: instance.address,
      ...keyOf(repetition),
      provider: rootProvider(config.provider, instance),
      values: located,
      location: { file: config.file, range: config.block.headerRange },
      dependencies,
    });
  }
  checkPostconditions(config, located, scope, address, run);
  return config.mode === 'ephemeral' ? withMarks(located, { ephemeral: true }) : located;
}

function evaluateUnused(config: ResourceConfig, instance: ModuleInstance, run: Run): void {
  const scope = scopeOf(run, instance, config.file, { repetition: { form: 'unknown' } });
  evaluateBody(config.block.body, scope, { leaveOut: metaArguments, computed: () => unknownAny });
}

function checkPostconditions(
  config: ResourceConfig,
  self: Value,
  scope: ReturnType<typeof scopeOf>,
  address: string,
  run: Run,
): void {
  if (config.postconditions.length === 0) return;
  const { names } = scope;
  const withSelf = {
    ...scope,
    names: {
      resolve: (...args: Parameters<typeof names.resolve>) =>
        args[0].root.name === 'self' ? { value: self, used: 0 } : names.resolve(...args),
    },
  };
  reportFailed(failedConditions(config.postconditions, withSelf), `postcondition of ${address}`, run.faults, {
    address,
  });
}

// The body is evaluated before anything can read from it, so `values` is there by the time a computed attribute is asked for.
function optionsFor(
  config: ResourceConfig,
  address: string,
  run: Run,
  evaluated: { values: ObjectValue },
): BodyOptions {
  const { resolveComputed } = run;
  const { mode, type } = config;
  const known = new Map<string, Value>();
  return {
    leaveOut: metaArguments,
    computed: (path) => {
      if (resolveComputed === undefined || mode === 'ephemeral') return unknownAny;
      const key = JSON.stringify(path);
      const value =
        known.get(key) ?? resolveComputed({ address, mode, type, path, values: evaluated.values }) ?? unknownAny;
      known.set(key, value);
      return value;
    },
  };
}

function locate(values: ObjectValue, { file, block }: ResourceConfig): ObjectValue {
  const located = madeFrom(values, { file, range: block.headerRange }, [...values.entries.values()]);
  return located.kind === 'object' ? located : values;
}

function keyOf(repetition: Repetition): Pick<ResourceInstance, 'key'> {
  switch (repetition.form) {
    case 'single':
      return {};
    case 'count':
      return { key: repetition.index };
    case 'each':
      return { key: repetition.key };
    case 'unknown':
      return { key: { unknown: true } };
  }
}

/** The root module's name of a provider that a child module uses: what its calls pass on, else the same name. */
export function rootProvider(name: string, instance: ModuleInstance): string {
  let current = name;
  for (let at: ModuleInstance | undefined = instance; at?.parent !== undefined; at = at.parent) {
    current = at.node.parent?.call.providers.get(current) ?? current;
  }
  return current;
}
