import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { UsageError } from '../../src/errors.ts';
import { parsePath, showPath } from '../../src/resolve/parameter-path.ts';
import { memoryIo } from '../cli/memory-io.ts';
import { blueprintText, environmentText } from './small-workspace.ts';

const secret = `AIza${'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5'.slice(0, 35)}`;
const blueprint = blueprintText(
  'app',
  `properties:
  size: {type: integer, default: 10, description: Size}
  region: {type: string, description: Region}
  zones: {type: array, items: {type: string}, description: Zones}
  network: {type: string, description: Network}
  spare: {type: string, description: Unused}
  labels: {type: object, additionalProperties: {type: string}, description: Labels}`,
  'outputs: {id: {description: Id}}\ntemplates: [{source: main.tf}]',
);

const root = mkdtempSync(join(tmpdir(), 'imprint-trace-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const files = {
  'blueprints/app/blueprint.yaml': blueprint.replace(
    'providers: {}',
    'providers: {google: {source: hashicorp/google, version: ">= 7.0.0"}}',
  ),
  'blueprints/app/templates/main.tf': '\n',
  'blueprints/app/environments/base.yaml': environmentText(
    'base',
    'parameters:\n  size: 20\n  region: us-east1\n  zones: [a]\n  labels: {team: core}',
    'abstract: true',
  ),
  'blueprints/app/environments/prod.yaml': environmentText(
    'prod',
    'extends: [base]\nparameters:\n  region: us-west1\n  zones: {$append: [b]}\n  labels: {stage: prod, "a.b": x}\ninputsFrom: {network: {environment: net, output: id}}',
  ),
  'blueprints/app/environments/net.yaml': environmentText('net', ''),
  'blueprints/app/environments/leak.yaml': environmentText('leak', `parameters:\n  region: ${secret} # ${'not'} shown`),
  'blueprints/app/environments/wrong.yaml': environmentText('wrong', 'extends: [nowhere]'),
};
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

async function run(...words: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const io = memoryIo({ cwd: join(root, 'blueprints/app/environments') });
  const exitCode = await runCli(['trace', 'value', ...words], () => io);
  return { out: io.out(), err: io.err(), exitCode };
}

describe('imprint trace value', () => {
  it('shows who set a value, and what that overrode, newest first', async () => {
    const { out, err, exitCode } = await run('prod', 'region');
    expect({ err, exitCode }).toEqual({ err: '', exitCode: 0 });
    expect(out).toMatchInlineSnapshot(`
      "parameters.region = "us-west1"
        set by    prod.yaml:9:13  region: us-west1
        overrode  base.yaml:7:13  region: us-east1
      "
    `);
  });

  it('names the default, imprint itself and the command line', async () => {
    expect((await run('prod', 'size', '--set', 'size=7')).out).toMatchInlineSnapshot(`
      "parameters.size = 7
        set by    --set size=7
        overrode  base.yaml:6:11           size: 20
        overrode  ../blueprint.yaml:10:38  size: {type: integer, default: 10, description: Size} (default)
      "
    `);
    expect((await run('net', 'size')).out).toMatchInlineSnapshot(`
      "parameters.size = 10
        set by  ../blueprint.yaml:10:38  size: {type: integer, default: 10, description: Size} (default)
      "
    `);
    expect((await run('net', 'deployment')).out).toMatchInlineSnapshot(`
      "deployment.id = "app-net"
        set by  imprint  (default)
      deployment.terraformVersion = "1.5.7"
        set by  imprint  (default)
      "
    `);
  });

  it('shows all leaves below a path with columns aligned', async () => {
    expect((await run('prod', 'parameters')).out).toMatchInlineSnapshot(`
      "parameters.labels["a.b"] = "x"
        set by    prod.yaml:11:34          labels: {stage: prod, "a.b": x}
      parameters.labels.stage = "prod"
        set by    prod.yaml:11:21          labels: {stage: prod, "a.b": x}
      parameters.labels.team = "core"
        set by    base.yaml:9:20           labels: {team: core}
      parameters.region = "us-west1"
        set by    prod.yaml:9:13           region: us-west1
        overrode  base.yaml:7:13           region: us-east1
      parameters.size = 20
        set by    base.yaml:6:11           size: 20
        overrode  ../blueprint.yaml:10:38  size: {type: integer, default: 10, description: Size} (default)
      parameters.zones[0] = "a"
        set by    base.yaml:8:13           zones: [a]
      parameters.zones[1] = "b"
        set by    prod.yaml:10:23          zones: {$append: [b]}
      "
    `);
  });

  it.each(['labels["a.b"]', 'parameters.labels.a\\.b', '/parameters/labels/a.b', '/labels/a.b'])(
    'takes %s for a path',
    async (path) => {
      expect((await run('prod', path)).out).toMatch(/^parameters\.labels\["a\.b"\] = "x"\n/);
    },
  );

  it('says where a value comes from that another deployment gives, and that a parameter has none', async () => {
    expect((await run('prod', 'network')).out).toMatchInlineSnapshot(`
      "inputsFrom.network.environment = "app/net"
        set by  prod.yaml:12:39  inputsFrom: {network: {environment: net, output: id}}
      inputsFrom.network.output = "id"
        set by  prod.yaml:12:52  inputsFrom: {network: {environment: net, output: id}}
      "
    `);
    expect((await run('prod', 'spare')).out).toBe('parameters.spare is declared and has no value\n');
  });

  it('answers in JSON', async () => {
    const { out } = await run('prod', 'zones[1]', '--format', 'json');
    expect(JSON.parse(out)).toEqual({
      formatVersion: 1,
      environment: 'app/prod',
      values: [
        {
          path: 'parameters.zones[1]',
          pointer: '/parameters/zones/1',
          value: 'b',
          settings: [{ kind: 'document', file: 'prod.yaml', line: 10, column: 23, text: 'zones: {$append: [b]}' }],
        },
      ],
    });
  });

  it('hides secrets', async () => {
    for (const words of [
      ['leak', 'region'],
      ['leak'],
      ['leak', '--format', 'json'],
      ['net', 'region', '--set', `region=${secret}`],
    ]) {
      const { out, err } = await run(...words);
      expect(out + err).not.toContain(secret);
      expect(out).toMatch(/hidden/);
      expect(err).toContain('1 error; run');
    }
  });

  it.each<[string[], string]>([
    [['prod', 'regoin'], "app/prod has no value 'regoin'; did you mean 'region'?"],
    [['prod', 'parameters.regoin'], "app/prod has no value 'parameters.regoin'; did you mean 'parameters.region'?"],
    [['prod', 'labels.stge'], "app/prod has no value 'labels.stge'; did you mean 'labels.stage'?"],
    [['prod', 'projct'], "app/prod has no value 'projct'; did you mean 'project'?"],
    [['prod', 'zones[7]'], "app/prod has no value 'zones[7]'"],
    [['prod', 'a..b'], "app/prod has no value 'a..b'"],
    [['*'], "'*' means 4 environments, one is traced"],
    [[], "'trace value' takes an environment and a path"],
  ])('refuses %j', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(new RegExp(`^${message.replace(/[[\]*.?]/g, '\\$&')}\n`));
    await expect(run(...words)).rejects.toBeInstanceOf(UsageError);
  });

  it('reports what keeps an environment from being resolved', async () => {
    const { out, err, exitCode } = await run('wrong', 'region');
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
    expect(err).toContain('there is no environment `nowhere` to extend');
  });
});

describe('paths', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['a', ['a']],
    ['a.b.c', ['a', 'b', 'c']],
    ['a.0.b', ['a', '0', 'b']],
    ['a[0][1].b', ['a', '0', '1', 'b']],
    ['a["x.y"]["]"]', ['a', 'x.y', ']']],
    ['a\\.b.c\\\\', ['a.b', 'c\\']],
    ['/a/b~1c/~0', ['a', 'b/c', '~']],
    ['', undefined],
    ['.', undefined],
    ['a.', undefined],
    ['.a', undefined],
    ['a..b', undefined],
    ['a[', undefined],
    ['a[x]', undefined],
    ['a]', undefined],
    ['a["x]', undefined],
    ['/a//b', undefined],
  ])('%j', (text, keys) => {
    expect(parsePath(text)).toEqual(keys);
  });

  it.each<[readonly (string | number)[], string]>([
    [['a', 0, 'b'], 'a[0].b'],
    [['a', 'x.y', 'z'], 'a["x.y"].z'],
    [['a', ''], 'a[""]'],
  ])('%j are shown as they are typed', (keys, text) => {
    expect(showPath(keys)).toBe(text);
    expect(parsePath(text)).toEqual(keys.map(String));
  });
});
