import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Attribute, Block, Expression } from '../../hcl/ast.ts';
import { unicodeTest } from '../../regex/unicode-test.ts';
import { blocksOf, literalText, unplaced } from './blocks.ts';
import type { Placed, RequiredProvider, Written } from './module-config.ts';
import { reportAt } from './recorder.ts';
import { parseConstraint } from './version-constraint.ts';

/** Source of the provider that Terraform has built in. */
export const builtInSource = 'terraform.io/builtin/terraform';

/** Source address of a provider that a module uses without naming its source. */
export function impliedSource(localName: string): string {
  return localName === 'terraform' ? builtInSource : `hashicorp/${localName}`;
}

/**
 * Adds what the `required_providers` blocks of a `terraform` block name to `known`. A second such block in the module is a fault.
 *
 * @see https://developer.hashicorp.com/terraform/language/providers/requirements
 */
export function readRequiredProviders(
  { file: inherited, block }: Placed,
  known: Map<string, RequiredProvider>,
  first: { place?: { readonly file: string; readonly range: Range } },
  faults: Diagnostic[],
): void {
  for (const required of blocksOf(block.body, 'required_providers')) {
    const { headerRange, file = inherited } = required;
    if (first.place !== undefined) {
      reportAt(faults, file, headerRange, {
        code: 'duplicate-declaration',
        message: 'a module has one required_providers block only',
        related: [{ message: 'first declared here', location: first.place }],
      });
      continue;
    }
    first.place = { file, range: headerRange };
    readBlock(required, file, known, faults);
  }
}

function readBlock(block: Block, file: string, known: Map<string, RequiredProvider>, faults: Diagnostic[]): void {
  for (const item of block.body.items) {
    if (item.kind === 'attribute') known.set(item.name, readEntry(item, item.file ?? file, faults));
    else {
      reportAt(faults, file, item.typeRange, {
        code: 'unsupported-block',
        message: 'required_providers holds no blocks',
        hint: `write it as an argument: ${item.type} = { … }`,
      });
    }
  }
}

type MutableEntry = { -readonly [Key in keyof RequiredProvider]: RequiredProvider[Key] };

function readEntry(
  { name, nameRange, value: written }: Attribute,
  file: string,
  faults: Diagnostic[],
): RequiredProvider {
  const value = unplaced(written) ?? written;
  const entry: MutableEntry = { name, source: impliedSource(name), file, range: nameRange, aliases: [] };
  const refuse = (range: Range, message: string, hint?: string): void =>
    reportAt(faults, file, range, { code: 'invalid-declaration', message, ...(hint !== undefined && { hint }) });
  if (value.kind !== 'object') {
    if (literalText(value) === undefined)
      refuse(value.range, 'a provider requirement is an object with source and version');
    else entry.version = readVersion(value, file, faults);
    return entry;
  }
  for (const { bareKey, key, value: member } of value.items) {
    const what = bareKey ?? literalText(key);
    if (what === 'source') readSource(entry, member, refuse);
    else if (what === 'version') entry.version = readVersion(member, file, faults);
    else if (what === 'configuration_aliases') entry.aliases = readAliases(entry, member, refuse);
    else
      refuse(
        key.range,
        'a provider requirement holds source, version and configuration_aliases only',
        'configure a provider by a provider block',
      );
  }
  return entry;
}

type Refuse = (range: Range, message: string, hint?: string) => void;

function readSource(entry: MutableEntry, expression: Expression, refuse: Refuse): void {
  const text = literalText(expression);
  const source = text === undefined ? undefined : normalizeSource(text);
  if (source !== undefined) entry.source = source;
  else refuse(expression.range, 'a source such as "hashicorp/google" is expected here');
}

/** `hashicorp/google` of a source as written; with host when that is not the public registry. Undefined when it is none. */
export function normalizeSource(text: string): string | undefined {
  const parts = text.toLowerCase().split('/');
  if (parts.length > 3 || !parts.slice(-2).every((part) => namePattern.test(part))) return undefined;
  const [host, namespace = 'hashicorp', name = ''] =
    parts.length === 3 ? parts : parts.length === 2 ? [publicHost, ...parts] : [publicHost, 'hashicorp', ...parts];
  return host === publicHost ? `${namespace}/${name}` : `${host}/${namespace}/${name}`;
}

const publicHost = 'registry.terraform.io';
const namePattern = unicodeTest(/^[a-z\d]([a-z\d-]*[a-z\d])?$/i, '^[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?$');

function readVersion(expression: Expression, file: string, faults: Diagnostic[]): Written {
  const text = literalText(expression);
  if (text === undefined || parseConstraint(text) === undefined) {
    const message = 'a version constraint such as ">= 7.0, < 8.0" is expected here';
    reportAt(faults, file, expression.range, { code: 'required-version', message });
  }
  return { file, expression };
}

function readAliases({ name }: RequiredProvider, expression: Expression, refuse: Refuse): readonly string[] {
  const aliases: string[] = [];
  for (const item of expression.kind === 'tuple' ? expression.items : []) {
    if (item.kind === 'attribute-access' && item.object.kind === 'reference' && item.object.name === name) {
      aliases.push(`${name}.${item.name}`);
    } else {
      refuse(item.range, `the name of a provider configuration such as ${name}.other is expected here`);
    }
  }
  return aliases;
}
