import type { ObjectValue, Value } from '../../hcl/value.ts';
import { withMarks } from '../../hcl/values/marks.ts';
import { madeFrom } from '../../hcl/values/origin.ts';
import { anyType } from '../../hcl/values/types.ts';
import { objectValue, tupleValue, unknownAny } from '../../hcl/values/values.ts';
import { type ResourceConfig, resourceKey } from '../config/module-config.ts';
import type { ResourceInstance } from '../evaluation.ts';
import { type FactsOfResource, factsOfResource } from '../facts/facts-of-resource.ts';
import { checkEphemeral } from './check-ephemeral.ts';
import { bodyOf } from './check-types.ts';
import { failedConditions, reportFailed } from './conditions.ts';
import { type BodyOptions, evaluateBody } from './evaluate-body.ts';
import { evaluateConfiguration } from './evaluate-configuration.ts';
import { type ProviderOfResource, providerOf } from './evaluate-provider.ts';
import { type ExpansionContext, expandFor } from './expansion.ts';
import type { ModuleInstance, Repetition } from './instance.ts';
import { resourceArguments } from './meta-arguments.ts';
import { resourceAddress } from './names.ts';
import { checkAndPlan } from './plan-resource.ts';
import { reportGenerated } from './report-generated.ts';
import { type Run, scopeOf, withoutFaults } from './run.ts';

/** A resource in one module instance, with what is the same for all of its instances. */
interface Subject {
  readonly config: ResourceConfig;
  readonly instance: ModuleInstance;
  readonly facts: FactsOfResource | undefined;
  readonly provider: ProviderOfResource;
  readonly dependencies: readonly string[];
}

/** Evaluates all instances of a resource in one module instance; its value for references is kept there. */
export function evaluateResource(
  config: ResourceConfig,
  instance: ModuleInstance,
  dependencies: readonly string[],
  context: ExpansionContext,
  run: Run,
): void {
  const key = resourceKey(config.mode, config.type, config.name);
  const facts = run.facts && factsOfResource(config, instance.node.config, run.facts);
  const subject = { config, instance, facts, provider: providerOf(config.provider, instance, run), dependencies };
  const { form, repetitions } = expandFor(context, config, scopeOf(run, instance, config.file));
  if (repetitions.length === 0) run.unused.add(config);
  const isUnsure = form === 'unknown' && run.mode === 'plan';
  if (isUnsure) run.unsure.add(config);
  const instanceRun = isUnsure ? withoutFaults(run) : run;
  const values = repetitions.map((repetition) => evaluateInstance(subject, repetition, instanceRun));
  // While validating nothing is known of a resource, as in a console without a state; what it has is checked by its facts.
  const isUnknown = run.mode === 'validate' || run.resourcesUnknown === true;
  instance.resources.set(key, isUnknown ? unknownAny : together(form, repetitions, values));
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

function evaluateInstance(subject: Subject, repetition: Repetition, run: Run): Value {
  const { config, instance, facts } = subject;
  const address = resourceAddress(instance, resourceKey(config.mode, config.type, config.name), repetition);
  const scope = scopeOf(run, instance, config.file, { repetition });
  if (run.faultsInContent.length > 0) reportGenerated(config, scope, run);
  const failed = failedConditions(config.preconditions, scope, run.mode);
  reportFailed(failed, `precondition of ${address}`, run.faults, { address });
  const resource =
    facts?.type === undefined
      ? takeAsWritten(subject, address, scope, run)
      : checkAndPlan(
          { config, instance, address, facts: facts.type, source: facts.source, settings: subject.provider.settings },
          evaluateConfiguration(config.block, bodyOf(config), facts.type, scope),
          run,
        );
  if (config.mode !== 'ephemeral' && run.hasEphemeral)
    checkEphemeral(config, resource.configuration, facts?.type, run.faults);
  if (config.mode !== 'ephemeral') run.resources.push(describe(subject, address, repetition, resource));
  checkPostconditions(config, resource.values, scope, address, run);
  return config.mode === 'ephemeral' ? withMarks(resource.values, { ephemeral: true }) : resource.values;
}

/** What evaluating one instance gives. */
type Evaluated = Pick<ResourceInstance, 'configuration' | 'values' | 'facts' | 'change'>;

function takeAsWritten({ config }: Subject, address: string, scope: ReturnType<typeof scopeOf>, run: Run): Evaluated {
  const evaluated = { values: objectValue(new Map()) };
  const body = evaluateBody(config.block.body, scope, optionsFor(config, address, run, evaluated));
  evaluated.values = locate(body, config);
  return { configuration: evaluated.values, values: evaluated.values };
}

function describe(
  { config, instance, facts, provider, dependencies }: Subject,
  address: string,
  repetition: Repetition,
  evaluated: Evaluated,
): ResourceInstance {
  return {
    address,
    mode: config.mode === 'data' ? 'data' : 'managed',
    type: config.type,
    name: config.name,
    module: instance.address,
    provider: provider.name,
    location: { file: config.file, range: config.block.headerRange },
    dependencies,
    ...keyOf(repetition),
    ...(facts !== undefined && { providerSource: facts.source }),
    ...evaluated,
  };
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
  reportFailed(failedConditions(config.postconditions, withSelf, run.mode), `postcondition of ${address}`, run.faults, {
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
    leaveOut: resourceArguments,
    computed: (path) => {
      if (resolveComputed === undefined || mode === 'ephemeral') return unknownAny;
      const key = JSON.stringify(path);
      const value =
        known.get(key) ??
        resolveComputed({ address, mode, type, path, expected: anyType, values: evaluated.values }) ??
        unknownAny;
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
