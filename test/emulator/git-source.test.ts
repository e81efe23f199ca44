import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../src/config-api/json.ts';
import { hasGit } from '../../src/emulator/git/git-program.ts';
import { bucketModule, type Emulated, emulated, place, serviceAccount } from './emulated.ts';

const path = `/v1/${place}/deployments`;

const post = ({ call }: Emulated, gitSource: JsonObject) =>
  call('POST', `${path}?deploymentId=d`, { serviceAccount, terraformBlueprint: { gitSource } });

/** Runs git in a folder as a user would. */
function run(folder: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', ['-C', folder, ...identity, ...args], { stdio: 'pipe' })
    .toString()
    .trim();
}

/** Writes files and commits them. */
function commit(folder: string, files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  run(folder, 'add', '--all', '--force');
  run(folder, 'commit', '--quiet', '--message', 'change');
  return run(folder, 'rev-parse', 'HEAD');
}

const output = (value: string): Record<string, string> => ({
  'main.tf': `output "which" {\n  value = "${value}"\n}\n`,
});

describe('sources in git that are not read', () => {
  it.each([
    ['https://github.com/a/b', 'UNIMPLEMENTED'],
    ['git@github.com:a/b.git', 'UNIMPLEMENTED'],
    ['ssh://git@example.com/a', 'UNIMPLEMENTED'],
    ['FTP://example.com/r', 'UNIMPLEMENTED'],
    ['ext::sh -c true', 'INVALID_ARGUMENT'],
    ['/srv/repository', 'INVALID_ARGUMENT'],
  ])('18.1 %s is what the service would fetch, or nothing it could: %s', async (repo, status) => {
    const service = await emulated();
    expect((await post(service, { repo })).body.error.status).toBe(status);
    expect((await service.get(path)).body).toEqual({});
  });

  it('18.1 none is where git is not installed', async () => {
    vi.stubEnv('PATH', join(tmpdir(), 'imprint-nothing-here'));
    const { body } = await post(await emulated(), { repo: 'file:///r' });
    vi.unstubAllEnvs();
    expect(body.error).toMatchObject({ status: 'UNIMPLEMENTED', message: expect.stringContaining('not installed') });
  });
});

