import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { environments, root } from './flagship.ts';
import { type Answer, type ScriptFolder, scriptsOf } from './script-stubs.ts';

const open: ScriptFolder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

function scripts(environment: string, changeSettings?: (text: string) => string): ScriptFolder {
  const folder = scriptsOf(environment, changeSettings);
  open.push(folder);
  return folder;
}

const member = '--member=serviceAccount:imprint-deployer@acme-risk-staging.iam.gserviceaccount.com';
const roles = [
  'roles/run.admin',
  '  google_cloud_run_v2_service.risk_api',
  '',
  `gcloud billing accounts add-iam-policy-binding "$BILLING_ACCOUNT" ${member} --role=roles/billing.costsManager`,
  `gcloud projects add-iam-policy-binding acme-risk-staging ${member} --role=roles/config.agent --condition=None`,
  `gcloud projects add-iam-policy-binding acme-risk-staging ${member} --role=roles/run.admin --condition=None`,
].join('\n');

const revision =
  'projects/acme-risk-staging/locations/us-central1/deployments/hft-risk-analytics-staging/revisions/r-3';
const isActive: Answer = { when: 'deployments describe .*value\\(state\\)', stdout: 'ACTIVE\n' };

/** What everything says on a good day in staging. */
const goodDay: readonly Answer[] = [
  { when: 'imprint explain roles', stdout: roles },
  { when: 'deployments describe .*latestRevision', stdout: `${revision}\n` },
  isActive,
  { when: 'gcloud run services describe', stdout: 'True\n' },
  { when: 'streams describe', stdout: 'NOT_STARTED\n' },
  { when: 'tpu-vm describe', stdout: 'READY\n' },
  { when: 'bq .* query', stdout: 'f0_\n3\n' },
];

/** The first words of each call, without what names things. */
function outline(calls: readonly (readonly string[])[]): string[] {
  return calls.map((words) => words.filter((word) => /^[a-z][a-z0-9-]*$/.test(word)).join(' '));
}

function whole(calls: readonly (readonly string[])[]): string {
  return calls.map((words) => words.join(' ')).join('\n');
}

