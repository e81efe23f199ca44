import type { AttributeFacts, DocumentedChecks, TypeFacts } from '../facts/facts.ts';
import type { Path } from './compile-checks.ts';
import { testedRules } from './tested-rules.ts';

/** A check that the facts only say exists, or say less of than the provider's public sources do. */
export interface DocumentedRule extends DocumentedChecks {
  /** Resource types or data sources, or `google` for the provider's own configuration. */
  readonly types: readonly string[];
  /** Absent: resource types and data sources of the name. */
  readonly mode?: 'managed' | 'data';
  /** Path of the attribute, names only. */
  readonly path: string;
  /** File of the provider's source where it is stated, below `sourceRoot`. */
  readonly source: string;
}

/** Where the sources of the rules are found. */
export const sourceRoot = 'https://github.com/hashicorp/terraform-provider-google/blob/v7.45.0/google/';

/** What is documented of an attribute that the facts call checked; undefined when nothing is. */
export function documentedRule(type: TypeFacts, path: Path, facts: AttributeFacts): DocumentedChecks | undefined {
  return isChecked(facts) ? (type.documented?.[path.join('.')] ?? testedRule(type, path.join('.'))) : undefined;
}

let byKey: ReadonlyMap<string, DocumentedRule> | undefined;

function testedRule({ mode, type }: TypeFacts, path: string): DocumentedRule | undefined {
  byKey ??= new Map(testedRules.flatMap((rule) => rule.types.map((name) => [`${name} ${rule.path}`, rule])));
  return byKey.get(`${mode === 'provider' ? 'google' : type} ${path}`);
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
