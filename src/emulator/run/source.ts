import { type ObjectStore, versionOf } from '../storage/object-store.ts';
import { isInside, unzip, ZipError, zipLimits } from './unzip.ts';

/** Files of a submitted module by path, or what was wrong with its source. */
export type Source =
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'fault'; readonly message: string };

/**
 * Reads what a `gcsSource` names (8.1): a zip object when there is one of that name, otherwise all objects below it.
 */
export function readSource(store: ObjectStore, gcsSource: string): Source {
  const [, bucket = '', path = '', generation] = /^gs:\/\/([^/#]+)\/?([^#]*)(?:#(\d+))?$/.exec(gcsSource) ?? [];
  if (store.bucket(bucket) === undefined) return fault(`bucket '${bucket}' does not exist`);
  const object = path === '' || path.endsWith('/') ? undefined : versionOf(store, bucket, path, generation);
  if (object !== undefined) {
    return readZip(object.content, gcsSource);
  }
  if (generation !== undefined) return fault(missing(store, bucket, path, gcsSource));
  return readPrefix(store, bucket, path);
}

function missing(store: ObjectStore, bucket: string, path: string, gcsSource: string): string {
  const live = store.object(bucket, path)?.generation;
  return `object '${gcsSource}' does not exist${live === undefined ? '' : `: the live generation is ${live}`}`;
}

function readZip(content: Uint8Array, gcsSource: string): Source {
  if (gcsSource.endsWith('.tf')) return fault(`'${gcsSource}' is a single file; a folder or a zip archive is needed`);
  try {
    const files = unzip(content);
    return files.size === 0 ? fault(`archive '${gcsSource}' is empty`) : { kind: 'files', files };
  } catch (error) {
    if (error instanceof ZipError) return fault(`'${gcsSource}' cannot be unpacked: ${error.message}`);
    throw error;
  }
}

function readPrefix(store: ObjectStore, bucket: string, path: string): Source {
  const prefix = path === '' ? '' : `${path.replace(/\/+$/, '')}/`;
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const object of store.objects(bucket, prefix)) {
    const name = object.name.slice(prefix.length);
    if (name === '' || name.endsWith('/')) continue;
    if (!isInside(name)) return fault(`object '${object.name}' would lie outside of the module`);
    total += object.content.byteLength;
    if (total > zipLimits.totalBytes) return fault(`the source has more than ${zipLimits.totalBytes} bytes`);
    files.set(name, object.content);
  }
  return files.size === 0 ? fault(`no object below 'gs://${bucket}/${prefix}'`) : { kind: 'files', files };
}

function fault(message: string): Source {
  return { kind: 'fault', message };
}
