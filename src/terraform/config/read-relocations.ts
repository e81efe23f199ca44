import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { addressText, isAddress, readAddress, type WrittenAddress } from './address.ts';
import { argumentOf, blocksOf, literalBool } from './blocks.ts';
import type { ImportConfig, MoveConfig, Placed, RemovalConfig } from './module-config.ts';
import { reportAt } from './recorder.ts';

/** What `moved` blocks say; undefined after a fault, which is reported. */
export function readMove(placed: Placed, faults: Diagnostic[]): MoveConfig | undefined {
  const [from, to] = ['from', 'to'].map((name) => addressAt(placed, name, faults));
  if (from === undefined || to === undefined) return undefined;
  const dynamic = [from, to].map(dynamicKey).find((range) => range !== undefined);
  if (dynamic !== undefined) {
    reportAt(faults, placed.file, dynamic, {
      code: 'invalid-declaration',
      message: 'an instance key is a literal here',
    });
    return undefined;
  }
  if ((from.resource === undefined) !== (to.resource === undefined)) {
    const message = 'from and to must both be resources or both be modules';
    reportAt(faults, placed.file, placed.block.headerRange, { code: 'invalid-declaration', message });
    return undefined;
  }
  return { ...placed, from, to };
}

/** What a `removed` block says; undefined after a fault, which is reported. */
export function readRemoval(placed: Placed, faults: Diagnostic[]): RemovalConfig | undefined {
  const from = addressAt(placed, 'from', faults);
  if (from === undefined) return undefined;
  const refuse = (range: Range, message: string): undefined =>
    void reportAt(faults, placed.file, range, { code: 'invalid-declaration', message });
  const keyed = [...from.modules, ...(from.resource === undefined ? [] : [from.resource])];
  const key = keyed.find(({ keyRange }) => keyRange !== undefined)?.keyRange;
  if (key !== undefined) return refuse(key, 'a removed block names all instances of a resource, so there is no key');
  if (from.resource?.mode === 'data') return refuse(from.range, 'data sources are never destroyed, so none is removed');
  for (const { body } of blocksOf(placed.block.body, 'lifecycle')) {
    const destroy = argumentOf(body, 'destroy');
    if (destroy !== undefined && literalBool(destroy.value) === undefined) {
      return refuse(destroy.value.range, 'true or false is expected here');
    }
  }
  return { ...placed, from };
}

/** What an `import` block says; undefined after a fault, which is reported. */
export function readImport(placed: Placed, faults: Diagnostic[]): ImportConfig | undefined {
  const to = addressAt(placed, 'to', faults);
  if (to === undefined) return undefined;
  const id = argumentOf(placed.block.body, 'id')?.value;
  const forEach = argumentOf(placed.block.body, 'for_each')?.value;
  if (id === undefined && argumentOf(placed.block.body, 'identity') === undefined) {
    const message = 'the argument "id" is required in this import block';
    reportAt(faults, placed.file, placed.block.headerRange, {
      code: 'missing-argument',
      message,
      args: { name: 'id' },
    });
  }
  if (to.resource?.mode === 'managed') {
    return { ...placed, to, ...(id !== undefined && { id }), ...(forEach !== undefined && { forEach }) };
  }
  const message = 'only resources can be imported, and one by one';
  reportAt(faults, placed.file, to.range, { code: 'invalid-declaration', message });
  return undefined;
}

/** Reports imports into one and the same resource. */
export function reportRepeatedImports(imports: readonly ImportConfig[], faults: Diagnostic[]): void {
  const seen = new Map<string, ImportConfig>();
  for (const each of imports) {
    const { to, file } = each;
    if (dynamicKey(to) !== undefined) continue;
    const address = addressText(to);
    const first = seen.get(address);
    if (first === undefined) {
      seen.set(address, each);
      continue;
    }
    reportAt(faults, file, to.range, {
      code: 'duplicate-declaration',
      message: `${address} is imported a second time`,
      related: [{ message: 'first imported here', location: { file: first.file, range: first.to.range } }],
    });
  }
}

function addressAt({ block, file }: Placed, name: string, faults: Diagnostic[]): WrittenAddress | undefined {
  const written = argumentOf(block.body, name);
  // What is missing has been reported with the block.
  if (written === undefined || written.value.kind === 'invalid') return undefined;
  const address = readAddress(written.value);
  if (isAddress(address)) return address;
  reportAt(faults, written.file ?? file, address.range, { code: 'invalid-declaration', message: address.message });
  return undefined;
}

function dynamicKey({ modules, resource }: WrittenAddress): Range | undefined {
  const keyed = [...modules, ...(resource === undefined ? [] : [resource])];
  return keyed.find(({ keyRange, key }) => keyRange !== undefined && key === undefined)?.keyRange;
}
