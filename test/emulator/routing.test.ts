import { describe, expect, it } from 'vitest';
import { type MethodName, methodNames, methodOf } from '../../src/config-api/methods.ts';
import { route } from '../../src/emulator/router.ts';
import { emulated, place, serviceAccount } from './emulated.ts';

/** A path of a method with `x1`, `x2`, … for its wildcards. */
function examplePath(name: MethodName): string {
  let count = 0;
  return methodOf(name)
    .path.replace(/\{[\w.]+=([^}]+)\}/, '$1')
    .replace(/\*/g, () => `x${++count}`);
}

describe('routing', () => {
  it.each(methodNames)('1.1 recognises %s by verb and path', (name) => {
    const { name: found, resource } = route(methodOf(name).verb, examplePath(name));
    expect(found).toBe(name);
    expect(examplePath(name)).toContain(`/v1/${resource}`);
  });

  it('1.4 every method of the published table is emulated', async () => {
    const { call } = await emulated();
    for (const name of methodNames) {
      const path = examplePath(name).replace('locations/x2', 'locations/us-central1');
      const body = methodOf(name).body === undefined ? undefined : {};
      const answer = await call(methodOf(name).verb, path, body);
      expect([name, answer.status]).not.toEqual([name, 501]);
      expect(answer.body?.error?.message ?? '', name).not.toContain('Method not found');
    }
  });

  it('1.2 a custom verb follows a colon, which may be encoded', () => {
    expect(route('POST', '/v1/projects/p/locations/l/deployments/d:lock').name).toBe('LockDeployment');
    expect(route('POST', '/v1/projects/p/locations/l/deployments/d%3Alock')).toMatchObject({
      name: 'LockDeployment',
      resource: 'projects/p/locations/l/deployments/d',
    });
    expect(route('GET', '/v1/projects/example.com%3Ap/locations/l/deployments/d').resource).toBe(
      'projects/example.com:p/locations/l/deployments/d',
    );
  });

  it.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v1/'],
    ['GET', '/v2/projects/p/locations/us-central1/deployments'],
    ['GET', `/v1/${place}/deployments/`],
    ['GET', `/v1/${place}/deployments//revisions`],
    ['GET', `/v1/${place}/deployments/a%2Fb`],
    ['GET', `/v1/${place}/deployment`],
    ['PUT', `/v1/${place}/deployments/d`],
    ['POST', `/v1/${place}/deployments/d:explode`],
    ['GET', `/v1/${place}/deployments/d:lock`],
    ['GET', '/v1/projects/p'],
  ] as const)('1.3 %s %s is not found', async (verb, path) => {
    const { call } = await emulated();
    expect(await call(verb, path)).toMatchObject({ status: 404, body: { error: { status: 'NOT_FOUND' } } });
  });

  it('1.3 a malformed percent encoding is an invalid argument', async () => {
    const { get } = await emulated();
    expect(await get(`/v1/${place}/deployments/%E0%A4%A`)).toMatchObject({ status: 400 });
  });

  it('1.4 what of a request is not emulated is refused with the reason', async () => {
    const { call } = await emulated();
    const body = { serviceAccount, terraformBlueprint: { gitSource: { repo: 'https://example.com/r' } } };
    const answer = await call('POST', `/v1/${place}/deployments?deploymentId=d`, body);
    expect(answer.body.error).toMatchObject({
      code: 501,
      status: 'UNIMPLEMENTED',
      message: expect.stringContaining('https://example.com/r'),
    });
  });

  it('1.5 credentials are not looked at', async () => {
    const { call } = await emulated();
    const path = `/v1/${place}/deployments`;
    expect((await call('GET', path)).status).toBe(200);
    expect((await call('GET', path, undefined, { authorization: 'Bearer nonsense' })).status).toBe(200);
  });

  it('1.6 a location the service does not have is forbidden', async () => {
    const { get, call } = await emulated();
    for (const location of ['mars-north1', 'US-CENTRAL1', 'global']) {
      expect(await get(`/v1/projects/p/locations/${location}/deployments`)).toMatchObject({
        status: 403,
        body: { error: { status: 'PERMISSION_DENIED' } },
      });
    }
    expect((await call('POST', '/v1/projects/p/locations/-/deployments?deploymentId=d', {})).status).toBe(403);
    expect((await get('/v1/projects/p/locations/us/deployments')).status).toBe(200);
    for (const one of ['', '/autoMigrationConfig', '/terraformVersions/1.5.7']) {
      expect((await get(`/v1/projects/p/locations/-${one}`)).status, one).toBe(403);
    }
  });
});
