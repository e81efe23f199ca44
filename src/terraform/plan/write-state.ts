import { compareText } from '../../diagnostics/order.ts';
import { quoteJson } from '../../hcl/functions/json-text.ts';
import type { Type, Value } from '../../hcl/value.ts';
import { anyType, isCollection } from '../../hcl/values/types.ts';
import { isMapping, isSequence, typeOf } from '../../hcl/values/values.ts';
import { bodyType } from '../facts/types-of-facts.ts';
import { providerName } from './provider-name.ts';
import type { PriorState, StateInstance } from './read-state.ts';
import { addressOfResource } from './state-address.ts';
import { arrayJson, objectJson, typeJson, valueJson } from './value-json.ts';

/**
 * A state as a file of version 4, with a final line break: what `readState` reads as the same. Unknown values are left out.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function writeState({ terraformVersion, serial, lineage, outputs, instances }: PriorState): string {
  const byResource = new Map<string, [StateInstance, ...StateInstance[]]>();
  for (const instance of instances.values()) {
    const { module, mode, type, name } = instance;
    const address = addressOfResource(module, mode, type, name);
    const others = byResource.get(address);
    if (others === undefined) byResource.set(address, [instance]);
    else others.push(instance);
  }
  const resources = [...byResource].sort(([a], [b]) => compareText(a, b)).map(([, each]) => resourceJson(each));
  const text = objectJson([
    ['version', '4'],
    ['terraform_version', quoteJson(terraformVersion)],
    ['serial', String(serial)],
    ['lineage', quoteJson(lineage)],
    ['outputs', objectJson([...outputs].map(([name, value]) => [name, outputJson(value)]))],
    ['resources', arrayJson(resources)],
    ['check_results', 'null'],
  ]);
  return `${text}\n`;
}

function outputJson(value: Value): string {
  return objectJson([
    ['value', valueJson(value) ?? 'null'],
    ['type', typeJson(typeOf(value))],
    ['sensitive', value.sensitive === true ? 'true' : undefined],
  ]);
}

function resourceJson(instances: readonly [StateInstance, ...StateInstance[]]): string {
  const { module, mode, type, name, provider } = instances[0];
  return objectJson([
    ['module', module === '' ? undefined : quoteJson(module)],
    ['mode', quoteJson(mode)],
    ['type', quoteJson(type)],
    ['name', quoteJson(name)],
    ['provider', quoteJson(`provider["${providerName(provider)}"]`)],
    ['instances', arrayJson(instances.map(instanceJson))],
  ]);
}

function instanceJson({ key, isTainted, schemaVersion, values, facts, dependencies }: StateInstance): string {
  const paths = sensitivePaths(values, []);
  return objectJson([
    ['index_key', key === undefined ? undefined : JSON.stringify(key)],
    ['status', isTainted ? '"tainted"' : undefined],
    ['schema_version', String(schemaVersion)],
    ['attributes', facts === undefined ? valueJson(values) : typedJson(values, bodyType(facts))],
    ['sensitive_attributes', arrayJson(paths.map((path) => arrayJson(path)))],
    ['dependencies', dependencies.length === 0 ? undefined : arrayJson(dependencies.map(quoteJson))],
  ]);
}

/** A value as JSON for an attribute of a type: where that is dynamic, the value's own type stands beside it. */
function typedJson(value: Value, type: Type): string | undefined {
  if (type.kind === 'any') {
    if (value.kind === 'unknown' || (value.kind === 'null' && value.type.kind === 'any')) return valueJson(value);
    return objectJson([
      ['value', valueJson(value)],
      ['type', typeJson(typeOf(value))],
    ]);
  }
  if (isMapping(value)) {
    const members = [...value.entries].map(([key, member]) => [key, typedJson(member, memberType(type, key))] as const);
    return objectJson(members);
  }
  if (!isSequence(value)) return valueJson(value);
  return arrayJson(value.items.map((item, index) => typedJson(item, memberType(type, index)) ?? 'null'));
}

function memberType(type: Type, key: string | number): Type {
  if (isCollection(type)) return type.element;
  if (type.kind === 'tuple') return type.elements[Number(key)] ?? anyType;
  return (type.kind === 'object' ? type.attributes.get(String(key)) : undefined) ?? anyType;
}

/** Texts of the steps to each marked member; a set is marked as a whole where one of its members is. */
function sensitivePaths(value: Value, path: readonly string[]): readonly (readonly string[])[] {
  if (value.sensitive === true) return [path];
  if (value.kind === 'set') return value.items.some((item) => sensitivePaths(item, []).length > 0) ? [path] : [];
  if (isSequence(value)) return value.items.flatMap((item, index) => sensitivePaths(item, [...path, indexStep(index)]));
  if (!isMapping(value)) return [];
  return [...value.entries].flatMap(([key, member]) =>
    sensitivePaths(member, [...path, value.kind === 'map' ? indexStep(key) : attributeStep(key)]),
  );
}

function attributeStep(name: string): string {
  return objectJson([
    ['type', '"get_attr"'],
    ['value', quoteJson(name)],
  ]);
}

function indexStep(key: number | string): string {
  const keyJson = objectJson([
    ['value', typeof key === 'number' ? String(key) : quoteJson(key)],
    ['type', typeof key === 'number' ? '"number"' : '"string"'],
  ]);
  return objectJson([
    ['type', '"index"'],
    ['value', keyJson],
  ]);
}
