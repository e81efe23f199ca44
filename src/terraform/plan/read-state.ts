import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/order.ts';
import { FunctionFault } from '../../hcl/functions/function.ts';
import { readJson } from '../../hcl/functions/json-reader.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { toSafeInteger } from '../../hcl/values/number.ts';
import { isMapping, isSequence, objectValue } from '../../hcl/values/values.ts';
import type { TypeFacts } from '../facts/facts.ts';
import { bodyType } from '../facts/types-of-facts.ts';
import { addressOfInstance, addressOfResource, type InstanceKey } from './state-address.ts';
import { markPaths, readPaths } from './state-marks.ts';
import { typedValue, typeFromJson } from './typed-value.ts';

/** What Terraform wrote down of an earlier apply. */
export interface PriorState {
  /** Version of the program that wrote it, such as `1.5.7`. */
  readonly terraformVersion: string;
  /** Number of the write, counted up by each; 0 where the file has none. */
  readonly serial: number;
  /** What all states of one history share; `''` where the file has none. */
  readonly lineage: string;
  /** By address, sorted. Objects that were deposed are not among them. */
  readonly instances: ReadonlyMap<string, StateInstance>;
  /** Root outputs, by name. Sensitive ones carry the mark. */
  readonly outputs: ReadonlyMap<string, Value>;
}

/** An instance in a state. */
export interface StateInstance {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Address of the module instance; `''` is the root. */
  readonly module: string;
  /** Absent for a single instance. */
  readonly key?: InstanceKey;
  /** Source address of the provider without the public registry's host, such as `hashicorp/google`. */
  readonly provider: string;
  /** In the shape of the type where there are facts about it, else as written. */
  readonly values: ObjectValue;
  /** Absent when there are none about the type. */
  readonly facts?: TypeFacts;
  readonly schemaVersion: number;
  /** Something went wrong while it was made: it is to be replaced. */
  readonly isTainted: boolean;
  /** Addresses without keys of what it was made from, as written. */
  readonly dependencies: readonly string[];
}

/** Facts of a type, by its provider's source address, mode and name. */
export type FactsLookup = (provider: string, mode: 'managed' | 'data', type: string) => TypeFacts | undefined;

/**
 * Reads a state file of version 4, the format of Terraform since 0.12. `file` names it in diagnostics.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readState(text: string, file: string, factsOf: FactsLookup): Outcome<PriorState> {
  const fault = (message: string): Outcome<PriorState> => ({ diagnostics: [stateFault(message, file)] });
  let state: Value;
  try {
    state = readJson(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (error) {
    if (error instanceof FunctionFault) return fault(`the state cannot be read: ${error.message}`);
    throw error;
  }
  const version = numberAt(state, 'version');
  if (version !== 4) {
    const has = version === undefined ? 'this has no version' : `this has version ${version}`;
    return fault(`a state of version 4 is expected, ${has}`);
  }
  const instances = itemsAt(state, 'resources').flatMap((resource) => instancesOf(resource, factsOf));
  instances.sort((a, b) => compareText(a.address, b.address));
  return {
    value: {
      terraformVersion: textAt(state, 'terraform_version') ?? '',
      serial: numberAt(state, 'serial') ?? 0,
      lineage: textAt(state, 'lineage') ?? '',
      instances: new Map(instances.map((each) => [each.address, each])),
      outputs: outputsOf(memberAt(state, 'outputs')),
    },
    diagnostics: [],
  };
}

function stateFault(message: string, file: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message,
    location: { file },
    hint: 'give a file that `terraform state pull` or an export of Infrastructure Manager wrote',
  };
}

function instancesOf(resource: Value, factsOf: FactsLookup): readonly StateInstance[] {
  const mode = textAt(resource, 'mode');
  const type = textAt(resource, 'type');
  const name = textAt(resource, 'name');
  if ((mode !== 'managed' && mode !== 'data') || type === undefined || name === undefined) return [];
  const module = textAt(resource, 'module') ?? '';
  const provider = sourceIn(textAt(resource, 'provider') ?? '');
  const facts = factsOf(provider, mode, type);
  const address = addressOfResource(module, mode, type, name);
  return itemsAt(resource, 'instances').flatMap((instance): readonly StateInstance[] => {
    if (memberAt(instance, 'deposed') !== undefined) return [];
    const key = keyOf(memberAt(instance, 'index_key'));
    return [
      {
        address: addressOfInstance(address, key),
        mode,
        type,
        name,
        module,
        ...(key !== undefined && { key }),
        provider,
        values: valuesOf(instance, facts),
        ...(facts !== undefined && { facts }),
        schemaVersion: numberAt(instance, 'schema_version') ?? 0,
        isTainted: textAt(instance, 'status') === 'tainted',
        dependencies: itemsAt(instance, 'dependencies').flatMap((each) => (each.kind === 'string' ? [each.value] : [])),
      },
    ];
  });
}

function valuesOf(instance: Value, facts: TypeFacts | undefined): ObjectValue {
  const attributes = memberAt(instance, 'attributes');
  const written = attributes?.kind === 'object' ? attributes : objectValue(new Map());
  const typed = facts === undefined ? written : typedValue(written, bodyType(facts));
  const values = typed.kind === 'object' ? typed : written;
  return markPaths(values, readPaths(itemsAt(instance, 'sensitive_attributes')));
}

const impliedHost = /^registry\.terraform\.io\//;

// `provider["registry.terraform.io/hashicorp/google"].alias`, behind a module's address where that configures it.
function sourceIn(provider: string): string {
  const source = /provider\["([^"]*)"\]/.exec(provider)?.[1] ?? provider;
  return source.replace(impliedHost, '');
}

function keyOf(value: Value | undefined): InstanceKey | undefined {
  if (value?.kind === 'string') return value.value;
  return value?.kind === 'number' ? toSafeInteger(value.value) : undefined;
}

function outputsOf(outputs: Value | undefined): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  if (outputs?.kind !== 'object') return values;
  for (const [name, output] of outputs.entries) {
    const value = memberAt(output, 'value');
    const type = memberAt(output, 'type');
    if (value === undefined) continue;
    const typed = type === undefined ? value : typedValue(value, typeFromJson(type));
    const sensitive = memberAt(output, 'sensitive');
    values.set(name, sensitive?.kind === 'bool' && sensitive.value ? { ...typed, sensitive: true } : typed);
  }
  return values;
}

function memberAt(value: Value, name: string): Value | undefined {
  return isMapping(value) ? value.entries.get(name) : undefined;
}

function itemsAt(value: Value, name: string): readonly Value[] {
  const items = memberAt(value, name);
  return items !== undefined && isSequence(items) ? items.items : [];
}

function textAt(value: Value, name: string): string | undefined {
  const text = memberAt(value, name);
  return text?.kind === 'string' ? text.value : undefined;
}

function numberAt(value: Value, name: string): number | undefined {
  const number = memberAt(value, name);
  return number?.kind === 'number' ? toSafeInteger(number.value) : undefined;
}
