import { quoteJson } from '../../hcl/functions/json-text.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isWhollyKnown, typeOf } from '../../hcl/values/values.ts';
import { modulesJson, type ResourceEntry } from './modules-json.ts';
import type { OutputChange, Plan, ResourceChange } from './plan-model.ts';
import { providerName } from './provider-name.ts';
import type { PriorState } from './read-state.ts';
import { arrayJson, objectJson, sensitiveJson, typeJson, unknownJson, valueJson } from './value-json.ts';

/** What is printed besides the plan. */
export interface TerraformJsonOptions {
  /** Of the plan, RFC 3339; there is no clock here. */
  readonly timestamp: string;
  /** Text of the `configuration` member, from `configuration-json.ts`. Absent: it is left out. */
  readonly configuration?: string;
  /** The state planned from. */
  readonly prior?: PriorState;
  /** How what is there differs from the state, as changes from the one to the other. Absent or empty: no such member. */
  readonly drift?: readonly ResourceChange[];
  /** Folder of the module, shown as the first member; for several plans in one stream. Absent: no such member. */
  readonly module?: string;
  /** Planning found errors: the plan is incomplete. */
  readonly hasErrors?: boolean;
}

/**
 * The plan in the format of `terraform show -json`, version 1.2, without line breaks. Sensitive values are shown, as there: programs
 * compare them. Left out is what only Terraform itself knows: `relevant_attributes` and `checks`.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function terraformJson(plan: Plan, options: TerraformJsonOptions): string {
  const { hasErrors = false, drift = [] } = options;
  const isApplicable = plan.changes.some(({ actions }) => !actions.includes('no-op')) || plan.outputs.some(isChanged);
  return objectJson([
    ['module', options.module === undefined ? undefined : quoteJson(options.module)],
    ['format_version', '"1.2"'],
    ['terraform_version', quoteJson(plan.terraformVersion)],
    ['variables', variablesJson(plan.variables)],
    ['planned_values', plannedValues(plan)],
    ['resource_drift', drift.length === 0 ? undefined : arrayJson(drift.map(resourceChange))],
    ['resource_changes', plan.changes.length === 0 ? undefined : arrayJson(plan.changes.map(resourceChange))],
    ['output_changes', plan.outputs.length === 0 ? undefined : outputChanges(plan.outputs)],
    ['prior_state', priorState(plan, options.prior)],
    ['configuration', options.configuration],
    ['timestamp', quoteJson(options.timestamp)],
    ['applyable', String(isApplicable && !hasErrors)],
    ['complete', String(!hasErrors)],
    ['errored', String(hasErrors)],
  ]);
}

function isChanged({ action }: OutputChange): boolean {
  return action !== 'no-op';
}

function variablesJson(variables: ReadonlyMap<string, Value>): string | undefined {
  if (variables.size === 0) return undefined;
  return objectJson(
    [...variables].map(([name, value]) => {
      const text = valueJson(value);
      return [name, text === undefined ? '{}' : objectJson([['value', text]])];
    }),
  );
}

function plannedValues({ outputs, changes }: Plan): string {
  const entries = changes.flatMap((change): ResourceEntry[] =>
    change.after === undefined ? [] : [{ ...change, values: change.after }],
  );
  const kept = outputs.flatMap(({ name, after, sensitive }) =>
    after === undefined ? [] : [{ name, value: after, sensitive }],
  );
  return objectJson([
    ['outputs', kept.length === 0 ? undefined : outputsJson(kept)],
    ['root_module', modulesJson(entries)],
  ]);
}

interface NamedOutput {
  readonly name: string;
  readonly value: Value;
  readonly sensitive: boolean;
}

function outputsJson(outputs: readonly NamedOutput[]): string {
  return objectJson(
    outputs.map(({ name, value, sensitive }) => {
      const isKnown = isWhollyKnown(value);
      const members: [string, string | undefined][] = [
        ['sensitive', String(sensitive)],
        ['type', isKnown ? typeJson(typeOf(value)) : undefined],
        ['value', isKnown ? valueJson(value) : undefined],
      ];
      return [name, objectJson(members)];
    }),
  );
}

// Terraform writes outputs into the state that it plans from as soon as they are known.
function priorState({ outputs, terraformVersion }: Plan, prior: PriorState | undefined): string | undefined {
  const named = outputs.flatMap(({ name, before, after, sensitive }): NamedOutput[] => {
    const value = after !== undefined && isWhollyKnown(after) ? after : before;
    return value === undefined || value.kind === 'null' ? [] : [{ name, value, sensitive }];
  });
  if (prior === undefined && named.length === 0) return undefined;
  const values = objectJson([
    ['outputs', named.length === 0 ? undefined : outputsJson(named)],
    ['root_module', modulesJson([...(prior?.instances.values() ?? [])])],
  ]);
  return objectJson([
    ['format_version', '"1.0"'],
    ['terraform_version', quoteJson(terraformVersion)],
    ['values', values],
  ]);
}

function resourceChange(change: ResourceChange): string {
  const { address, previousAddress, module, mode, type, name, key, provider, reason } = change;
  return objectJson([
    ['address', quoteJson(address)],
    ['previous_address', previousAddress === undefined ? undefined : quoteJson(previousAddress)],
    ['module_address', module === '' ? undefined : quoteJson(module)],
    ['mode', quoteJson(mode)],
    ['type', quoteJson(type)],
    ['name', quoteJson(name)],
    ['index', key === undefined ? undefined : JSON.stringify(key)],
    ['provider_name', quoteJson(providerName(provider))],
    ['change', changeJson(change)],
    ['action_reason', reason === undefined ? undefined : quoteJson(reason)],
  ]);
}

function changeJson({ actions, before, after, replacePaths, importId }: ResourceChange): string {
  const isSettled = actions[0] === 'no-op' || after === undefined;
  return objectJson([
    ['actions', arrayJson(actions.map(quoteJson))],
    ['before', objectText(before)],
    ['after', objectText(after)],
    ['after_unknown', isSettled ? '{}' : unknownJson(after)],
    ['before_sensitive', before === undefined ? 'false' : sensitiveJson(before)],
    ['after_sensitive', after === undefined ? 'false' : sensitiveJson(after)],
    ['replace_paths', replacePaths && JSON.stringify(replacePaths)],
    ['importing', importId === undefined ? undefined : objectJson([['id', quoteJson(importId)]])],
  ]);
}

function objectText(value: ObjectValue | undefined): string {
  return value === undefined ? 'null' : (valueJson(value) ?? 'null');
}

function outputChanges(outputs: readonly OutputChange[]): string {
  return objectJson(
    outputs.map(({ name, action, before, after, sensitive }) => [
      name,
      objectJson([
        ['actions', arrayJson([quoteJson(action)])],
        ['before', before === undefined ? 'null' : valueJson(before)],
        ['after', after === undefined ? 'null' : valueJson(after)],
        ['after_unknown', after === undefined || isWhollyKnown(after) ? 'false' : unknownJson(after)],
        ['before_sensitive', String(sensitive)],
        ['after_sensitive', String(sensitive)],
      ]),
    ]),
  );
}
