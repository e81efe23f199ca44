import type { Json } from '../../config-api/json.ts';
import { isObject } from '../json/scalars.ts';
import type { FoundState } from './state-files.ts';

/**
 * What is wrong with the text of a state that is to replace a deployment's live one (13.5); empty when nothing is.
 * @see https://developer.hashicorp.com/terraform/cli/commands/state/push
 */
export function stateFaults(text: string, live: FoundState): readonly string[] {
  let state: Json;
  try {
    state = JSON.parse(text) as Json; // JSON.parse yields JSON
  } catch (error) {
    return [`the state is not JSON: ${(error as Error).message}`];
  }
  if (!isObject(state)) return ['the state is not a JSON object'];
  const { version, terraform_version: terraformVersion, serial, lineage, resources } = state;
  if (version !== 4) return [`the state has version ${JSON.stringify(version)} in place of 4`];
  const faults: string[] = [];
  if (typeof terraformVersion !== 'string') faults.push('the state has no terraform_version');
  if (typeof serial !== 'number' || !Number.isSafeInteger(serial) || serial < 0) {
    faults.push('the state has no serial of a whole number');
  }
  if (typeof lineage !== 'string' || lineage === '') faults.push('the state has no lineage');
  if (!Array.isArray(resources)) return [...faults, 'the state has no list of resources'];
  faults.push(...resources.flatMap((resource: Json, index) => resourceFaults(resource, `resources[${index}]`)));
  if (live.kind === 'state' && lineage === live.state.lineage && Number(serial) < live.state.serial) {
    faults.push(`the state has serial ${Number(serial)}, the live one already has ${live.state.serial}`);
  }
  return faults;
}

function resourceFaults(resource: Json, path: string): readonly string[] {
  if (!isObject(resource)) return [`${path} is not an object`];
  const { mode, type, name, provider, instances } = resource;
  const faults: string[] = [];
  if (mode !== 'managed' && mode !== 'data') faults.push(`${path}.mode is neither "managed" nor "data"`);
  for (const [field, value] of Object.entries({ type, name, provider })) {
    if (typeof value !== 'string' || value === '') faults.push(`${path}.${field} is not a text`);
  }
  if (!Array.isArray(instances)) return [...faults, `${path}.instances is not a list`];
  const isWell = (instance: Json): boolean => isObject(instance) && isAttributes(instance['attributes']);
  return [
    ...faults,
    ...instances.flatMap((each: Json, n) => (isWell(each) ? [] : [`${path}.instances[${n}] has no attributes`])),
  ];
}

function isAttributes(attributes: Json | undefined): boolean {
  return attributes !== undefined && isObject(attributes);
}
