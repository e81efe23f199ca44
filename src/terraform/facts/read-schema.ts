import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { FactsMode, TypeFacts } from './facts.ts';
import { isRecord, readBlock, SchemaFault } from './read-schema-block.ts';

/** What a schema says of one provider. */
export interface ProviderSchema {
  /** Full source address: `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  /** As facts are kept, without the host of the public registry: `hashicorp/aws`, `example.com/acme/shop`. */
  readonly source: string;
  /** The provider's own configuration, resource types, data sources and ephemeral resources. */
  readonly types: readonly TypeFacts[];
}

const sections: readonly (readonly [string, FactsMode])[] = [
  ['resource_schemas', 'managed'],
  ['data_source_schemas', 'data'],
  ['ephemeral_resource_schemas', 'ephemeral'],
];

/** A namespace, a name or a host: nothing that could be read as another path. */
const part = '[A-Za-z0-9](?:[A-Za-z0-9_.:-]*[A-Za-z0-9])?';
const addressPattern = new RegExp(`^(?:registry\\.terraform\\.io/(?=[^/]+/[^/]+$))?(${part}/${part}(?:/${part})?)$`);

/**
 * Reads the output of `terraform providers schema -json`. It tells names, types, nesting and how often a block may stand, but not what
 * replaces a resource, defaults and checks of values: the types are marked as those of a provider of which these are not known.
 * Types that cannot be read are reported and left out.
 *
 * @see https://developer.hashicorp.com/terraform/cli/commands/providers/schema
 */
export function readSchema(text: string, file: string): Outcome<readonly ProviderSchema[]> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return refuse(file, '', `this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(document)) return refuse(file, '', 'a JSON object is expected');
  const { format_version: format, provider_schemas: schemas } = document;
  if (typeof format !== 'string') return refuse(file, '', 'there is no `format_version`');
  if (!/^1\./.test(format)) return refuse(file, '/format_version', `format ${format} is not known; it is 1.x`);
  if (!isRecord(schemas)) return refuse(file, '', 'there is no `provider_schemas`; the module needs no provider');
  const diagnostics: Fault[] = [];
  const value = Object.entries(schemas).flatMap(([address, schema]): ProviderSchema[] => {
    const pointer = `/provider_schemas/${escapePointer(address)}`;
    const source = addressPattern.exec(address)?.[1];
    if (source !== undefined && isRecord(schema))
      return [{ address, source, types: readTypes(source, schema, pointer, file, diagnostics) }];
    diagnostics.push(fault(file, pointer, `\`${address}\` is not the address and schema of a provider`));
    return [];
  });
  return { value, diagnostics };
}

type Fault = ReturnType<typeof fault>;

function readTypes(
  source: string,
  schema: Readonly<Record<string, unknown>>,
  pointer: string,
  file: string,
  faults: Fault[],
): TypeFacts[] {
  const types: TypeFacts[] = [];
  const add = (mode: FactsMode, type: string, written: unknown, at: string): void => {
    try {
      types.push(readType(mode, type, written, at));
    } catch (error) {
      if (!(error instanceof SchemaFault)) throw error;
      faults.push(fault(file, error.pointer, error.message));
    }
  };
  add('provider', source.slice(source.lastIndexOf('/') + 1), schema.provider ?? {}, `${pointer}/provider`);
  for (const [section, mode] of sections) {
    const written = schema[section] ?? {};
    if (!isRecord(written)) faults.push(fault(file, `${pointer}/${section}`, `\`${section}\` is an object`));
    else
      for (const [type, one] of Object.entries(written))
        add(mode, type, one, `${pointer}/${section}/${escapePointer(type)}`);
  }
  return types;
}

function readType(mode: FactsMode, type: string, written: unknown, pointer: string): TypeFacts {
  if (!isRecord(written)) throw new SchemaFault(pointer, `the schema of \`${type}\` is an object`);
  if (!/^[\w-]+$/.test(type)) throw new SchemaFault(pointer, `\`${type}\` is not the name of a type`);
  const { version, block = {} } = written;
  const { deprecated, ...body } = readBlock(block, `${pointer}/block`);
  return {
    type,
    mode,
    ...(typeof version === 'number' && mode !== 'provider' && { schemaVersion: version }),
    ...(deprecated === true && { deprecated }),
    ...(mode !== 'provider' && { framework: true }),
    ...body,
  };
}

function refuse(file: string, pointer: string, message: string): Outcome<readonly ProviderSchema[]> {
  return { diagnostics: [fault(file, pointer, message)] };
}

function fault(file: string, pointer: string, message: string) {
  return {
    code: 'provider-schema',
    severity: 'error',
    message: pointer === '' ? message : `${message}, at \`${pointer}\``,
    location: { file, pointer },
    hint: 'write the file with `terraform providers schema -json`, in a folder where `terraform init` was run',
    args: { pointer },
  } as const;
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
