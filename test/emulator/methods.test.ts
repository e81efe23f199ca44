import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/config-api/json.ts';
import { fieldsOf, type MethodName, methodNames, methodOf, pathVariable } from '../../src/config-api/methods.ts';
import { httpStatuses } from '../../src/config-api/status.ts';
import { type Answer, bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';
import { type CallParts, type MethodRow, type Refusal, rows } from './method-rows.ts';

const parent = `/v1/${place}`;
const control = { 'content-type': 'application/json' };

/**
 * An emulator in March 2026 with an applied deployment `d` that drifted, a `locked` one, a deprovisioned group `g`, a preview `p` of `d`
 * and a `failed` one; of each kind another, `busy`, is being made.
 */
async function prepared(): Promise<{ service: Emulated; names: Readonly<Record<string, string>> }> {
  const service = await emulated();
  const post = (path: string, body: Json) => service.call('POST', `${parent}/${path}`, body);
  await service.clock.advance(Date.UTC(2026, 2, 1) - service.clock.now());
  await service.deploy('d', bucketModule('b'));
  await service.deploy('locked', bucketModule('c'));
  const edit = { deployment: `${place}/deployments/d`, address: 'google_storage_bucket.a', set: { location: 'US' } };
  await service.call('POST', '/_emulator/drift', edit, control);
  const nowhere = { serviceAccount, terraformBlueprint: { gcsSource: 'gs://sources/nowhere' } };
  await post('deployments/locked:lock', {});
  await post('previews?previewId=p', { deployment: `${place}/deployments/d` });
  await post('previews?previewId=failed', nowhere);
  await post('deploymentGroups?deploymentGroupId=g', { deploymentUnits: [{ id: 'a' }] });
  await post('deploymentGroups?deploymentGroupId=busy', {});
  await service.finish();
  await post('deploymentGroups/g:deprovision', { force: true });
  await service.finish();
  const first = async (path: string, field: string) => (await service.get(`${parent}/${path}`)).body[field][0].name;
  const names = {
    done: await first('operations', 'operations'),
    resource: await first('deployments/d/revisions/r-0/resources', 'resources'),
    change: await first('previews/p/resourceChanges', 'resourceChanges'),
    drift: await first('previews/p/resourceDrifts', 'resourceDrifts'),
    lockId: (await service.get(`${parent}/deployments/locked:exportLock`)).body.lockId,
    running: (await post('deployments?deploymentId=busy', nowhere)).body.name,
  };
  await post('deploymentGroups/busy:provision', {});
  await post('previews?previewId=busy', nowhere);
  return { service, names };
}

/** Calls a method on a prepared emulator; the answer of a long-running one is its operation's response, with the time it takes. */
async function call(name: MethodName, { resource, query = {}, body }: CallParts): Promise<Answer> {
  const { service, names } = await prepared();
  const method = methodOf(name);
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, id: string) => names[id] ?? whole);
  const path = `/v1/${filled(resource)}${pathVariable(method).suffix}?${new URLSearchParams(query)}`;
  const answer = await service.call(
    method.verb,
    path,
    method.body === undefined ? undefined : JSON.parse(filled(JSON.stringify(body ?? {}))),
  );
  if (answer.status !== 200 || method.longRunning !== true) return answer;
  await service.finish();
  const { response } = (await service.get(`/v1/${answer.body.name}`)).body;
  expect(response['@type']).toBe(`type.googleapis.com/google.cloud.config.v1.${method.response}`);
  return { ...answer, body: response };
}

/** What every method of a form refuses, from the table of methods. */
function commonRefusals(name: MethodName, { call: good, absent }: MethodRow): readonly Refusal[] {
  const method = methodOf(name);
  const takes = (field: string) => method.body !== '*' && Object.hasOwn(fieldsOf(method.request), field);
  const query = (field: string, value: string) => ({ query: { ...good.query, [field]: value } });
  const invalid = (when: string, parts: Partial<CallParts>): Refusal => ({
    when,
    ...parts,
    status: 'INVALID_ARGUMENT',
  });
  const elsewhere = good.resource
    .replace(/locations\/[^/]+/, 'locations/mars')
    .replace(/^\{.*/, `${place}/operations/x`);
  return [
    ...(absent === undefined ? [] : [{ when: 'it does not exist', resource: absent, status: 'NOT_FOUND' } as const]),
    ...(elsewhere.includes('mars')
      ? [{ when: 'there is no such location', resource: elsewhere, status: 'PERMISSION_DENIED' } as const]
      : []),
    ...(method.body === '*' ? [] : [invalid('a parameter is unknown', query('colour', 'red'))]),
    ...(takes('pageSize') ? [invalid('the page size is negative', query('pageSize', '-1'))] : []),
    ...(takes('pageToken') ? [invalid('the page token is made up', query('pageToken', 'x'))] : []),
    ...(takes('filter') ? ['nope=1', '(('].map((text) => invalid(`the filter is ${text}`, query('filter', text))) : []),
    ...(takes('orderBy') ? [invalid('the order is of an unknown field', query('orderBy', 'nope'))] : []),
    ...(takes('updateMask') ? [invalid('the mask is unknown', query('updateMask', 'colour'))] : []),
    ...(takes('requestId')
      ? ['x', '00000000-0000-0000-0000-000000000000'].map((id) =>
          invalid(`the request id is ${id}`, query('requestId', id)),
        )
      : []),
    ...(method.body === undefined
      ? []
      : [
          invalid('a field of the body is unknown', { body: { ...(good.body as object), colour: 'red' } }),
          invalid('the body is a list', { body: [] }),
        ]),
    ...(method.requiredQuery ?? []).map((field) => invalid(`${field} is absent`, { query: {} })),
  ];
}

const cases = Object.entries(rows) as [MethodName, MethodRow][];
const refusals = cases.flatMap(([name, row]) =>
  [...commonRefusals(name, row), ...(row.refuses ?? [])].map((refusal) => ({ name, row, ...refusal })),
);

describe('every method of the service', () => {
  it('has a row', () => {
    expect(Object.keys(rows).sort()).toEqual(methodNames);
  });

  it.each(cases)('%s goes well', async (name, { call: parts, answers }) => {
    const { status, body } = await call(name, parts);
    expect([status, body]).toEqual([200, expect.anything()]);
    expect(body).toMatchObject(withPatterns(answers) as object);
  });

  it.each(refusals)('$name is refused with $status when $when', async ({ name, row, when, status, ...parts }) => {
    const { status: code, body } = await call(name, { ...row.call, ...parts });
    expect([code, body.error?.status]).toEqual([httpStatuses[status], status]);
    expect(body.error.message).not.toBe('');
  });
});

/** Regular expressions as matchers. */
function withPatterns(expected: unknown): unknown {
  if (expected instanceof RegExp) return expect.stringMatching(expected);
  if (Array.isArray(expected)) return expected.map(withPatterns);
  if (typeof expected !== 'object' || expected === null) return expected;
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, withPatterns(value)]));
}
