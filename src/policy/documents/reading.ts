import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { PlacedMap, PlacedNode } from './placed-node.ts';

/** What reading one document goes by and finds. */
export interface Reading {
  readonly diagnostics: Diagnostic[];
  /** Of Terraform: blocks are lists of one map, `"TRUE"` is the way to write true, names are in snake case. */
  readonly isTerraform: boolean;
  /** Departures from the second version of the API that were noted; each is noted once a document. */
  readonly noted: Set<string>;
  /** Names of what is not known, of Terraform: without it the document says nothing for sure. */
  readonly open: Set<string>;
}

/** A reading that has found nothing yet. */
export function startReading(diagnostics: Diagnostic[], isTerraform = false): Reading {
  return { diagnostics, isTerraform, noted: new Set(), open: new Set() };
}

/** Reports an error. */
export function fault(
  { diagnostics }: Reading,
  code: DiagnosticCode,
  message: string,
  location: Location,
  hint?: string,
): void {
  diagnostics.push({ code, severity: 'error', message, location, ...(hint !== undefined && { hint }) });
}

/** Notes a spelling that Google's API does not take, but whose meaning is plain; once a document for each kind of spelling. */
export function note(reading: Reading, kind: string, message: string, location: Location, hint?: string): void {
  if (reading.isTerraform || reading.noted.has(kind)) return;
  reading.noted.add(kind);
  reading.diagnostics.push({
    code: 'policy-dialect',
    severity: 'info',
    message,
    location,
    ...(hint !== undefined && { hint }),
  });
}

/** The map at a node; undefined, and a fault, where something else stands. */
export function mapAt(reading: Reading, node: PlacedNode | undefined, what: string): PlacedMap | undefined {
  if (node === undefined || isNothing(node)) return undefined;
  if (node.kind === 'map') return node;
  const [only, second] = reading.isTerraform && node.kind === 'list' ? node.items : [];
  if (only !== undefined && second === undefined) return mapAt(reading, only, what);
  if (reading.isTerraform && node.kind === 'list' && only === undefined) return undefined;
  wrongType(reading, node, what, 'a map');
  return undefined;
}

/** The maps of a list; a fault where something else stands, in its place or among them. */
export function mapsAt(reading: Reading, node: PlacedNode | undefined, what: string): readonly PlacedMap[] {
  if (node === undefined || isNothing(node)) return [];
  if (node.kind !== 'list') {
    wrongType(reading, node, what, 'a list');
    return [];
  }
  return node.items.flatMap((item) => {
    const map = isNothing(item) ? wrongType(reading, item, itemOf(what), 'a map') : mapAt(reading, item, itemOf(what));
    return map ? [map] : [];
  });
}

/** A text; undefined where nothing stands, or, with a fault, something else. */
export function textAt(reading: Reading, node: PlacedNode | undefined, what: string): string | undefined {
  if (node === undefined || isNothing(node)) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'string')
    return withoutDashes(reading, node.value, node.location);
  if (node.kind === 'scalar' && typeof node.value === 'number') {
    note(reading, 'number', `the number ${node.value} is read as text`, node.location, 'put it in quotes');
    return String(node.value);
  }
  wrongType(reading, node, what, 'a text');
  return undefined;
}

/** Texts with their nodes; a single one is taken for a list of one. */
export function textsAt(
  reading: Reading,
  node: PlacedNode | undefined,
  what: string,
): readonly { readonly text: string; readonly node: PlacedNode }[] {
  if (node === undefined || isNothing(node)) return [];
  const isList = node.kind === 'list';
  if (node.kind === 'scalar')
    note(reading, 'single', `\`${what}\` is a list, this one value is read as one of it`, node.location);
  const items = isList ? node.items : [node];
  return items.flatMap((item) => {
    const text = isNothing(item)
      ? wrongType(reading, item, itemOf(what), 'a text')
      : textAt(reading, item, itemOf(what));
    return text === undefined ? [] : [{ text, node: item }];
  });
}

