import type { Range } from '../../diagnostics/range.ts';
import type { Expression } from '../../hcl/ast.ts';
import { stepOf } from '../../hcl/evaluate/references.ts';
import { unplaced } from './blocks.ts';

/** A step of an address, with its instance key: absent without one, `undefined` in `key` when the key is no literal. */
interface Keyed {
  readonly key?: string | number | undefined;
  readonly keyRange?: Range;
}

/** A module or resource as `moved`, `removed` and `import` name them: `module.a["x"].google_x.y[0]`. */
export interface WrittenAddress {
  readonly modules: readonly (Keyed & { readonly name: string })[];
  /** Absent when the address is that of a module. */
  readonly resource?: Keyed & { readonly mode: 'managed' | 'data'; readonly type: string; readonly name: string };
  readonly range: Range;
}

/** Why an expression is no address. */
export interface AddressFault {
  readonly message: string;
  readonly range: Range;
}

/** The address that an expression spells. */
export function readAddress(written: Expression): WrittenAddress | AddressFault {
  const expression = unplaced(written) ?? written;
  const parts = partsOf(expression);
  if (parts === undefined) {
    return { message: 'the address of a resource or module is expected here, without quotes', range: expression.range };
  }
  const modules: (Keyed & { name: string })[] = [];
  let rest = parts;
  while (rest[0]?.name === 'module') {
    const name = rest[1]?.name;
    if (name === undefined) return { message: '"module" is followed by the name of a call', range: expression.range };
    const key = keyAt(rest[2]);
    modules.push({ name, ...key });
    rest = rest.slice(key === undefined ? 2 : 3);
  }
  if (rest.length === 0) return { modules, range: expression.range };
  return readResource(rest, modules, expression.range);
}

/** Whether what was read is an address. */
export function isAddress(read: WrittenAddress | AddressFault): read is WrittenAddress {
  return 'modules' in read;
}

const reserved: ReadonlySet<string> = new Set(['var', 'local', 'path', 'each', 'count', 'self', 'terraform']);

function readResource(
  parts: readonly Part[],
  modules: WrittenAddress['modules'],
  range: Range,
): WrittenAddress | AddressFault {
  const isData = parts[0]?.name === 'data';
  const [type, name, key, more] = isData || parts[0]?.name === 'resource' ? parts.slice(1) : parts;
  if (type?.name === undefined || name?.name === undefined) {
    return { message: 'a resource is named by its type and name', range };
  }
  if (reserved.has(type.name)) return { message: `"${type.name}" is no resource or module`, range };
  const extra = key !== undefined && key.name !== undefined ? key : more;
  if (extra !== undefined)
    return { message: 'an address ends with the resource or its instance key', range: extra.range };
  const mode = isData ? 'data' : 'managed';
  return { modules, resource: { mode, type: type.name, name: name.name, ...keyAt(key) }, range };
}

/** A name, or an index: with a key when that is a literal. */
interface Part {
  readonly name?: string;
  readonly key?: string | number | undefined;
  readonly range: Range;
}

function keyAt(part: Part | undefined): Keyed | undefined {
  return part === undefined || part.name !== undefined ? undefined : { key: part.key, keyRange: part.range };
}

function partsOf(expression: Expression): readonly Part[] | undefined {
  const parts: Part[] = [];
  let current = expression;
  for (;;) {
    if (current.kind === 'reference') return [{ name: current.name, range: current.range }, ...parts.reverse()];
    if (current.kind !== 'attribute-access' && current.kind !== 'index-access') return undefined;
    const range = { start: current.object.range.end, end: current.range.end };
    if (current.kind === 'attribute-access') parts.push({ name: current.name, range });
    else parts.push({ key: stepOf(current)?.key, range });
    current = current.object;
  }
}

/** The address as text. */
export function addressText({ modules, resource }: WrittenAddress): string {
  const parts = modules.map(({ name, key }) => `module.${name}${keyText(key)}`);
  if (resource !== undefined) {
    const { mode, type, name, key } = resource;
    parts.push(`${mode === 'data' ? 'data.' : ''}${type}.${name}${keyText(key)}`);
  }
  return parts.join('.');
}

function keyText(key: string | number | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}
