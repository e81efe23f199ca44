import { quoteJson } from '../../hcl/functions/json-text.ts';
import type { ObjectValue } from '../../hcl/value.ts';
import { providerName } from './provider-name.ts';
import type { InstanceKey } from './state-address.ts';
import { arrayJson, objectJson, sensitiveJson, valueJson } from './value-json.ts';

/** An instance as `planned_values` and states list it. */
export interface ResourceEntry {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly module: string;
  readonly key?: InstanceKey;
  readonly provider: string;
  readonly schemaVersion: number;
  readonly values: ObjectValue;
}

/** The root module as JSON: its resources, and its child modules with theirs. Resources keep their order. */
export function modulesJson(entries: readonly ResourceEntry[]): string {
  const byModule = new Map<string, ResourceEntry[]>([['', []]]);
  for (const entry of entries) {
    // Modules without resources of their own are there when they have children with some.
    for (let module = entry.module; !byModule.has(module); module = parentOf(module)) byModule.set(module, []);
    byModule.get(entry.module)?.push(entry);
  }
  return moduleJson('', byModule);
}

function moduleJson(module: string, byModule: ReadonlyMap<string, readonly ResourceEntry[]>): string {
  const resources = (byModule.get(module) ?? []).map(entryJson);
  const children = [...byModule.keys()].filter((each) => each !== '' && parentOf(each) === module).sort();
  return objectJson([
    ['resources', resources.length === 0 ? undefined : arrayJson(resources)],
    ['address', module === '' ? undefined : quoteJson(module)],
    [
      'child_modules',
      children.length === 0 ? undefined : arrayJson(children.map((each) => moduleJson(each, byModule))),
    ],
  ]);
}

const lastModule = /(?:^|\.)module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?$/;

function parentOf(module: string): string {
  return module.replace(lastModule, '');
}

function entryJson({ address, mode, type, name, key, provider, schemaVersion, values }: ResourceEntry): string {
  return objectJson([
    ['address', quoteJson(address)],
    ['mode', quoteJson(mode)],
    ['type', quoteJson(type)],
    ['name', quoteJson(name)],
    ['index', key === undefined ? undefined : JSON.stringify(key)],
    ['provider_name', quoteJson(providerName(provider))],
    ['schema_version', String(schemaVersion)],
    ['values', valueJson(values)],
    ['sensitive_values', sensitiveJson(values)],
  ]);
}