/** A truth value, also written as text. */
export function booleanAt(reading: Reading, node: PlacedNode | undefined, what: string): boolean | undefined {
  if (node === undefined || isNothing(node)) return undefined;
  if (node.kind === 'scalar') {
    if (typeof node.value === 'boolean') return node.value;
    const word = String(node.value).toLowerCase();
    if (word === 'true' || word === 'false') {
      note(reading, 'boolean', `the text "${node.value}" is read as ${word}`, node.location, `write ${word}`);
      return word === 'true';
    }
    if (reading.isTerraform && node.value === '') return undefined;
  }
  wrongType(reading, node, what, 'true or false');
  return undefined;
}

/** Whether a node says nothing: null. */
export function isNothing(node: PlacedNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** Whether a member is missing: not written, null, or, of Terraform, a block there is none of. */
export function isAbsent({ isTerraform }: Reading, node: PlacedNode | undefined): boolean {
  return node === undefined || isNothing(node) || (isTerraform && node.kind === 'list' && node.items.length === 0);
}

function itemOf(what: string): string {
  return `an item of ${what}`;
}

function wrongType(reading: Reading, node: PlacedNode, what: string, expected: string): undefined {
  const shown = spelledIn(reading, what);
  if (node.kind === 'unknown') {
    reading.open.add(shown);
    const hint = 'give the variables that it rests on their values, in a tfvars file or by --var';
    const message = `\`${shown}\` is not known, so the policy is not`;
    reading.diagnostics.push(openFault(message, node.location, hint));
  } else fault(reading, 'policy-syntax', `\`${shown}\` has to be ${expected}`, node.location);
}

/** What keeps a policy from being known; a fault only for those who judge by it. */
function openFault(message: string, location: Location, hint: string): Diagnostic {
  return { code: 'policy-syntax', severity: 'error', message, location, hint, args: { isOpen: 'true' } };
}

/** Whether a diagnostic says no more than that a policy is not known. */
export function isOpenFault({ code, args }: Diagnostic): boolean {
  return code === 'policy-syntax' && args?.['isOpen'] === 'true';
}

/** A member of a map by its name in the API, or the same in snake case. */
export function member(reading: Reading, map: PlacedMap, name: string): PlacedNode | undefined {
  const found = map.entries.get(name);
  if (found) return found;
  const snake = snakeCase(name);
  const other = map.entries.get(snake);
  if (other && snake !== name)
    note(
      reading,
      'snake',
      `names are read in snake case here, the API writes \`${name}\``,
      other.key ?? other.location,
    );
  return other;
}

/** Reports members that a map cannot have, or has in both spellings. `names` are those of the API. */
export function checkNames(reading: Reading, map: PlacedMap, names: readonly string[], what: string): void {
  if (reading.isTerraform) return;
  for (const name of names) {
    const [camel, snake] = [map.entries.get(name), map.entries.get(snakeCase(name))];
    if (camel === snake || !camel || !snake) continue;
    const message = `${what} has both \`${name}\` and \`${snakeCase(name)}\`, which are the same field`;
    fault(reading, 'policy-syntax', message, snake.key ?? snake.location, 'remove one of them');
  }
  const known = new Set(names.flatMap((name) => [name, snakeCase(name)]));
  for (const [key, node] of map.entries) {
    if (known.has(key)) continue;
    const near = suggest(key, names);
    const hint = near === undefined ? `known here: ${names.join(', ')}` : `did you mean \`${near}\`?`;
    fault(reading, 'policy-syntax', `${what} has no field \`${key}\``, node.key ?? node.location, hint);
  }
}

/** A name of the API as the document writes it. */
export function spelledIn({ isTerraform }: Reading, name: string): string {
  return isTerraform ? snakeCase(name) : name;
}

/** `inheritFromParent` as `inherit_from_parent`. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Dashes that word processors make of hyphens are turned back. */
function withoutDashes(reading: Reading, text: string, location: Location): string {
  if (!/[\u2010-\u2015]/.test(text)) return text;
  note(reading, 'dash', 'a dash of a word processor is read as the hyphen `-`', location, 'write `-`');
  return text.replaceAll(/[\u2010-\u2015]/g, '-');
}