describe('deploy.sh', () => {
  it('goes through its steps in order, waits until the deployment is active, and verifies', () => {
    const states: Answer[] = [{ when: 'deployments describe .*state', stdout: 'UPDATING\n', times: 2 }];
    const { code, calls, stderr } = scripts('staging').run('deploy.sh', ['--yes'], [...states, ...goodDay]);
    expect({ code, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: 'hft-risk-analytics-staging is deployed',
    });
    expect(outline(calls).slice(0, 13)).toEqual([
      'imprint cost',
      'gcloud services enable',
      'gcloud iam service-accounts describe',
      'imprint explain roles',
      'gcloud projects add-iam-policy-binding acme-risk-staging',
      'gcloud projects add-iam-policy-binding acme-risk-staging',
      'gcloud secrets versions describe',
      'gcloud artifacts docker images describe',
      'gcloud artifacts docker images describe',
      'gcloud artifacts docker images describe',
      'gcloud infra-manager deployments apply',
      'gcloud infra-manager deployments describe',
      'gcloud infra-manager deployments describe',
    ]);
  });

  it('grants the roles that imprint derives, and says who has to grant the others', () => {
    const { calls, stderr } = scripts('staging').run('deploy.sh', ['--yes'], goodDay);
    const granted = calls.filter((words) => words.includes('add-iam-policy-binding'));
    expect(granted.map((words) => words.find((word) => word.startsWith('--role')))).toEqual([
      '--role=roles/config.agent',
      '--role=roles/run.admin',
    ]);
    for (const words of granted) expect(words).toContain('--condition=None');
    expect(stderr).toMatch(/somebody with the right to has to run: gcloud billing accounts add-iam-policy-binding/);
  });

  it('says why a deployment failed, ends with 1, and goes on from there the next time', () => {
    const folder = scripts('staging');
    const failed: Answer[] = [
      { when: 'deployments describe .*value\\(state\\)', stdout: 'FAILED\n' },
      { when: 'revisions describe', stdout: 'errorCode: APPLY_BUILD_RUN_FAILED\n' },
    ];
    const first = folder.run('deploy.sh', ['--yes'], [...failed, ...goodDay]);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain('APPLY_BUILD_RUN_FAILED');
    const second = folder.run('deploy.sh', ['--yes'], goodDay);
    expect(second.code).toBe(0);
    expect(second.stderr).toMatch(/^services: done before$/m);
    expect(outline(second.calls).slice(0, 2)).toEqual(['imprint cost', 'gcloud infra-manager deployments apply']);
  });

  it('stops at the step that fails, and does not note it as done', () => {
    const folder = scripts('staging');
    const refused: Answer = { when: 'secrets versions describe', code: 1 };
    const cannot: Answer = { when: 'secrets versions add', code: 1 };
    const password = join(root, 'package.json');
    const env = { DATABASE_PASSWORD_FILE: password };
    const first = folder.run('deploy.sh', ['--yes'], [refused, cannot, ...goodDay], env);
    expect(first.code).toBe(1);
    expect(whole(first.calls)).not.toContain('deployments apply');
    const second = folder.run('deploy.sh', ['--yes'], [{ ...refused, times: 1 }, ...goodDay], env);
    expect(second.code).toBe(0);
    expect(whole(second.calls)).toContain(`secrets versions add trading-db-password --data-file=${password}`);
  });

  it('does everything again when it succeeded, when it is told to, and when what was rendered changed', () => {
    const folder = scripts('staging');
    expect(outline(folder.run('deploy.sh', ['--yes'], goodDay).calls)).toContain('gcloud services enable');
    expect(outline(folder.run('deploy.sh', ['--yes'], goodDay).calls)).toContain('gcloud services enable');
    const fails: Answer = { when: 'deployments apply', code: 1 };
    folder.run('deploy.sh', ['--yes'], [fails, ...goodDay]);
    expect(outline(folder.run('deploy.sh', ['--yes'], [fails, ...goodDay]).calls)).not.toContain(
      'gcloud services enable',
    );
    expect(outline(folder.run('deploy.sh', ['--yes', '--restart'], [fails]).calls)).toContain('gcloud services enable');
  });

  it('gives up when the deployment takes longer than its deadline', () => {
    const forever: Answer = { when: 'deployments describe .*state', stdout: 'UPDATING\n' };
    const env = { APPLY_SECONDS: '0' };
    const { code, stderr } = scripts('staging').run('deploy.sh', ['--yes'], [forever, ...goodDay], env);
    expect(code).toBe(1);
    expect(stderr).toContain('the deployment took longer than 0 seconds');
  });

  it('builds the registry first when there is no image yet, and then says which one is missing', () => {
    const noImage: Answer = { when: 'artifacts docker images', code: 1 };
    const none: Answer = { when: 'deployments describe', code: 1 };
    const { code, calls, stderr } = scripts('dev').run('deploy.sh', ['--yes'], [noImage, none, ...goodDay]);
    expect(code).toBe(1);
    expect(whole(calls)).toContain('imprint deploy hft-risk-analytics/dev --set enable_api=false --yes');
    expect(stderr).toMatch(/error: push us-central1-docker\.pkg\.dev\S+risk-api@sha256/);
    expect(whole(calls)).not.toContain('deployments apply');
  });

  it('starts the inference server on Ironwood, and passes the worker pool of a perimeter', () => {
    const { code, calls } = scripts('prod').run(
      'deploy.sh',
      ['--yes'],
      [{ when: 'node-pools describe', stdout: 'RUNNING\n' }, ...goodDay],
    );
    expect(code).toBe(0);
    expect(whole(calls)).toMatch(/deployments apply .*--worker-pool=projects\/acme-risk-prod\/locations\/us-central1/);
    expect(whole(calls)).toMatch(/kubectl apply --filename=\S+kubernetes\/inference\.yaml/);
  });

  it('asks before it costs money, and does nothing without an answer', () => {
    const { code, calls, stderr } = scripts('staging').run('deploy.sh', [], goodDay);
    expect({ code, calls: outline(calls) }).toEqual({ code: 1, calls: ['imprint cost'] });
    expect(stderr).toContain('not confirmed, nothing was done');
  });
});

describe('destroy.sh', () => {
  const gone: Answer[] = [
    { when: 'deployments describe .*value\\(state\\)', stdout: 'DELETING\n', times: 1 },
    { when: 'deployments describe .*value\\(state\\)', code: 1 },
    { when: 'resources list', stdout: 'google_storage_bucket.data\n' },
    { when: 'streams describe', stdout: 'RUNNING\n' },
  ];

  it('notes what there is, pauses the stream, deletes, and looks for what is left', () => {
    const folder = scripts('staging');
    const { code, calls } = folder.run('destroy.sh', ['--yes'], [...gone, goodDay[1] as Answer]);
    expect(code).toBe(0);
    expect(outline(calls).slice(0, 5)).toEqual([
      'gcloud infra-manager deployments describe',
      'gcloud infra-manager resources list',
      'gcloud datastream streams describe hft-risk-staging-trading',
      'gcloud datastream streams update hft-risk-staging-trading',
      'gcloud infra-manager deployments delete',
    ]);
    expect(whole(calls)).toContain('--state=PAUSED --update-mask=state');
    expect(whole(calls)).toContain('compute tpus tpu-vm list --zone=-');
    const inventory = join(folder.stateFolder, 'acme-risk-staging/hft-risk-analytics-staging/inventory.txt');
    expect(readFileSync(inventory, 'utf8')).toBe('google_storage_bucket.data\n');
  });

  it('tries again while the addresses of Cloud Run are held', () => {
    const held: Answer = { when: 'deployments describe .*value\\(state\\)', stdout: 'FAILED\n', times: 2 };
    const { code, calls } = scripts('staging').run('destroy.sh', ['--yes'], [held, ...gone, goodDay[1] as Answer]);
    expect(code).toBe(0);
    expect(outline(calls).filter((call) => call.endsWith('deployments delete')).length).toBe(3);
  });

  it('ends with 1 and a list when something is left', () => {
    const left: Answer = { when: 'tpu-vm list', stdout: 'hft-risk-staging-inference\n' };
    const { code, stderr } = scripts('staging').run('destroy.sh', ['--yes'], [left, ...gone, goodDay[1] as Answer]);
    expect(code).toBe(1);
    expect(stderr).toContain('still there: hft-risk-staging-inference');
  });

  it('ends with 1 when it cannot tell whether something is left', () => {
    const refused: Answer = { when: 'pubsub topics list', code: 1 };
    const { code, stderr } = scripts('staging').run('destroy.sh', ['--yes'], [refused, ...gone, goodDay[1] as Answer]);
    expect(code).toBe(1);
    expect(stderr).toContain('what is left could not be listed');
  });

  it('refuses a protected platform, and one whose name is not typed', () => {
    expect(scripts('prod').run('destroy.sh', ['--yes'], [])).toMatchObject({ code: 1, calls: [] });
    expect(scripts('staging').run('destroy.sh', [], [])).toMatchObject({ code: 1, calls: [] });
  });
});

