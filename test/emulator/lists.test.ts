import { beforeAll, describe, expect, it } from 'vitest';
import { compareNames, memoryTable } from '../../src/emulator/tables.ts';
import { fc } from '../properties.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const names = (body: { deployments?: { name: string }[] }): string[] =>
  (body.deployments ?? []).map(({ name }) => name.slice(name.lastIndexOf('/') + 1));

describe('lists', () => {
  let service: Emulated;

  beforeAll(async () => {
    service = await emulated();
    const { call, clock, upload, deploy } = service;
    const gcsSource = await upload('m', bucketModule('b'));
    for (const [id, labels, importExistingResources] of [
      ['alpha', { env: 'dev', team: 'blue' }, true],
      ['beta', { env: 'prod' }, false],
      ['gamma', { env: 'prod', team: 'red' }, false],
      ['delta', {}, false],
    ] as const) {
      const body = { serviceAccount, terraformBlueprint: { gcsSource }, labels, importExistingResources };
      await call('POST', `${path}?deploymentId=${id}`, body);
      await clock.advance(60_000);
    }
    await service.finish();
    await deploy('broken', { 'main.tf': 'resource {' });
    await call('POST', '/v1/projects/p/locations/europe-west1/deployments?deploymentId=far', {
      serviceAccount,
      terraformBlueprint: { gcsSource },
    });
    await service.finish();
  });

  const list = async (query: string, parent = path): Promise<string[]> => {
    const { status, body } = await service.get(`${parent}?${query}`);
    expect(body.error?.message, query).toBeUndefined();
    expect(status).toBe(200);
    return names(body);
  };
  const filtered = (filter: string): Promise<string[]> => list(`filter=${encodeURIComponent(filter)}`);

  it('4.1 pages have the size asked for, at most 1000', async () => {
    expect(await list('pageSize=2')).toHaveLength(2);
    expect(await list('pageSize=0')).toHaveLength(5);
    expect(await list('pageSize=2147483647')).toHaveLength(5);
    expect((await service.get(`${path}?pageSize=-1`)).status).toBe(400);
  });

  it('4.2 pages continue after the last item, and together are the whole list', async () => {
    for (const query of ['', 'orderBy=createTime desc', 'filter=labels.env:*', 'orderBy=labels.team,name desc']) {
      const whole = await list(query);
      for (const size of [1, 2, 3]) {
        const pages: string[] = [];
        let token = '';
        do {
          const { body } = await service.get(`${path}?${query}&pageSize=${size}&pageToken=${token}`);
          pages.push(...names(body));
          token = body.nextPageToken ?? '';
        } while (token !== '');
        expect(pages).toEqual(whole);
      }
    }
  });

  it('4.2 pages of Terraform versions together are the whole list, 1.5.7 before 1.16.5', async () => {
    const seen: string[] = [];
    const service = await emulated();
    await service.clock.advance(Date.UTC(2026, 10, 3) - service.clock.now());
    for (let token = ''; ; ) {
      const { body } = await service.get(`/v1/${place}/terraformVersions?pageSize=1&pageToken=${token}`);
      seen.push(body.terraformVersions[0].name.split('/').at(-1));
      if (body.nextPageToken === undefined) break;
      token = body.nextPageToken;
    }
    const { terraformVersions } = (await service.get(`/v1/${place}/terraformVersions`)).body;
    expect(seen).toEqual(terraformVersions.map(({ name }: { name: string }) => name.split('/').at(-1)));
    expect(seen.slice(-2)).toEqual(['1.5.7', '1.16.5']);
  });

  it('4.2 a token of another query, or an altered one, is refused', async () => {
    const { body } = await service.get(`${path}?pageSize=1`);
    const token: string = body.nextPageToken;
    for (const query of [
      `pageToken=${token}&filter=name:*`,
      `pageToken=${token}&orderBy=name`,
      `pageToken=${token.slice(0, -6)}`,
      'pageToken=nonsense',
      `pageToken=${Buffer.from('[1,2]').toString('base64url')}`,
      `pageToken=${Buffer.from('null').toString('base64url')}`,
    ]) {
      expect((await service.get(`${path}?${query}`)).body.error.details[0].fieldViolations[0].field, query).toBe(
        'page_token',
      );
    }
    expect((await service.get(`/v1/projects/p/locations/europe-west1/deployments?pageToken=${token}`)).status).toBe(
      400,
    );
  });

  it.each<[string, string[]]>([
    ['', ['alpha', 'beta', 'broken', 'delta', 'gamma']],
    ['labels.env=prod', ['beta', 'gamma']],
    ['labels.env="prod" labels.team:*', ['gamma']],
    ['labels.team:*', ['alpha', 'gamma']],
    ['labels:team', ['alpha', 'gamma']],
    ['NOT labels.team:*', ['beta', 'broken', 'delta']],
    ['-labels.env=prod AND state=ACTIVE', ['alpha', 'delta']],
    ['labels.env!=prod', ['alpha', 'broken', 'delta']],
    ['state=FAILED', ['broken']],
    ['state!=ACTIVE', ['broken']],
    ['error_code=REVISION_FAILED', ['broken']],
    ['errorCode=REVISION_FAILED', ['broken']],
    ['tfErrors.errorDescription:*', []],
    [`name="${place}/deployments/beta"`, ['beta']],
    [`name=${place}/deployments/beta`, ['beta']],
    ['name="*/deployments/b*"', ['beta', 'broken']],
    ['name="*beta"', ['beta']],
    [`name="${place}/deployments/b*"`, ['beta', 'broken']],
    ['name="*am*"', ['gamma']],
    ['createTime>="2026-01-01T00:01:00Z" createTime<2026-01-01T00:03:00Z', ['beta', 'gamma']],
    ['create_time > "2026-01-01T01:02:30+01:00" state=ACTIVE', ['delta']],
    ['importExistingResources=true', ['alpha']],
    ['importExistingResources:true', ['alpha']],
    ['terraformBlueprint.gcsSource="gs://sources/m" labels.env=dev', ['alpha']],
    ['(labels.env=dev OR labels.env=prod) AND labels.team:*', ['alpha', 'gamma']],
  ])('4.3 the filter %s finds %j', async (filter, expected) => {
    expect(await filtered(filter)).toEqual(expected);
  });

  it('4.4 OR binds stronger than AND', async () => {
    expect(await filtered('labels.team:* AND labels.env=dev OR labels.env=prod')).toEqual(['alpha', 'gamma']);
    expect(await filtered('labels.team:* labels.env=dev OR labels.env=prod')).toEqual(['alpha', 'gamma']);
    expect(await filtered('(labels.team:* AND labels.env=dev) OR labels.env=prod')).toEqual(['alpha', 'beta', 'gamma']);
  });

  it.each([
    'colour=red',
    'labels',
    'state',
    'state=',
    'state=RUNNING',
    'state>ACTIVE',
    '=ACTIVE',
    '(state=ACTIVE',
    'state=ACTIVE)',
    'state=ACTIVE AND',
    'state=ACTIVE OR',
    'NOT',
    'createTime>yesterday',
    'importExistingResources=7',
    '"unclosed',
    'name=\u0000"',
    'state==ACTIVE',
    `${'('.repeat(5000)}state=ACTIVE${')'.repeat(5000)}`,
    `${'-'.repeat(5000)}state=ACTIVE`,
  ])('4.3 refuses the filter %j', async (filter) => {
    const { status, body } = await service.get(`${path}?filter=${encodeURIComponent(filter)}`);
    expect([status, body.error?.details[0].fieldViolations[0].field]).toEqual([400, 'filter']);
  });

  it('4.3 answers any text with a list or a refusal', async () => {
    const words = fc.constantFrom(
      'state',
      'name',
      'labels',
      '.',
      'env',
      '=',
      '!=',
      ':',
      '<',
      '*',
      '"',
      "'",
      '(',
      ')',
      '-',
      ' ',
      'AND',
      'OR',
      'NOT',
      'ACTIVE',
      '\\',
      'é',
      '😀',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 12 }), async (parts) => {
        const { status } = await service.get(`${path}?filter=${encodeURIComponent(parts.join(''))}`);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, string[]]>([
    ['', ['alpha', 'beta', 'broken', 'delta', 'gamma']],
    ['name desc', ['gamma', 'delta', 'broken', 'beta', 'alpha']],
    ['createTime', ['alpha', 'beta', 'gamma', 'delta', 'broken']],
    ['create_time desc', ['broken', 'delta', 'gamma', 'beta', 'alpha']],
    ['state desc, name asc', ['broken', 'alpha', 'beta', 'delta', 'gamma']],
    ['labels.team desc,name', ['gamma', 'alpha', 'beta', 'broken', 'delta']],
  ])('4.5 the order %j gives %j', async (order, expected) => {
    expect(await list(`orderBy=${encodeURIComponent(order)}`)).toEqual(expected);
  });

  it.each(['colour', 'name up', 'name,', ',', 'name desc desc', 'labels[0]'])(
    '4.5 refuses the order %j',
    async (order) => {
      const { body } = await service.get(`${path}?orderBy=${encodeURIComponent(order)}`);
      expect(body.error.details[0].fieldViolations[0].field).toBe('order_by');
    },
  );

  it('4.5 orders revisions by their number', () => {
    const revisions = [10, 9, 1, 100, 2].map((number) => `projects/p/locations/l/deployments/d/revisions/r-${number}`);
    expect(revisions.sort(compareNames).map((name) => name.slice(name.lastIndexOf('/') + 1))).toEqual([
      'r-1',
      'r-2',
      'r-9',
      'r-10',
      'r-100',
    ]);
  });

  it('4.5 orders any two names by their first segments that differ', () => {
    const segment = fc.oneof(
      fc.constantFrom('r-1', 'r-01', 'r-10', 'r-', 'r', 'a', 'ab', 'a-b', ''),
      fc.string({ maxLength: 3 }),
    );
    const name = fc.array(segment, { maxLength: 4 }).map((segments) => segments.join('/'));
    const number = (text: string) => Number(/^r-(\d+)$/.exec(text)?.[1] ?? Number.NaN);
    fc.assert(
      fc.property(name, name, (left, right) => {
        const a = left.split('/');
        const b = right.split('/');
        const at = a.findIndex((part, index) => part !== b[index]);
        const [x, y] = [a[at] ?? '', b[at]];
        const bySize = number(x) - number(y ?? '');
        const expected =
          left === right ? 0 : at < 0 || y === undefined ? a.length - b.length : bySize || (x < y ? -1 : 1);
        expect(Math.sign(compareNames(left, right))).toBe(Math.sign(expected));
      }),
    );
  });

  it('4.6 a hyphen lists all locations', async () => {
    expect(await list('', '/v1/projects/p/locations/-/deployments')).toEqual([
      'far',
      'alpha',
      'beta',
      'broken',
      'delta',
      'gamma',
    ]);
    expect(await list('pageSize=1', '/v1/projects/p/locations/-/deployments')).toEqual(['far']);
    expect(await list('', '/v1/projects/other/locations/-/deployments')).toEqual([]);
    const { terraformVersions } = (await service.get('/v1/projects/p/locations/-/terraformVersions')).body;
    const names: string[] = terraformVersions.map(({ name }: { name: string }) => name);
    expect(new Set(names.map((name) => name.split('/')[3])).size).toBe(43);
    expect(new Set(names).size).toBe(names.length);
    for (const collection of ['operations', 'previews', 'deploymentGroups']) {
      expect((await service.get(`/v1/projects/p/locations/-/${collection}`)).status, collection).toBe(200);
    }
  });

  it('4.8 operations are filtered by how they are and what they are about, locations by name', async () => {
    const service = await emulated();
    await service.deploy('a', bucketModule('a'));
    await service.deploy('b', bucketModule('b'));
    await service.call('DELETE', `/v1/${place}/deployments/b?force=true`);
    const found = async (filter: string) => {
      const query = new URLSearchParams({ filter, returnPartialSuccess: 'true' });
      const { body } = await service.get(`/v1/${place}/operations?${query}`);
      return ((body.operations ?? []) as { metadata: { verb: string; target: string } }[])
        .map(({ metadata }) => `${metadata.verb} ${metadata.target.split('/').at(-1)}`)
        .sort();
    };
    expect(await found('done=true')).toEqual(['create a', 'create b']);
    expect(await found('NOT done=true')).toEqual(['delete b']);
    expect(await found('metadata.verb=delete')).toEqual(['delete b']);
    expect(await found(`metadata.target="${place}/deployments/b"`)).toEqual(['create b', 'delete b']);
    const locations = async (filter: string) => {
      const query = new URLSearchParams({ filter, extraLocationTypes: 'x' });
      const { body } = await service.get(`/v1/projects/p/locations?${query}`);
      return ((body.locations ?? []) as { locationId: string }[]).map(({ locationId }) => locationId);
    };
    expect(await locations('locationId="us"')).toEqual(['us']);
    expect(await locations('name="projects/p/locations/me-*"')).toEqual(['me-central1', 'me-central2', 'me-west1']);
    expect(await locations('locationId=mars')).toEqual([]);
  });

  it('4.7 a list below nothing is not found', async () => {
    expect((await service.get(`${path}/nope/revisions`)).status).toBe(404);
    expect((await service.get(`${path}/alpha/revisions/r-9/resources`)).status).toBe(404);
    expect((await service.get(`${path}/-/revisions`)).body.revisions).toHaveLength(5);
  });
});

describe('a table', () => {
  it('gives children in the order of their names, whatever came and went', () => {
    const commands = fc.array(fc.tuple(fc.constantFrom('put', 'delete'), fc.nat(15)), { maxLength: 60 });
    fc.assert(
      fc.property(commands, (steps) => {
        const table = memoryTable<string>();
        const model = new Map<string, string>();
        for (const [what, number] of steps) {
          const name = `parents/${number % 2}/children/r-${number}`;
          if (what === 'put') table.put(name, name);
          else table.delete(name);
          if (what === 'put') model.set(name, name);
          else model.delete(name);
          expect(table.size).toBe(model.size);
          const expected = [...model.keys()].filter((key) => key.startsWith('parents/1/')).sort(compareNames);
          expect(table.children('parents/1')).toEqual(expected);
          expect(table.count('parents/1')).toBe(expected.length);
        }
        expect(table.children('parents/-')).toEqual([...model.keys()].sort(compareNames));
      }),
    );
  });
});
