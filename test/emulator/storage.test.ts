import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/config-api/transport.ts';
import { crc32c } from '../../src/emulator/storage/crc32c.ts';
import { splitMultipart } from '../../src/emulator/storage/multipart.ts';
import { fc } from '../properties.ts';
import { type Emulated, emulated } from './emulated.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Sends raw bytes and gives the whole answer. */
async function send(
  service: Emulated,
  method: HttpRequest['method'],
  path: string,
  body: Uint8Array | string = '',
  headers: Record<string, string> = {},
) {
  const content = typeof body === 'string' ? bytes(body) : body;
  const answer = await service.emulator.handle({ method, url: `http://e${path}`, headers, body: content });
  const text = new TextDecoder().decode(answer.body);
  const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
  return {
    status: answer.status,
    headers: answer.headers,
    bytes: answer.body,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}

async function withObjects(names: readonly string[]): Promise<Emulated> {
  const service = await emulated();
  for (const name of names)
    await send(
      service,
      'POST',
      `/upload/storage/v1/b/sources/o?uploadType=media&name=${encodeURIComponent(name)}`,
      name,
    );
  return service;
}

describe('buckets', () => {
  it('9.1 are made, read, listed, changed and deleted', async () => {
    const service = await emulated();
    const { status, json } = await send(
      service,
      'POST',
      '/storage/v1/b?project=p&enableObjectRetention=False',
      '{"name":"new-bucket","location":"EU"}',
    );
    expect([status, json]).toMatchObject([
      200,
      { kind: 'storage#bucket', id: 'new-bucket', name: 'new-bucket', location: 'EU', metageneration: '1' },
    ]);
    expect((await send(service, 'POST', '/storage/v1/b?project=q', '{"name":"new-bucket"}')).json.error).toMatchObject({
      code: 409,
      errors: [{ reason: 'conflict' }],
    });
    expect((await send(service, 'GET', '/storage/v1/b/new-bucket')).json).toEqual(json);
    const list = async (query: string) =>
      ((await send(service, 'GET', `/storage/v1/b?${query}`)).json.items ?? []).map(({ id }: { id: string }) => id);
    expect(await list('project=p')).toEqual(['new-bucket', 'sources']);
    expect(await list('project=p&prefix=new&maxResults=1')).toEqual(['new-bucket']);
    expect(await list(`project=${json.projectNumber}`)).toEqual(['new-bucket', 'sources']);
    expect(await list('project=other')).toEqual([]);
    const patched = await send(
      service,
      'PATCH',
      '/storage/v1/b/new-bucket',
      '{"labels":{"a":"b"},"location":null,"name":"other"}',
    );
    expect(patched.json).toMatchObject({ name: 'new-bucket', labels: { a: 'b' }, location: 'US', metageneration: '2' });
    await send(service, 'POST', '/upload/storage/v1/b/new-bucket/o?uploadType=media&name=x', 'x');
    expect((await send(service, 'DELETE', '/storage/v1/b/new-bucket')).status).toBe(409);
    await send(service, 'DELETE', '/storage/v1/b/new-bucket/o/x');
    expect((await send(service, 'DELETE', '/storage/v1/b/new-bucket')).status).toBe(204);
    expect((await send(service, 'GET', '/storage/v1/b/new-bucket')).status).toBe(404);
  });

  it.each(['A', 'a', 'goog-x', 'a..b', '-ab', '', 7])('9.1 are refused with the name %j', async (name) => {
    const service = await emulated();
    expect((await send(service, 'POST', '/storage/v1/b?project=p', JSON.stringify({ name }))).status).toBe(400);
  });
});

describe('objects', () => {
  it('9.2 come by media upload and are read whole, in ranges and as metadata', async () => {
    const service = await emulated();
    const { json } = await send(
      service,
      'POST',
      '/upload/storage/v1/b/sources/o?uploadType=media&name=a%2Fb%20c',
      'hello',
      { 'content-type': 'text/plain' },
    );
    expect(json).toMatchObject({ name: 'a/b c', bucket: 'sources', size: '5', contentType: 'text/plain' });
    const path = '/storage/v1/b/sources/o/a%2Fb%20c';
    expect((await send(service, 'GET', path)).json).toEqual(json);
    expect(await send(service, 'GET', `${path}?alt=media`)).toMatchObject({
      status: 200,
      text: 'hello',
      headers: { 'content-type': 'text/plain' },
    });
    const range = async (value: string) => {
      const { status, text, headers } = await send(service, 'GET', `${path}?alt=media`, '', { range: value });
      return [status, text, headers['content-range']];
    };
    expect(await range('bytes=1-2')).toEqual([206, 'el', 'bytes 1-2/5']);
    expect(await range('bytes=3-')).toEqual([206, 'lo', 'bytes 3-4/5']);
    expect(await range('bytes=-2')).toEqual([206, 'lo', 'bytes 3-4/5']);
    expect(await range('bytes=0-99')).toEqual([206, 'hello', 'bytes 0-4/5']);
    expect((await range('bytes=5-'))[0]).toBe(416);
    expect((await range('lines=1-2'))[0]).toBe(200);
    expect((await send(service, 'PATCH', path, '{"metadata":{"k":"v"},"size":"9"}')).json).toMatchObject({
      metadata: { k: 'v' },
      size: '5',
      metageneration: '2',
    });
    expect((await send(service, 'DELETE', path)).status).toBe(204);
    expect((await send(service, 'GET', path)).status).toBe(404);
    expect((await send(service, 'DELETE', path)).status).toBe(404);
  });

  it('9.2 are listed by prefix, delimiter, offsets and pages, in byte order', async () => {
    const names = ['a/1', 'a/2', 'a/b/3', 'a/b/4', 'a-1', 'b', 'ä', '😀', '\uffee'];
    const service = await withObjects(names);
    const list = async (query: string) => {
      const { json } = await send(service, 'GET', `/storage/v1/b/sources/o?${query}`);
      return {
        items: (json.items ?? []).map(({ name }: { name: string }) => name),
        prefixes: json.prefixes ?? [],
        token: json.nextPageToken,
      };
    };
    const inOrder = ['a-1', 'a/1', 'a/2', 'a/b/3', 'a/b/4', 'b', 'ä', '\uffee', '😀'];
    expect((await list('')).items).toEqual(inOrder);
    expect(await list('prefix=a/&delimiter=/')).toMatchObject({ items: ['a/1', 'a/2'], prefixes: ['a/b/'] });
    expect(await list('delimiter=/')).toMatchObject({ items: ['a-1', 'b', 'ä', '\uffee', '😀'], prefixes: ['a/'] });
    expect((await list('startOffset=a/2&endOffset=b')).items).toEqual(['a/2', 'a/b/3', 'a/b/4']);
    expect((await list('prefix=nope')).items).toEqual([]);
    for (const size of [1, 2, 5]) {
      const pages: string[] = [];
      let token: string | undefined = '';
      while (token !== undefined) {
        const page = await list(`maxResults=${size}&pageToken=${token}`);
        pages.push(...page.items);
        token = page.token;
      }
      expect(pages).toEqual(inOrder);
    }
    expect((await send(service, 'GET', '/storage/v1/b/sources/o?maxResults=-1')).status).toBe(400);
  });

  it.each([
    ['/storage/v1/b/sources/o/x', 200],
    ['/b/sources/o/x', 200],
    ['/storage/v1/b/sources/o/x?alt=media', 200],
    ['/download/storage/v1/b/sources/o/x?alt=media', 200],
    ['/storage/v1/b/sources/o', 200],
    ['/b/sources', 200],
    ['/storage/v1/b/sources/q', 404],
    ['/storage/v1/c', 404],
    ['/storage/v1/b/sources/o/%E0%A4%A', 400],
  ])('9.3 %s answers %d', async (path, status) => {
    const service = await withObjects(['x']);
    expect((await send(service, 'GET', path)).status).toBe(status);
  });

  it('9.3 uploads go to both upload paths', async () => {
    const service = await emulated();
    for (const form of ['/upload/storage/v1', '/resumable/upload/storage/v1']) {
      expect((await send(service, 'POST', `${form}/b/sources/o?uploadType=media&name=x`, 'x')).status).toBe(200);
    }
    expect((await send(service, 'POST', '/upload/storage/v1/b/sources/o?uploadType=magic&name=x', 'x')).status).toBe(
      400,
    );
    expect((await send(service, 'POST', '/upload/storage/v1/b/sources/o?uploadType=media', 'x')).status).toBe(400);
    expect((await send(service, 'POST', '/upload/storage/v1/b/nope/o?uploadType=media&name=x', 'x')).status).toBe(404);
  });

  it.each([
    ['CRLF, no quotes', '\r\n', 'multipart/related; boundary=xyz'],
    ['CRLF, double quotes', '\r\n', 'multipart/related; boundary="xyz"'],
    ["LF and single quotes, as gcloud's", '\n', "multipart/related; boundary='xyz'"],
  ])('9.4 multipart bodies may have %s', async (_, eol, contentType) => {
    const service = await emulated();
    const content = `--x\n--xy\n--xyzz\r\ntail`;
    const body = [
      '--xyz',
      'content-type: application/json',
      '',
      '{"name":"m","contentType":"text/x"}',
      '--xyz',
      'content-type: text/plain',
      '',
      content,
      '--xyz--',
      '',
    ].join(eol);
    const { status, json } = await send(service, 'POST', '/upload/storage/v1/b/sources/o?uploadType=multipart', body, {
      'content-type': contentType,
    });
    expect([status, json]).toMatchObject([200, { name: 'm', contentType: 'text/x', size: String(content.length) }]);
    expect((await send(service, 'GET', '/storage/v1/b/sources/o/m?alt=media')).text).toBe(content);
  });

  it('9.4 multipart bodies keep every byte of their parts', () => {
    const line = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), line, (content, eol) => {
        const body = Buffer.concat([
          Buffer.from(`--b0undary${eol}${eol}{}${eol}--b0undary${eol}a: b${eol}${eol}`),
          content,
          Buffer.from(`${eol}--b0undary--`),
        ]);
        const parts = splitMultipart(new Uint8Array(body), 'multipart/related; boundary=b0undary');
        expect(parts.map((part) => Buffer.from(part.content))).toEqual([Buffer.from('{}'), Buffer.from(content)]);
      }),
      { examples: [[new Uint8Array([13]), '\n']] },
    );
  });

  it.each(['', 'no boundary', '--xyz\n\n{}', '--xyz\n\n{}\n--xyz--', '--xyz\nno colon\n\n{}\n--xyz\n\nx\n--xyz--'])(
    '9.4 refuses the multipart body %j',
    async (body) => {
      const service = await emulated();
      const path = '/upload/storage/v1/b/sources/o?uploadType=multipart&name=m';
      expect(
        (await send(service, 'POST', path, body, { 'content-type': 'multipart/related; boundary=xyz' })).status,
      ).toBe(400);
      expect((await send(service, 'GET', '/storage/v1/b/sources/o/m')).status).toBe(404);
    },
  );

  it('9.5 have checksums, and those given are checked', async () => {
    const service = await emulated();
    const multipart = (metadata: object) => {
      const body = `--x\n\n${JSON.stringify(metadata)}\n--x\n\nhello\n--x--`;
      return send(service, 'POST', '/upload/storage/v1/b/sources/o?uploadType=multipart&name=m', body, {
        'content-type': 'multipart/related; boundary=x',
      });
    };
    const md5Hash = createHash('md5').update('hello').digest('base64');
    // The check value of CRC-32C for "123456789" is e3069283.
    expect(Buffer.from(crc32c(bytes('123456789')), 'base64').toString('hex')).toBe('e3069283');
    const { json } = await multipart({ md5Hash, crc32c: crc32c(bytes('hello')) });
    expect(json).toMatchObject({
      md5Hash,
      crc32c: 'mnG7TA==',
      size: '5',
      metageneration: '1',
      generation: expect.stringMatching(/^\d{16}$/),
      etag: expect.any(String),
      timeCreated: '2026-01-01T00:00:00.000Z',
    });
    expect((await multipart({ md5Hash: 'AAAA' })).status).toBe(400);
    expect((await multipart({ crc32c: 'AAAAAA==' })).status).toBe(400);
    expect((await multipart({})).json.generation > json.generation).toBe(true);
  });

  it('9.6 honour conditions on generation and metageneration', async () => {
    const service = await withObjects(['x']);
    const { json } = await send(service, 'GET', '/storage/v1/b/sources/o/x');
    const upload = async (name: string, query: string) =>
      (await send(service, 'POST', `/upload/storage/v1/b/sources/o?uploadType=media&name=${name}&${query}`, 'x'))
        .status;
    expect(await upload('x', 'ifGenerationMatch=0')).toBe(412);
    expect(await upload('new', 'ifGenerationMatch=0')).toBe(200);
    expect(await upload('x', `ifGenerationMatch=${json.generation}`)).toBe(200);
    expect(await upload('x', `ifGenerationMatch=${json.generation}`)).toBe(412);
    expect(await upload('x', 'ifGenerationMatch=soon')).toBe(400);
    const { json: now } = await send(service, 'GET', '/storage/v1/b/sources/o/x');
    const read = async (query: string) => (await send(service, 'GET', `/storage/v1/b/sources/o/x?${query}`)).status;
    expect(await read(`ifGenerationNotMatch=${now.generation}`)).toBe(304);
    expect(await read('ifMetagenerationMatch=1')).toBe(200);
    expect(await read('ifMetagenerationMatch=2')).toBe(412);
    expect(await read('ifMetagenerationNotMatch=1')).toBe(304);
    expect((await send(service, 'DELETE', '/storage/v1/b/sources/o/x?ifGenerationMatch=1')).status).toBe(412);
    expect(
      (await send(service, 'DELETE', `/storage/v1/b/sources/o/x?ifGenerationMatch=${now.generation}`)).status,
    ).toBe(204);
    expect(
      (await send(service, 'POST', '/upload/storage/v1/b/sources/o?uploadType=resumable&name=new&ifGenerationMatch=0'))
        .status,
    ).toBe(412);
  });

  it('9.7 resumable uploads take chunks, tell how far they are, and end with the object', async () => {
    const service = await emulated();
    const begin = await send(
      service,
      'POST',
      '/resumable/upload/storage/v1/b/sources/o?uploadType=resumable&name=r',
      '{"metadata":{"k":"v"}}',
      { 'x-upload-content-type': 'text/plain' },
    );
    expect(begin.status).toBe(200);
    const location = new URL(begin.headers['location'] ?? '');
    const path = `${location.pathname}${location.search}`;
    const put = (body: string, range: string) => send(service, 'PUT', path, body, { 'content-range': range });
    expect(await put('', 'bytes */8')).toMatchObject({ status: 308, headers: {} });
    expect(await put('abc', 'bytes 0-2/*')).toMatchObject({ status: 308, headers: { range: 'bytes=0-2' } });
    expect(await put('', 'bytes */*')).toMatchObject({ status: 308, headers: { range: 'bytes=0-2' } });
    // A chunk that came through, but whose answer was lost, is sent again.
    expect(await put('bcde', 'bytes 1-4/8')).toMatchObject({ status: 308, headers: { range: 'bytes=0-4' } });
    expect((await put('x', 'bytes 7-7/8')).status).toBe(400);
    expect((await put('fgh', 'bytes 5-9/8')).status).toBe(400);
    expect((await put('fgh', 'chars 5-7/8')).status).toBe(400);
    expect((await put('fgh', 'bytes 5-7/8')).json).toMatchObject({
      name: 'r',
      size: '8',
      contentType: 'text/plain',
      metadata: { k: 'v' },
    });
    expect((await send(service, 'GET', '/storage/v1/b/sources/o/r?alt=media')).text).toBe('abcdefgh');
    expect((await put('', 'bytes */8')).status).toBe(404);
  });

  it('9.7 a resumable upload may come in one piece, be empty, or be given up', async () => {
    const service = await emulated();
    const begin = async (name: string) => {
      const { headers } = await send(
        service,
        'POST',
        `/upload/storage/v1/b/sources/o?uploadType=resumable&name=${name}`,
      );
      const { pathname, search } = new URL(headers['location'] ?? '');
      return `${pathname}${search}`;
    };
    expect((await send(service, 'PUT', await begin('one'), 'abc')).json).toMatchObject({ name: 'one', size: '3' });
    expect((await send(service, 'PUT', await begin('none'), '', { 'content-range': 'bytes */0' })).json).toMatchObject({
      size: '0',
    });
    const given = await begin('given-up');
    expect((await send(service, 'DELETE', given)).status).toBe(499);
    expect((await send(service, 'PUT', given, 'abc')).status).toBe(404);
  });

  it('9.8 only the live generation is there', async () => {
    const service = await withObjects(['x']);
    const { json } = await send(service, 'GET', '/storage/v1/b/sources/o/x');
    const read = async () =>
      (await send(service, 'GET', `/storage/v1/b/sources/o/x?generation=${json.generation}`)).status;
    expect(await read()).toBe(200);
    await send(service, 'POST', '/upload/storage/v1/b/sources/o?uploadType=media&name=x', 'y');
    expect(await read()).toBe(404);
  });

  it("9.9 errors have Cloud Storage's form", async () => {
    const service = await emulated();
    expect((await send(service, 'GET', '/storage/v1/b/sources/o/nope')).json).toEqual({
      error: {
        code: 404,
        message: 'No such object: sources/nope',
        errors: [{ message: 'No such object: sources/nope', domain: 'global', reason: 'notFound' }],
      },
    });
    expect((await send(service, 'POST', '/storage/v1/b/sources/o/x')).json.error).toMatchObject({ code: 405 });
  });
});