describe('verify.sh', () => {
  it('names every part that does not work', () => {
    const broken: Answer[] = [
      { when: 'gcloud run services describe', stdout: 'False\n' },
      { when: 'tpu-vm describe', code: 1, stdout: 'NOT_FOUND' },
    ];
    const { code, stderr } = scripts('staging').run('verify.sh', [], [...broken, ...goodDay]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^BROKEN {2}risk API: False$/m);
    expect(stderr).toMatch(/^BROKEN {2}TPU VM: failed: NOT_FOUND$/m);
    expect(stderr).toContain('error: 2 parts do not work');
  });

  it('asks for fresh positions when the stream runs', () => {
    const runs = (text: string) => text.replace("stream_state='NOT_STARTED'", "stream_state='RUNNING'");
    const stale: Answer[] = [
      { when: 'streams describe', stdout: 'RUNNING\n' },
      { when: 'MAX\\(timestamp\\)', stdout: 'f0_\nfalse\n' },
    ];
    const { code, stderr } = scripts('staging', runs).run('verify.sh', [], [...stale, ...goodDay]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^BROKEN {2}positions are fresh: false$/m);
  });
});

describe('preflight.sh', () => {
  it('says all that is missing at once, and changes nothing', () => {
    const { code, calls, stderr } = scripts('prod').run(
      'preflight.sh',
      [],
      [
        { when: 'gcloud version', stdout: '480.0.0\n' },
        { when: 'auth list', stdout: '\n' },
        { when: 'billing projects', stdout: 'False\n' },
      ],
    );
    expect(code).toBe(1);
    expect(stderr.match(/^MISSING .*$/gm)?.map((line) => line.split(':')[0])).toEqual([
      'MISSING  gcloud 528 or newer',
      'MISSING  an account is signed in',
      'MISSING  billing is on',
      'MISSING  password projects/acme-risk-prod/secrets/trading-db-password/versions/3',
      'MISSING  Ironwood in us-central1-c',
      'MISSING  TPU quota of Compute Engine',
    ]);
    expect(whole(calls)).not.toMatch(/ (create|update|delete|enable|add|set|apply|deploy|link)\b/);
  });

  it('wants a private worker pool for a perimeter', () => {
    const without = (text: string) => text.replace(/^worker_pool=.*$/m, "worker_pool=''");
    expect(scripts('prod', without).run('preflight.sh', [], []).stderr).toMatch(/MISSING {2}a private worker pool/);
  });
});

describe.each(environments)('every script of %s', (environment) => {
  const folder = join(root, 'generated/hft-risk-analytics', environment, 'scripts');
  const executable = readdirSync(folder).filter((name) => !['settings.sh', 'steps.sh'].includes(name));

  it('calls nothing and leaves nothing behind in a dry run', () => {
    const mayDestroy = (text: string) => text.replace("is_protected='true'", "is_protected='false'");
    const here = scripts(environment, mayDestroy);
    for (const script of executable) {
      const { code, calls, stderr } = here.run(script, ['--dry-run'], []);
      expect({ script, code, calls }).toEqual({ script, code: 0, calls: [] });
      expect(stderr).toMatch(/^( {2}\+ gcloud|would look whether) /m);
    }
    expect(existsSync(here.stateFolder)).toBe(false);
  });

  it('explains itself, and refuses options it does not have', () => {
    const here = scripts(environment);
    for (const script of executable) {
      expect(here.run(script, ['--help'], [])).toMatchObject({ code: 0, calls: [] });
      expect(here.run(script, ['--force'], [])).toMatchObject({ code: 2, calls: [] });
    }
  });

  it.skipIf(!isThere('shellcheck'))('is clean for shellcheck', () => {
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(spawnSync('shellcheck', ['--external-sources', ...files], { encoding: 'utf8' }).stdout).toBe('');
  });
});

function isThere(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}
