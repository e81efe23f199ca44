import { describe, expect, it } from 'vitest';
import { fieldsOf, type MethodName, methodNames, methodOf, pathVariable } from '../../src/config-api/methods.ts';
import { httpStatuses } from '../../src/config-api/status.ts';
import { handlers } from '../../src/emulator/methods/handlers.ts';
import { type Answer, bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';
import { type CallParts, type MethodRow, pending, type Refusal, rows } from './method-rows.ts';

/** An emulator in March 2026 with an applied deployment `d`, a deprovisioned group `g`, and of both a `busy` one. */
async function prepared(): Promise<{ service: Emulated; names: Readonly<Record<string, string>> }> {
  const service = await emulated();
  await service.clock.advance(Date.UTC(2026, 2, 1) - service.clock.now());
  await service.deploy('d', bucketModule('b'));
  for (const id of ['g', 'busy']) {
    const deploymentUnits = id === 'g' ? [{ id: 'a' }] : [];
    await service.call('POST', `/v1/${place}/deploymentGroups?deploymentGroupId=${id}`, { deploymentUnits });
  }
  await service.finish();
  await service.call('POST', `/v1/${place}/deploymentGroups/g:deprovision`, { force: true });
  await service.finish();
  const { body: resources } = await service.get(`/v1/${place}/deployments/d/revisions/r-0/resources`);
  const { body: operations } = await service.get(`/v1/${place}/operations`);
  const terraformBlueprint = { gcsSource: 'gs://sources/d' };
  const body = { serviceAccount, terraformBlueprint };
  const { body: running } = await service.call('POST', `/v1/${place}/deployments?deploymentId=busy`, body);
  await service.call('POST', `/v1/${place}/deploymentGroups/busy:provision`, {});
  const names = {
    done: operations.operations[0].name,
    running: running.name,
    resource: resources.resources[0].name,
  };
  return { service, names };
}

/** Calls a method on a prepared emulator; the answer of a long-running one is its operation's response, with the time it takes. */
async function call(name: MethodName, { resource, query = {}, body }: CallParts): Promise<Answer> {
  const { service, names } = await prepared();
  const method = methodOf(name);
  const target = resource.replace(/^\{(\w+)\}$/, (_, id: string) => names[id] ?? '');
  const path = `/v1/${target}${pathVariable(method).suffix}?${new URLSearchParams(query)}`;
  const answer = await service.call(method.verb, path, method.body === undefined ? undefined : (body ?? {}));
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
  it.each(methodNames)('%s has a row, or is said to be missing', (name) => {
    expect([rows[name] === undefined, handlers[name] === undefined]).toEqual([
      pending.includes(name),
      pending.includes(name),
    ]);
  });

  it.each(cases)('%s goes well', async (name, { call: parts, answers }) => {
    const { status, body } = await call(name, parts);
    expect([status, body]).toEqual([200, expect.anything()]);
    expect(body).toMatchObject(withPatterns(answers));
  });

  it.each(refusals)('$name is refused with $status when $when', async ({ name, row, when, status, ...parts }) => {
    const { status: code, body } = await call(name, { ...row.call, ...parts });
    expect([code, body.error?.status]).toEqual([httpStatuses[status], status]);
    expect(body.error.message).not.toBe('');
  });
});

/** Regular expressions as matchers. */
function withPatterns(expected: object): object {
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [
      key,
      value instanceof RegExp ? expect.stringMatching(value) : value,
    ]),
  );
}
