import { beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import {
  fieldsOf,
  isMessage,
  type MethodName,
  methodNames,
  methodOf,
  pathVariable,
  queryParameters,
} from '../../src/config-api/methods.ts';
import { fc } from '../properties.ts';
import { bucketModule, type Emulated, emulated, place } from './emulated.ts';

/** Any JSON, with texts that mean something to the service. */
const anything: fc.Arbitrary<Json> = fc.oneof(
  { depthSize: 'small' },
  fc.constantFrom<Json>(
    null,
    true,
    '',
    0,
    -1,
    1e30,
    'ACTIVE',
    'd',
    place,
    `${place}/deployments/d`,
    'gs://sources/d',
    '*',
    '__proto__',
    [],
    {},
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

/** A message with its own fields and wrong ones, right and wrong values. */
function messageOf(message: string, depth = 0): fc.Arbitrary<JsonObject> {
  const names = isMessage(message) ? Object.keys(fieldsOf(message)) : [];
  const field = fc.constantFrom(...names, 'colour', '__proto__', 'constructor');
  const valueFor = (name: string): fc.Arbitrary<Json> => {
    const type = isMessage(message) ? (fieldsOf(message) as Record<string, string>)[name] : undefined;
    return type !== undefined && isMessage(type) && depth < 3
      ? fc.oneof(messageOf(type, depth + 1), anything)
      : anything;
  };
  const entry = field.chain((name) => fc.tuple(fc.constant(name), valueFor(name)));
  return fc.array(entry, { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

/** A call of a method: resources that exist and do not, queries and bodies of all kinds. */
function callOf(name: MethodName): fc.Arbitrary<{ path: string; body: Json | undefined }> {
  const method = methodOf(name);
  const { pattern, suffix } = pathVariable(method);
  const examples = pattern
    .replace('projects/*', 'projects/p')
    .replace('locations/*', 'locations/us-central1')
    .replace('deployments/*', 'deployments/d')
    .replace('deploymentGroups/*', 'deploymentGroups/g')
    .replace('revisions/*', 'revisions/r-0');
  const resource = fc.oneof(
    fc.constant(examples.replace(/\*/g, 'x')),
    fc
      .string({ unit: 'binary', maxLength: 8 })
      .map((part) => examples.replace(/\/[^/]+$/, `/${encodeURIComponent(part.toWellFormed())}`)),
  );
  const text = fc.oneof(
    anything.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    fc.constantFrom('e1', 'state=ACTIVE', 'name desc', 'labels'),
  );
  const parameter = fc.constantFrom(...queryParameters(method), 'alt', '$alt', 'colour');
  const query = fc.array(fc.tuple(parameter, text), { maxLength: 3 });
  const body =
    method.body === undefined
      ? fc.constant(undefined)
      : fc.oneof(
          messageOf(method.body === '*' ? method.request : (fieldsOf(method.request)[method.body] ?? '')),
          anything,
        );
  return fc.tuple(resource, query, body).map(([target, parameters, content]) => ({
    path: `/v1/${target}${suffix}?${new URLSearchParams(parameters.map(([key, value]): [string, string] => [key, value.toWellFormed()]))}`,
    body: content,
  }));
}

describe('requests of any kind', () => {
  let service: Emulated;

  beforeAll(async () => {
    service = await emulated();
    await service.deploy('d', bucketModule('b'));
    const deploymentUnits = [{ id: 'a', deployment: `${place}/deployments/d` }];
    await service.call('POST', `/v1/${place}/deploymentGroups?deploymentGroupId=g`, { deploymentUnits });
    await service.finish();
  });

  /** Everything that can be seen of the service. */
  const visible = async (): Promise<string> => {
    const paths = [
      'deployments',
      'deployments/d',
      'deployments/d/revisions',
      'deployments/d/revisions/r-0/resources',
      'operations',
      'deploymentGroups',
      'deployments/d:getIamPolicy',
      'autoMigrationConfig',
    ];
    const answers = [];
    for (const path of paths) answers.push((await service.get(`/v1/${place}/${path}`)).body);
    return JSON.stringify(answers);
  };

  it.each(methodNames)(
    '3.3 to %s are answered by a message or a proper refusal, which changes nothing',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(callOf(name), async ({ path, body }) => {
          const before = await visible();
          const { status, body: answer } = await service.call(methodOf(name).verb, path, body);
          if (status === 200) return;
          expect(answer.error).toMatchObject({ code: status, message: expect.stringMatching(/./) });
          expect([400, 403, 404, 409, 429, 501]).toContain(status);
          expect(await visible()).toBe(before);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('3.3 to storage are answered by a message or a proper refusal', async () => {
    const segment = fc.oneof(
      fc.constantFrom('b', 'sources', 'o', 'd%2Fmain.tf', 'upload', 'storage', 'v1', 'download', ''),
      fc.webPath().map((path) => path.replaceAll('/', '')),
    );
    const parameter = fc.tuple(
      fc.constantFrom(
        'uploadType',
        'name',
        'alt',
        'generation',
        'ifGenerationMatch',
        'maxResults',
        'pageToken',
        'prefix',
        'delimiter',
        'project',
        'upload_id',
      ),
      fc.oneof(fc.constantFrom('media', 'multipart', 'resumable', '0', '-1', 'p'), fc.string({ maxLength: 6 })),
    );
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'),
      form: fc.constantFrom('/storage/v1/b', '/upload/storage/v1/b', '/download/storage/v1/b', '/b', ''),
      segments: fc.array(segment, { maxLength: 4 }),
      query: fc.array(parameter, { maxLength: 3 }),
      body: fc.oneof(fc.constantFrom('', '{}', '{"name":"bucket-1"}', '[]', '--x\n\n{}'), fc.string({ maxLength: 20 })),
      headers: fc.record(
        {
          range: fc.constantFrom('bytes=0-1', 'bytes=-', 'x'),
          'content-range': fc.constantFrom('bytes 0-1/2', '*', 'bytes */*'),
          'content-type': fc.constantFrom('multipart/related; boundary=x', 'text/plain'),
        },
        { requiredKeys: [] },
      ),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, form, segments, query, body, headers }) => {
        const url = `http://e${[form, ...segments].join('/')}?${new URLSearchParams(query)}`;
        const answer = await service.emulator.handle({
          method: method as 'GET',
          url,
          headers,
          body: new TextEncoder().encode(body),
        });
        expect([200, 204, 206, 304, 308, 400, 403, 404, 405, 409, 412, 413, 416, 499]).toContain(answer.status);
      }),
      { numRuns: 2000 },
    );
  });

  it('3.1 a refusal has code, message, status and details', async () => {
    const { status, headers, body } = await service.get(`/v1/${place}/deployments/nope`);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/json; charset=UTF-8');
    expect(Object.keys(body.error)).toEqual(['code', 'message', 'status', 'details']);
    expect(body.error).toMatchObject({ code: 404, status: 'NOT_FOUND' });
  });

  it('3.2 details say what is wrong with a field, which resource is missing, and which condition is not met', async () => {
    const details = async (...call: Parameters<Emulated['call']>) => (await service.call(...call)).body.error.details;
    const deployments = `/v1/${place}/deployments`;
    expect(await details('GET', `${deployments}?pageSize=-1`)).toEqual([
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ field: 'page_size', description: 'must not be negative' }],
      },
    ]);
    expect(await details('GET', `${deployments}/nope`)).toMatchObject([
      {
        '@type': 'type.googleapis.com/google.rpc.ResourceInfo',
        resourceType: 'config.googleapis.com/Deployment',
        resourceName: `${place}/deployments/nope`,
      },
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'RESOURCE_NOT_FOUND',
        domain: 'config.googleapis.com',
      },
    ]);
    await service.deploy('kept', bucketModule('b'));
    expect(await details('DELETE', `${deployments}/kept`)).toMatchObject([
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [{ subject: `${place}/deployments/kept`, type: 'REVISIONS_EXIST' }],
      },
    ]);
  });
});

