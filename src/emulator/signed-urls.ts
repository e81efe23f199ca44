import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { emptyAnswer } from './answers.ts';
import type { ObjectPath } from './run/state-files.ts';
import { insertObject } from './storage/insert.ts';
import type { World } from './world.ts';

/** How long a URL is good for, in milliseconds (14.2). */
const validMs = 3_600_000;

const prefix = '/_signed/';

/** What a URL allows. */
export interface Grant extends ObjectPath {
  readonly method: 'GET' | 'PUT';
}

/** A URL that allows one method on one object without credentials, for an hour (14.1). `origin` is scheme and host the emulator is reached by. */
export function signedUrl(world: World, origin: string, grant: Grant): string {
  const expires = String(world.settings.clock.now() + validMs);
  const query = new URLSearchParams({ method: grant.method, expires, signature: signatureOf(world, grant, expires) });
  return `${origin}${prefix}${encodeURIComponent(grant.bucket)}/${encodeURIComponent(grant.name)}?${query}`;
}

/** Whether a path is that of a signed URL. */
export function isSignedPath(path: string): boolean {
  return path.startsWith(prefix);
}

/** Answers a request to a signed URL; everything due has been played before. */
export function answerSignedCall(world: World, request: HttpRequest, url: URL): HttpResponse {
  const grant = grantIn(url, request.method);
  const expires = url.searchParams.get('expires') ?? '';
  if (grant === undefined || !isSigned(world, grant, expires, url.searchParams.get('signature') ?? '')) {
    return refusal(403, 'SignatureDoesNotMatch', 'The request is not what the URL was signed for.');
  }
  const nowMs = world.settings.clock.now();
  if (nowMs >= Number(expires)) return refusal(400, 'ExpiredToken', 'The URL has expired.');
  const { bucket, name, method } = grant;
  if (world.objects.bucket(bucket) === undefined) return refusal(404, 'NoSuchBucket', 'The bucket does not exist.');
  if (method === 'GET') return content(world, grant);
  const settings = { contentType: request.headers['content-type'] ?? 'application/octet-stream' };
  const stored = insertObject(world.objects, { bucket, name, content: request.body, settings }, nowMs);
  return emptyAnswer(200, { 'x-goog-generation': stored.generation });
}

function content(world: World, { bucket, name }: Grant): HttpResponse {
  const object = world.objects.object(bucket, name);
  if (object === undefined) return refusal(404, 'NoSuchKey', 'The object does not exist.');
  const type = object.settings['contentType'];
  const contentType = typeof type === 'string' ? type : 'application/octet-stream';
  return { status: 200, headers: { 'content-type': contentType }, body: object.content };
}

/** The object a signed URL's path names; undefined when it names none. */
export function signedObject(pathname: string): ObjectPath | undefined {
  const [bucket, name, ...rest] = pathname.slice(prefix.length).split('/').map(decoded);
  return bucket === undefined || name === undefined || rest.length > 0 ? undefined : { bucket, name };
}

/** What a URL would allow if it were signed; undefined when it is of another form, or for another method. */
function grantIn({ pathname, searchParams }: URL, method: string): Grant | undefined {
  const object = signedObject(pathname);
  if (method !== searchParams.get('method') || (method !== 'GET' && method !== 'PUT')) return undefined;
  return object === undefined ? undefined : { method, ...object };
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function isSigned(world: World, grant: Grant, expires: string, signature: string): boolean {
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(world, grant, expires))];
  return given.byteLength === wanted.byteLength && timingSafeEqual(given, wanted);
}

function signatureOf(world: World, { method, bucket, name }: Grant, expires: string): string {
  return createHmac('sha256', signingKey(world))
    .update(JSON.stringify([method, bucket, name, expires]))
    .digest('hex');
}

const keyName = 'emulator/keys/signing';

/** The key, made by chance when it is first needed: from the seed anybody could make URLs. */
function signingKey({ tables }: World): string {
  const known = tables.secrets.get(keyName);
  if (known !== undefined) return known.value;
  const value = randomBytes(32).toString('hex');
  tables.secrets.put(keyName, { name: keyName, value });
  return value;
}

/** An answer in Cloud Storage's XML. */
function refusal(status: number, code: string, message: string): HttpResponse {
  const xml = `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'application/xml; charset=UTF-8' },
    body: new TextEncoder().encode(xml),
  };
}
