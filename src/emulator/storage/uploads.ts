import type { JsonObject } from '../../config-api/json.ts';
import type { HttpResponse } from '../../config-api/transport.ts';
import { emptyAnswer } from '../answers.ts';
import { requireBucket } from './buckets.ts';
import { splitMultipart } from './multipart.ts';
import { objectName, storeUpload } from './new-object.ts';
import { checkPreconditions } from './preconditions.ts';
import { parseJsonObject, type StorageCall } from './storage-call.ts';
import { invalidArgument, StorageError } from './storage-error.ts';

/** A resumable upload under way. */
export interface UploadSession {
  readonly id: string;
  readonly bucket: string;
  /** Query of the request that began it: name and conditions. */
  readonly query: string;
  readonly metadata: JsonObject;
  readonly contentType: string | undefined;
  /** What came, in order; a list, so that each chunk is kept once. */
  readonly chunks: readonly Uint8Array[];
  readonly begunMs: number;
}

/** Unfinished uploads kept, and for how long. */
const maximumUploads = 1_000;
const uploadLifetimeMs = 604_800_000;

/** Forgets uploads that are too old; refuses one more than are kept (9.12). */
function makeRoom({ world, nowMs }: StorageCall): void {
  const { uploads } = world.tables;
  if (uploads.size < maximumUploads) return;
  for (const { id, begunMs } of [...uploads.values()]) {
    if (nowMs - begunMs >= uploadLifetimeMs) uploads.delete(sessionName(id));
  }
  if (uploads.size < maximumUploads) return;
  throw new StorageError(429, 'rateLimitExceeded', `There are ${maximumUploads} unfinished uploads; end or abort some`);
}

function sessionName(id: string): string {
  return `storage/uploads/${id}`;
}

/** Inserts an object (9.2), or begins a resumable upload. */
export function insert(call: StorageCall, bucket: string): HttpResponse {
  const { query, request } = call;
  const contentType = request.headers['content-type'];
  switch (query.get('uploadType')) {
    case 'media':
      return storeUpload(call, bucket, { metadata: {}, content: request.body, contentType });
    case 'multipart':
      return insertMultipart(call, bucket, contentType ?? '');
    case 'resumable':
      return beginResumable(call, bucket);
    default:
      throw invalidArgument(`Invalid value for uploadType: '${query.get('uploadType') ?? ''}'`);
  }
}

function insertMultipart(call: StorageCall, bucket: string, contentType: string): HttpResponse {
  const [first, second, ...rest] = splitMultipart(call.request.body, contentType);
  if (first === undefined || second === undefined || rest.length > 0) {
    throw invalidArgument('A multipart upload has two parts: metadata and content');
  }
  const metadata = parseJsonObject(new TextDecoder().decode(first.content));
  return storeUpload(call, bucket, { metadata, content: second.content, contentType: second.headers['content-type'] });
}

function beginResumable(call: StorageCall, bucket: string): HttpResponse {
  const { world, query, request, origin } = call;
  const metadata = parseJsonObject(new TextDecoder().decode(request.body));
  requireBucket(call, bucket);
  checkPreconditions(query, world.objects.object(bucket, objectName(query, metadata)), false);
  makeRoom(call);
  const id = world.random.uuid(`upload ${world.next()}`);
  world.tables.uploads.put(sessionName(id), {
    id,
    bucket,
    query: query.toString(),
    metadata,
    contentType: request.headers['x-upload-content-type'],
    chunks: [],
    begunMs: call.nowMs,
  });
  const parameters = new URLSearchParams({ ...Object.fromEntries(query), upload_id: id });
  const location = `${origin}/upload/storage/v1/b/${encodeURIComponent(bucket)}/o?${parameters.toString()}`;
  return emptyAnswer(200, { location, 'x-guploader-uploadid': id });
}

/** Takes a chunk of a resumable upload, or tells how much there is (9.7). */
export function continueResumable(call: StorageCall): HttpResponse {
  const { uploads } = call.world.tables;
  const name = sessionName(call.query.get('upload_id') ?? '');
  const session = uploads.get(name);
  if (session === undefined) throw uploadNotFound();
  const { chunks, sizeBytes, total } = withChunk(session, call);
  if (sizeBytes > call.world.settings.maxUploadBytes) {
    uploads.delete(name);
    throw new StorageError(413, 'uploadTooLarge', 'The upload is larger than the emulator keeps');
  }
  if (total === undefined || sizeBytes < total) {
    if (chunks !== session.chunks) uploads.put(name, { ...session, chunks });
    return emptyAnswer(308, sizeBytes === 0 ? {} : { range: `bytes=0-${sizeBytes - 1}` });
  }
  const { bucket, metadata, contentType } = session;
  const content = new Uint8Array(Buffer.concat(chunks, sizeBytes));
  const upload = { ...call, query: new URLSearchParams(session.query) };
  const answer = storeUpload(upload, bucket, { metadata, content, contentType });
  uploads.delete(name);
  return answer;
}

interface Received {
  readonly chunks: readonly Uint8Array[];
  readonly sizeBytes: number;
  /** Size the whole will have; undefined while the sender does not know it. */
  readonly total: number | undefined;
}

/** What has come together with the body of a call; bytes that had come before are passed over. */
function withChunk({ chunks }: UploadSession, { request: { body, headers } }: StorageCall): Received {
  const known = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const { start, total } = parseContentRange(headers['content-range'], known, body.byteLength);
  if (start > known) throw invalidArgument('A chunk is missing before this one');
  const fresh = body.subarray(Math.min(known - start, body.byteLength));
  if (fresh.byteLength === 0) return { chunks, sizeBytes: known, total };
  return { chunks: [...chunks, fresh], sizeBytes: known + fresh.byteLength, total };
}

/** Forgets a resumable upload; the service answers 499. */
export function abortResumable(call: StorageCall): HttpResponse {
  const { uploads } = call.world.tables;
  const name = sessionName(call.query.get('upload_id') ?? '');
  if (uploads.get(name) === undefined) throw uploadNotFound();
  uploads.delete(name);
  return emptyAnswer(499);
}

function uploadNotFound(): StorageError {
  return new StorageError(404, 'notFound', 'The upload does not exist');
}

interface Chunk {
  /** Offset of its first byte. */
  readonly start: number;
  /** Size of the whole upload; undefined while the sender does not know it. */
  readonly total: number | undefined;
}

// Forms: `bytes 0-524287/2000000`, `bytes 0-9/*`, `bytes 0-*/*` for a body that holds all the rest, and with `*` in place of the range a status query; without header the body is all of it.
function parseContentRange(header: string | undefined, received: number, size: number): Chunk {
  if (header === undefined) return { start: 0, total: size };
  const match = /^bytes (?:(\d+)-(\d+|\*)|\*)\/(\d+|\*)$/.exec(header.trim());
  if (match === null) throw invalidArgument(`Invalid Content-Range: '${header}'`);
  const stated = match[3] === '*' ? undefined : Number(match[3]);
  if (match[1] === undefined) return { start: received, total: stated };
  const start = Number(match[1]);
  const total = match[2] === '*' ? (stated ?? start + size) : stated;
  const end = match[2] === '*' ? start + size : Number(match[2]) + 1;
  if (end - start !== size || (total !== undefined && end > total)) {
    throw invalidArgument(`Content-Range '${header}' does not fit a body of ${size} bytes`);
  }
  return { start, total };
}
