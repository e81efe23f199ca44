import { beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../src/config-api/json.ts';
import { fc } from '../properties.ts';
import { bucketModule, type Emulated, emulated } from './emulated.ts';

let service: Emulated;
beforeEach(async () => {
  service = await emulated();
});

const put = async (bucket: string, name: string, content: string, query = ''): Promise<string> => {
  const path = `/upload/storage/v1/b/${bucket}/o?uploadType=media&name=${encodeURIComponent(name)}${query}`;
  const answer = await service.emulator.handle({
    method: 'POST',
    url: `http://emulator.test${path}`,
    headers: { 'content-type': 'text/plain' },
    body: new TextEncoder().encode(content),
  });
  return JSON.parse(new TextDecoder().decode(answer.body)).generation;
};
const read = async (path: string): Promise<unknown> => {
  const { status, body } = await service.get(`/storage/v1/b/${path}${path.includes('?') ? '&' : '?'}alt=media`);
  return status === 200 ? body : status;
};

describe('9.8 generations', () => {
  beforeEach(async () => {
    await service.call('POST', '/storage/v1/b?project=p', { name: 'kept', versioning: { enabled: true } });
  });

  it('9.8 are kept where the bucket says so, and each can be read, listed, changed and deleted', async () => {
    const first = await put('kept', 'x', 'one');
    const second = await put('kept', 'x', 'two');
    expect(await read('kept/o/x')).toBe('two');
    expect(await read(`kept/o/x?generation=${first}`)).toBe('one');
    const list = async (query: string) =>
      ((await service.get(`/storage/v1/b/kept/o?${query}`)).body.items ?? []).map(
        ({ generation, timeDeleted }: { generation: string; timeDeleted?: string }) => [
          generation,
          timeDeleted !== undefined,
        ],
      );
    expect(await list('')).toEqual([[second, false]]);
    expect(await list('versions=true')).toEqual([
      [first, true],
      [second, false],
    ]);
    const page = await service.get('/storage/v1/b/kept/o?versions=true&maxResults=1');
    expect(await list(`versions=true&maxResults=1&pageToken=${page.body.nextPageToken}`)).toEqual([[second, false]]);
    await service.call('PATCH', `/storage/v1/b/kept/o/x?generation=${first}`, { metadata: { k: 'v' } });
    expect((await service.get(`/storage/v1/b/kept/o/x?generation=${first}`)).body.metadata).toEqual({ k: 'v' });
    expect((await service.call('DELETE', '/storage/v1/b/kept/o/x')).status).toBe(204);
    expect(await read('kept/o/x')).toBe(404);
    expect(await read(`kept/o/x?generation=${second}`)).toBe('two');
    expect((await service.call('DELETE', '/storage/v1/b/kept')).status).toBe(409);
    for (const generation of [first, second]) {
      expect((await service.call('DELETE', `/storage/v1/b/kept/o/x?generation=${generation}`)).status).toBe(204);
    }
    expect(await list('versions=true')).toEqual([]);
    expect((await service.call('DELETE', '/storage/v1/b/kept')).status).toBe(204);
  });

  it('9.8 deleted by their number are gone for good, also the live one', async () => {
    const only = await put('kept', 'x', 'one');
    await service.call('DELETE', `/storage/v1/b/kept/o/x?generation=${only}`);
    expect((await service.get('/storage/v1/b/kept/o?versions=true')).body.items).toBeUndefined();
  });

  it('9.8 are not kept elsewhere', async () => {
    const first = await put('sources', 'x', 'one');
    await put('sources', 'x', 'two');
    expect(await read(`sources/o/x?generation=${first}`)).toBe(404);
  });
});

describe('9.10 copies', () => {
  it.each(['copyTo', 'rewriteTo'])('9.10 %s copies content and settings, or takes new settings', async (verb) => {
    const generation = await put('sources', 'a b', 'content');
    await service.call('PATCH', '/storage/v1/b/sources/o/a%20b', { metadata: { k: 'v' } });
    const copy = async (to: string, body?: Json, query = '') => {
      const answer = await service.call(
        'POST',
        `/storage/v1/b/sources/o/a%20b/${verb}/b/sources/o/${to}${query}`,
        body,
      );
      return {
        status: answer.status,
        object: verb === 'copyTo' ? answer.body : answer.body.resource,
        body: answer.body,
      };
    };
    const copied = await copy('c');
    expect(copied.object).toMatchObject({ name: 'c', size: '7', metadata: { k: 'v' }, contentType: 'text/plain' });
    if (verb === 'rewriteTo')
      expect(copied.body).toMatchObject({ done: true, totalBytesRewritten: '7', objectSize: '7' });
    expect(await read('sources/o/c')).toBe('content');
    const changed = (await copy('c', { contentType: 'text/csv' })).object;
    expect([changed.contentType, changed.metadata]).toEqual(['text/csv', undefined]);
    expect((await copy('c', undefined, '?ifGenerationMatch=0')).status).toBe(412);
    expect((await copy('d', undefined, `?ifSourceGenerationMatch=${generation}&ifGenerationMatch=0`)).status).toBe(200);
    expect((await copy('d', undefined, '?ifSourceGenerationMatch=1')).status).toBe(412);
    expect((await copy('d', undefined, '?sourceGeneration=1')).status).toBe(404);
    expect((await copy('x'.repeat(1025))).status).toBe(400);
    expect((await service.call('POST', `/storage/v1/b/sources/o/nope/${verb}/b/sources/o/x`)).status).toBe(404);
    expect((await service.call('POST', `/storage/v1/b/sources/o/c/${verb}/b/nope/o/x`)).status).toBe(404);
    expect((await service.call('GET', `/storage/v1/b/sources/o/c/${verb}/b/sources/o/x`)).status).toBe(405);
  });

  it('9.10 compose puts objects together, in order', async () => {
    for (const name of ['a', 'b']) await put('sources', name, name);
    const compose = (body: Json, query = '') =>
      service.call('POST', `/storage/v1/b/sources/o/all/compose${query}`, body);
    const { body } = await compose({
      sourceObjects: [{ name: 'b' }, { name: 'a', generation: null }, { name: 'b' }],
      destination: { contentType: 'text/plain' },
    });
    expect(body).toMatchObject({ size: '3', componentCount: 3, contentType: 'text/plain', crc32c: expect.any(String) });
    expect(body.md5Hash).toBeUndefined();
    expect(await read('sources/o/all')).toBe('bab');
    expect((await compose({ sourceObjects: [{ name: 'all' }, { name: 'a' }] })).body.componentCount).toBe(4);
    expect((await compose({ sourceObjects: [{ name: 'a' }] }, '?ifGenerationMatch=0')).status).toBe(412);
    const conditioned = [{ name: 'a', objectPreconditions: { ifGenerationMatch: '1' } }];
    expect((await compose({ sourceObjects: conditioned })).status).toBe(412);
    const many = Array.from({ length: 33 }, () => ({ name: 'a' }));
    for (const sourceObjects of [[], many, 'a', [{}]]) expect((await compose({ sourceObjects })).status).toBe(400);
    expect((await compose({ sourceObjects: [{ name: 'nope' }] })).status).toBe(404);
  });
});

describe('9.11 partial answers', () => {
  it.each<[string, Json]>([
    ['name,size', { name: 'x', size: '1' }],
    ['metadata/k', { metadata: { k: 'v' } }],
    ['metadata(k,no)', { metadata: { k: 'v' } }],
    ['nothing', {}],
  ])('9.11 fields=%s', async (fields, expected) => {
    await put('sources', 'x', '1');
    await service.call('PATCH', '/storage/v1/b/sources/o/x', { metadata: { k: 'v', l: 'w' } });
    expect((await service.get(`/storage/v1/b/sources/o/x?fields=${encodeURIComponent(fields)}`)).body).toEqual(
      expected,
    );
  });

  it('9.11 reach into lists and take all with an asterisk', async () => {
    await put('sources', 'x', '1');
    await put('sources', 'y', '2');
    const list = async (fields: string) =>
      (await service.get(`/storage/v1/b/sources/o?fields=${fields}&maxResults=1`)).body;
    expect(await list('items(name),nextPageToken')).toEqual({
      items: [{ name: 'x' }],
      nextPageToken: expect.any(String),
    });
    expect(await list('*/name')).toEqual({
      items: [{ name: 'x' }],
      kind: 'storage#objects',
      nextPageToken: expect.any(String),
    });
    expect(Object.keys(await list('*')).sort()).toEqual(['items', 'kind', 'nextPageToken']);
  });

  it('9.11 malformed, change nothing', async () => {
    const malformed = fc.stringMatching(/^[a(),/*]{1,8}$/);
    await fc.assert(
      fc.asyncProperty(malformed, async (fields) => {
        const query = `&fields=${encodeURIComponent(fields)}`;
        const path = `/upload/storage/v1/b/sources/o?uploadType=media&name=z${query}`;
        const { status } = await service.call('POST', path, 'x');
        expect([200, 400]).toContain(status);
        expect((await service.get('/storage/v1/b/sources/o/z')).status).toBe(status === 200 ? 200 : 404);
        await service.call('DELETE', '/storage/v1/b/sources/o/z');
      }),
    );
    for (const fields of ['a(', 'a)', '(', 'a,', ',a', 'a//b', 'a b', '((((((((((']) {
      expect((await service.get(`/storage/v1/b/sources?fields=${encodeURIComponent(fields)}`)).status, fields).toBe(
        400,
      );
    }
  });
});

describe('limits of uploads', () => {
  it('9.12 are a thousand unfinished ones, a week old at most', async () => {
    const begin = () => service.call('POST', '/upload/storage/v1/b/sources/o?uploadType=resumable&name=x', {});
    for (let index = 0; index < 1_000; index++) expect((await begin()).status).toBe(200);
    expect((await begin()).status).toBe(429);
    await service.clock.advance(604_800_000);
    expect((await begin()).status).toBe(200);
  });

  it('9.7 a single body may say that it holds all the rest', async () => {
    for (const range of ['bytes 0-*/*', 'bytes 0-*/6']) {
      const begun = await service.call('POST', '/upload/storage/v1/b/sources/o?uploadType=resumable&name=x', {});
      const { pathname, search } = new URL(begun.headers['location'] ?? '');
      const { status, body } = await service.call('PUT', `${pathname}${search}`, 'four', { 'content-range': range });
      expect([status, body.size]).toEqual([200, '6']);
    }
  });

  it('9.13 content goes out with its encoding', async () => {
    await put('sources', 'x', 'packed');
    await service.call('PATCH', '/storage/v1/b/sources/o/x', { contentEncoding: 'gzip' });
    const { headers, body } = await service.get('/storage/v1/b/sources/o/x?alt=media');
    expect([headers['content-encoding'], body]).toEqual(['gzip', 'packed']);
  });
});

describe('9.1 9.2 updates', () => {
  it('9.1 replace the settings of a bucket, where patches change them', async () => {
    const path = '/storage/v1/b/sources';
    await service.call('PATCH', path, { labels: { a: 'b' } });
    expect((await service.call('PATCH', path, { storageClass: 'NEARLINE' })).body).toMatchObject({
      labels: { a: 'b' },
    });
    expect((await service.call('PUT', path, { storageClass: 'NEARLINE' })).body.labels).toBeUndefined();
    expect((await service.call('PATCH', `${path}?ifMetagenerationMatch=1`, {})).status).toBe(412);
  });

  it('9.2 replace the settings of an object', async () => {
    await put('sources', 'x', '1');
    await service.call('PATCH', '/storage/v1/b/sources/o/x', { metadata: { k: 'v' } });
    const { body } = await service.call('PUT', '/storage/v1/b/sources/o/x', { contentType: 'text/csv' });
    expect([body.contentType, body.metadata]).toEqual(['text/csv', undefined]);
  });

  it('8.1 an old generation of a zip can be deployed by its number', async () => {
    await service.call('PATCH', '/storage/v1/b/sources', { versioning: { enabled: true } });
    const { zipSync, strToU8 } = await import('fflate');
    const upload = async (name: string): Promise<string> => {
      const files = Object.entries(bucketModule(name)).map(([path, text]) => [path, strToU8(text)]);
      const answer = await service.emulator.handle({
        method: 'POST',
        url: 'http://emulator.test/upload/storage/v1/b/sources/o?uploadType=media&name=m.zip',
        headers: {},
        body: zipSync(Object.fromEntries(files)),
      });
      return JSON.parse(new TextDecoder().decode(answer.body)).generation;
    };
    const first = await upload('first');
    await upload('second');
    const { latestRevision } = await service.deploy(
      'd',
      {},
      { terraformBlueprint: { gcsSource: `gs://sources/m.zip#${first}` } },
    );
    const { resources } = (await service.get(`/v1/${latestRevision}/resources`)).body;
    expect(resources[0].terraformInfo.id).toBe('first');
  });
});