describe.skipIf(!hasGit())('sources in git (skipped where git is not installed)', () => {
  let root: string;
  let tree: string;
  let first: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'imprint-git-'));
    tree = join(root, 'tree');
    mkdirSync(tree);
    run(tree, 'init', '--quiet');
    first = commit(tree, output('first'));
    run(tree, 'tag', '--annotate', '--message', 'one', 'v1');
    run(tree, 'checkout', '--quiet', '-b', 'feature/x');
    commit(tree, output('feature'));
    run(tree, 'tag', 'v1-light');
    run(tree, 'checkout', '--quiet', 'main');
    commit(tree, output('newest'));
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** Deploys a source; what the deployment and its revision say. */
  async function deployed(gitSource: JsonObject) {
    const service = await emulated();
    const answer = await post(service, gitSource);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await service.finish();
    const { body: deployment } = await service.get(`${path}/d`);
    const { body: revision } = await service.get(`${path}/d/revisions/r-0`);
    const { body: operation } = await service.get(`/v1/${answer.body.name}`);
    return { deployment, revision, operation, service };
  }

  const which = async (gitSource: JsonObject) =>
    (await deployed(gitSource)).revision.applyResults?.outputs?.which?.value;

  it('18.1 are work trees, bare repositories and further work trees', async () => {
    const bare = join(root, 'bare.git');
    run(root, 'clone', '--quiet', '--bare', tree, bare);
    const second = join(root, 'second work tree');
    run(tree, 'worktree', 'add', '--quiet', second, 'feature/x');
    expect(await which({ repo: pathToFileURL(tree).href })).toBe('newest');
    expect(await which({ repo: pathToFileURL(bare).href })).toBe('newest');
    expect(await which({ repo: pathToFileURL(second).href })).toBe('feature');
  });

  it('18.2 are at a branch, a tag or a commit, or at the default branch', async () => {
    const repo = pathToFileURL(tree).href;
    expect(await which({ repo })).toBe('newest');
    expect(await which({ repo, ref: 'main' })).toBe('newest');
    expect(await which({ repo, ref: 'feature/x' })).toBe('feature');
    expect(await which({ repo, ref: 'refs/heads/feature/x' })).toBe('feature');
    expect(await which({ repo, ref: 'v1' })).toBe('first');
    expect(await which({ repo, ref: 'v1-light' })).toBe('feature');
    expect(await which({ repo, ref: first })).toBe('first');
    expect(await which({ repo, ref: first.slice(0, 7) })).toBe('first');
  });

  it.each([
    'nope',
    'main~1',
    'main^{tree}',
    'HEAD@{0}',
    '--all',
    '-h',
    '0000000000000000000000000000000000000000',
    'refs/remotes/x',
    'a b',
    ':/change',
  ])('18.2 a ref %j is none, and the branches there are are named', async (ref) => {
    const { deployment, revision, operation } = await deployed({ repo: pathToFileURL(tree).href, ref });
    expect(deployment).toMatchObject({ state: 'FAILED', errorCode: 'REVISION_FAILED' });
    expect(revision.stateDetail).toContain(`has no branch, tag or commit '${ref}'; its branches are feature/x, main`);
    expect(operation.metadata.deploymentMetadata.step).toBe('FAILED');
  });

  it.each(['nothing', 'tree/main.tf', 'empty', 'tree/folder', ''])(
    '18.2 %j is no repository, also inside of one',
    async (below) => {
      mkdirSync(join(root, 'empty'), { recursive: true });
      mkdirSync(join(tree, 'folder'), { recursive: true });
      const { deployment } = await deployed({ repo: `${pathToFileURL(root).href}/${below}` });
      expect(deployment.stateDetail).toContain('is not a git repository');
    },
  );

  it('18.2 a repository is validated before it is downloaded', async () => {
    const service = await emulated();
    const { body } = await post(service, { repo: pathToFileURL(tree).href });
    const steps = new Set<string>();
    for (let second = 0; second < 100; second++) {
      const { step } = (await service.get(`/v1/${body.name}`)).body.metadata.deploymentMetadata;
      if (step !== undefined) steps.add(step);
      await service.clock.advance(1000);
    }
    expect([...steps].slice(0, 4)).toEqual([
      'PREPARING_STORAGE_BUCKET',
      'VALIDATING_REPOSITORY',
      'DOWNLOADING_BLUEPRINT',
      'RUNNING_TF_INIT',
    ]);
  });

  it('18.3 are a folder, with modules from elsewhere in the repository', async () => {
    const monorepo = join(root, 'monorepo');
    mkdirSync(monorepo);
    run(monorepo, 'init', '--quiet');
    commit(monorepo, {
      'envs/dev/main.tf':
        'module "m" {\n  source = "../../modules/m"\n}\noutput "which" {\n  value = "${module.m.name} ${trimspace(file("${path.module}/text.txt"))}"\n}\n',
      'envs/dev/text.txt': 'text\n',
      'envs/dev/terraform.tfvars': '',
      'modules/m/main.tf': 'output "name" {\n  value = "module"\n}\n',
    });
    const repo = pathToFileURL(monorepo).href;
    for (const directory of ['envs/dev', '/envs/dev/', './envs//dev']) {
      expect(await which({ repo, directory }), directory).toBe('module text');
    }
    const { deployment, revision } = await deployed({ repo, directory: 'envs/prod', ref: 'main' });
    expect(deployment.state).toBe('FAILED');
    expect(revision.stateDetail).toContain(`has no files in folder 'envs/prod' at 'main'`);
    expect((await deployed({ repo, directory: 'envs/dev/main.tf' })).deployment.state).toBe('FAILED');
  });

  it('18.3 have no symbolic link in the module', async () => {
    const linked = join(root, 'linked');
    mkdirSync(join(linked, 'a'), { recursive: true });
    run(linked, 'init', '--quiet');
    symlinkSync('/etc/hostname', join(linked, 'a', 'secret.txt'));
    commit(linked, { ...output('root'), 'a/main.tf': 'output "which" {\n  value = file("secret.txt")\n}\n' });
    const repo = pathToFileURL(linked).href;
    expect((await deployed({ repo, directory: 'a' })).revision.stateDetail).toContain(`'a/secret.txt'`);
    expect((await deployed({ repo })).revision.stateDetail).toContain('symbolic link');
  });

  it('18.4 are what is committed, byte by byte, and run nothing of the repository or its user', async () => {
    const hostile = join(root, 'hostile');
    const ran = join(root, 'ran');
    mkdirSync(hostile);
    run(hostile, 'init', '--quiet');
    commit(hostile, {
      ...output('committed'),
      'a b.bin': 'x\r\ny',
      '.gitattributes': '* filter=evil diff=evil\n',
    });
    writeFileSync(join(hostile, 'main.tf'), 'not committed');
    const script = join(root, 'script');
    writeFileSync(script, `#!/bin/sh\necho ran >> ${ran}\n`);
    chmodSync(script, 0o755);
    for (const key of ['core.fsmonitor', 'core.sshCommand', 'core.pager', 'filter.evil.smudge', 'diff.evil.textconv']) {
      run(hostile, 'config', key, script);
    }
    vi.stubEnv('GIT_DIR', join(tree, '.git'));
    vi.stubEnv('GIT_EXTERNAL_DIFF', script);
    vi.stubEnv('GIT_TRACE', ran);
    const { deployment, revision, service } = await deployed({ repo: pathToFileURL(hostile).href });
    vi.unstubAllEnvs();
    expect(deployment.state).toBe('ACTIVE');
    expect(revision.applyResults.outputs.which.value).toBe('committed');
    const [, bucket, folder] = /^gs:\/\/([^/]+)\/(.+)$/.exec(revision.applyResults.content) ?? [];
    const name = encodeURIComponent(`${folder}/a b.bin`);
    expect((await service.get(`/storage/v1/b/${bucket}/o/${name}?alt=media`)).body).toBe('x\r\ny');
    expect(() => execFileSync('cat', [ran], { stdio: 'pipe' })).toThrow();
  });

  it('18.4 fetch nothing, also where objects are missing that a remote has', async () => {
    const origin = join(root, 'origin');
    const partial = join(root, 'partial');
    mkdirSync(origin);
    run(origin, 'init', '--quiet');
    run(origin, 'config', 'uploadpack.allowFilter', 'true');
    commit(origin, output('far'));
    run(root, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', pathToFileURL(origin).href, partial);
    const { deployment } = await deployed({ repo: pathToFileURL(partial).href });
    expect(deployment).toMatchObject({ state: 'FAILED' });
    expect(deployment.stateDetail).toContain('fetch:');
  });

  it('18.2 are previewed as they are applied', async () => {
    const service = await emulated();
    const preview = async (previewId: string, gitSource: JsonObject) => {
      const body = { serviceAccount, terraformBlueprint: { gitSource } };
      const { body: started } = await service.call('POST', `/v1/${place}/previews?previewId=${previewId}`, body);
      const steps = new Set<string>();
      for (let second = 0; second < 60; second++) {
        const { step } = (await service.get(`/v1/${started.name}`)).body.metadata.previewMetadata;
        if (step !== undefined) steps.add(step);
        await service.clock.advance(1000);
      }
      return { preview: (await service.get(`/v1/${place}/previews/${previewId}`)).body, steps: [...steps] };
    };
    const repo = pathToFileURL(tree).href;
    const { preview: made, steps } = await preview('good', { repo, ref: 'v1' });
    expect(made.state).toBe('SUCCEEDED');
    expect(steps.slice(0, 3)).toEqual(['PREPARING_STORAGE_BUCKET', 'VALIDATING_REPOSITORY', 'DOWNLOADING_BLUEPRINT']);
    const { preview: failed } = await preview('bad', { repo, ref: 'nope' });
    expect(failed).toMatchObject({ state: 'FAILED', errorStatus: { message: expect.stringContaining("'nope'") } });
  });

  it('18.3 are destroyed by what their folder says', async () => {
    const guarded = join(root, 'guarded');
    mkdirSync(guarded);
    run(guarded, 'init', '--quiet');
    const main = bucketModule('a')['main.tf']?.replace('\n}', '\n  lifecycle {\n    prevent_destroy = true\n  }\n}');
    commit(guarded, { 'env/main.tf': main ?? '' });
    const { deployment, service } = await deployed({ repo: pathToFileURL(guarded).href, directory: 'env' });
    expect(deployment.state).toBe('ACTIVE');
    await service.call('DELETE', `${path}/d?force=true`);
    await service.finish();
    expect((await service.get(`${path}/d`)).body).toMatchObject({
      state: 'FAILED',
      errorCode: 'DELETE_BUILD_RUN_FAILED',
    });
  });

  it('takes the next update from the newest commit', async () => {
    const moving = join(root, 'moving');
    mkdirSync(moving);
    run(moving, 'init', '--quiet');
    commit(moving, bucketModule('a'));
    const { service } = await deployed({ repo: pathToFileURL(moving).href });
    commit(moving, bucketModule('changed'));
    await service.update('d', { labels: { a: 'b' } }, '?updateMask=labels');
    const { body } = await service.get(`${path}/d/revisions/r-1/resources`);
    expect(body.resources).toMatchObject([{ intent: 'UPDATE', terraformInfo: { address: 'google_storage_bucket.a' } }]);
  });
});