describe('the service itself', () => {
  it('4.1 tells its locations and Terraform versions', async () => {
    const { get, clock } = await emulated();
    expect((await get('/v1/projects/p/locations')).body.locations).toHaveLength(43);
    expect((await get('/v1/projects/p/locations?pageSize=2')).body).toMatchObject({
      locations: [{ locationId: 'africa-south1' }, {}],
      nextPageToken: expect.any(String),
    });
    expect((await get(`/v1/${place}`)).body).toEqual({ name: place, locationId: 'us-central1' });
    const states = async () =>
      ((await get(`/v1/${place}/terraformVersions`)).body.terraformVersions as { name: string; state: string }[]).map(
        ({ name, state }) => `${name.split('/').at(-1)} ${state}`,
      );
    expect(await states()).toEqual(['1.2.3 ACTIVE', '1.3.10 ACTIVE', '1.4.7 ACTIVE', '1.5.7 ACTIVE']);
    await clock.advance(Date.UTC(2026, 0, 9) - clock.now());
    expect((await states())[0]).toBe('1.2.3 DEPRECATED');
    await clock.advance(Date.UTC(2026, 1, 9) - clock.now());
    expect((await get(`/v1/${place}/terraformVersions/1.2.3`)).body).toMatchObject({
      state: 'OBSOLETE',
      obsoleteTime: '2026-02-08T00:00:00.000000000Z',
    });
    expect((await get(`/v1/${place}/terraformVersions/0.1.0`)).status).toBe(404);
  });
});
