import type { AttributeFacts, TypeFacts } from '../facts/facts.ts';
import type { Path } from './compile-checks.ts';
import { computeRules, networkRules } from './documented-compute.ts';
import { dataRules } from './documented-data.ts';
import { iamRules } from './documented-iam.ts';
import { serviceRules } from './documented-services.ts';
import type { ValueRule } from './value-rule.ts';

/** A check that the facts only say exists, or say less of than the provider's public sources do. */
export interface DocumentedRule {
  /** Resource types or data sources, or `google` for the provider's own configuration. */
  readonly types: readonly string[];
  /** Absent: resource types and data sources of the name. */
  readonly mode?: 'managed' | 'data';
  /** Path of the attribute, names only. */
  readonly path: string;
  /** Of the value itself, or of a map's keys. */
  readonly value?: ValueRule;
  /** Of the elements of a list, set or map. */
  readonly items?: ValueRule;
  /** File of the provider's source where it is stated, below `sourceRoot`. */
  readonly source: string;
}

/** Where the sources of the rules are found. */
export const sourceRoot = 'https://github.com/hashicorp/terraform-provider-google/blob/v7.45.0/google/';

/** All documented rules. */
export const documentedRules: readonly DocumentedRule[] = [
  ...computeRules,
  ...networkRules,
  ...iamRules,
  ...serviceRules,
  ...dataRules,
];

let byKey: ReadonlyMap<string, DocumentedRule> | undefined;

/** What is documented of an attribute that the facts call checked; undefined when nothing is. */
export function documentedRule(type: TypeFacts, path: Path, facts: AttributeFacts): DocumentedRule | undefined {
  if (!isChecked(facts)) return undefined;
  byKey ??= indexRules();
  const key = `${type.mode === 'provider' ? 'google' : type.type} ${path.join('.')}`;
  return byKey.get(`${type.mode} ${key}`) ?? byKey.get(key);
}

function indexRules(): ReadonlyMap<string, DocumentedRule> {
  const index = new Map<string, DocumentedRule>();
  for (const rule of documentedRules) {
    for (const type of rule.types)
      index.set(`${rule.mode === undefined ? '' : `${rule.mode} `}${type} ${rule.path}`, rule);
  }
  return index;
}

/** Facts made from a schema alone (`terraform providers schema -json`) know of no checks: then nothing is known of the version's either. */
function isChecked({ checked, format, enum: choices, minLength, items }: AttributeFacts): boolean {
  if (checked === true || format !== undefined || choices !== undefined || minLength !== undefined) return true;
  return items !== undefined;
}

/** Paths of a type's attributes that the provider checks in a way that is not known: `not-checked`, never guessed. */
export function uncheckedAttributes(type: TypeFacts): string[] {
  const found: string[] = [];
  const visit = (body: Pick<TypeFacts, 'attributes' | 'blocks'>, path: Path): void => {
    for (const [name, facts] of Object.entries(body.attributes ?? {})) {
      const isUnknown = facts.mode !== 'computed' && (facts.checked === true || facts.items?.checked === true);
      if (isUnknown && documentedRule(type, [...path, name], facts) === undefined)
        found.push([...path, name].join('.'));
    }
    for (const [name, block] of Object.entries(body.blocks ?? {})) visit(block, [...path, name]);
  };
  visit(type, []);
  return found;
}
