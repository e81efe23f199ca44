import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { ObjectValue, Type, Value } from '../../../src/hcl/value.ts';
import { convert } from '../../../src/hcl/values/convert.ts';
import { parseNumber } from '../../../src/hcl/values/number-text.ts';
import {
  boolValue,
  nullAny,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownValue,
} from '../../../src/hcl/values/values.ts';
import type { BlockFacts, NestedBlockFacts, TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { attributeType, nestedBlockType } from '../../../src/terraform/facts/types-of-facts.ts';
import type { CheckInput } from '../../../src/terraform/provider-checks/check-input.ts';
import { checkProviderRules } from '../../../src/terraform/provider-checks/check-provider-rules.ts';

/** Stands for a value that is known after apply. */
export const unknown: unique symbol = Symbol('unknown');

/** A value as a test writes it. */
export type Written =
  | string
  | number
  | boolean
  | null
  | typeof unknown
  | readonly Written[]
  | { readonly [name: string]: Written };

/** A complete configuration in the shape of a type: what is not written is null, or a list of no blocks. */
export function configurationOf(facts: BlockFacts, written: { readonly [name: string]: Written }): ObjectValue {
  const entries = new Map<string, Value>();
  for (const [name, attribute] of Object.entries(facts.attributes ?? {}))
    entries.set(name, attributeValue(written[name] ?? null, attributeType(attribute)));
  for (const [name, block] of Object.entries(facts.blocks ?? {})) entries.set(name, blocksOf(block, written[name]));
  return objectValue(new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1))));
}

function blocksOf(facts: NestedBlockFacts, written: Written | undefined): Value {
  const type = nestedBlockType(facts);
  if (written === unknown) return unknownValue(type);
  const bodies = written === undefined ? [] : Array.isArray(written) ? written : [written];
  const items = bodies.map((body) => configurationOf(facts, body));
  if (type.kind !== 'list' && type.kind !== 'set') return items[0] ?? nullValue(type);
  return { kind: type.kind, element: type.element, items };
}

function attributeValue(written: Written, type: Type): Value {
  return written === unknown ? unknownValue(type) : convert(plain(written), type);
}

function plain(written: Written): Value {
  if (written === null) return nullAny;
  if (typeof written === 'symbol') return unknownValue({ kind: 'any' });
  if (typeof written === 'string') return stringValue(written);
  if (typeof written === 'boolean') return boolValue(written);
  if (typeof written === 'number') return numberValue(parseNumber(String(written)) ?? { mantissa: 0n, exponent: 0 });
  if (isList(written)) return tupleValue(written.map(plain));
  return objectValue(new Map(Object.entries(written).map(([name, item]) => [name, plain(item)])));
}

function isList(written: Written): written is readonly Written[] {
  return Array.isArray(written);
}

/** What the provider's checks say of a configuration. */
export function check(
  facts: TypeFacts,
  written: { readonly [name: string]: Written } | ObjectValue,
  input: Partial<CheckInput> = {},
): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  checkProviderRules({
    address: `${facts.type}.a`,
    facts,
    provider: 'hashicorp/google',
    configuration: isValue(written) ? written : configurationOf(facts, written),
    place: { file: 'main.tf', range: { start: 0, end: 10 } },
    faults,
    ...input,
  });
  return faults;
}

function isValue(written: { readonly [name: string]: Written } | ObjectValue): written is ObjectValue {
  return written['kind'] === 'object' && 'entries' in written;
}

/** What the provider's checks say, without places: `code: message`. */
export function messages(...input: Parameters<typeof check>): readonly string[] {
  return check(...input).map(
    ({ code, severity, message }) => `${severity === 'error' ? '' : `${severity} `}${code}: ${message}`,
  );
}
