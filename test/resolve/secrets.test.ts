import { describe, expect, it } from 'vitest';
import { isSecretVersion } from '../../src/resolve/credential-text.ts';
import { maskRanges, secretRanges } from '../../src/resolve/mask-secrets.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { secretFault } from '../../src/resolve/secrets.ts';
import { blueprintText, brief, environmentText, smallWorkspace } from './small-workspace.ts';

/** Made up at run time, so that no scanner takes this file for a leak. */
const filler = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7nP9rS1uV3x';
const secrets: readonly (readonly [string, string])[] = [
  ['a private key', `-----BEGIN ${'PRIVATE'} KEY-----\nMIIE\n-----END`],
  ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
  ['a private key', `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----`],
  ['a service account key', `{"type": "service_account", "private_${'key'}": "x"}`],
  ['a Google API key', `AIza${filler.slice(0, 35)}`],
  ['a Google API key', `https://maps.example/?key=AIza${filler.slice(0, 35)}&x=1`],
  ['a Google OAuth access token', `ya29.${filler}`],
  ['a Google OAuth client secret', `GOCSPX-${filler.slice(0, 28)}`],
  ['a GitHub token', `ghp_${filler.slice(0, 36)}`],
  ['a GitHub token', `github_pat_${filler.slice(0, 22)}_${filler}`],
  ['a GitLab token', `glpat-${filler.slice(0, 20)}`],
  ['an AWS access key', `AKIA${'ABCDEFGH2345QRST'}`],
  ['a Slack token', `xoxb-${filler.slice(0, 24)}`],
  ['a Stripe key', `sk_live_${filler.slice(0, 24)}`],
  ['an npm token', `npm_${filler.slice(0, 36)}`],
  ['a JSON Web Token', `Bearer eyJ${filler.slice(0, 20)}.eyJ${filler}.${filler}`],
  ['an address with a password', `postgres://app:${filler.slice(0, 8)}@db.internal:5432/app`],
  ['an address with a password', `https://:${filler.slice(0, 8)}@example.com/`],
];

const ordinary = [
  '',
  'x',
  'true',
  '007',
  'europe-west3',
  'acme-risk-prod',
  'A sentence with a password in it: ask the team.',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'us-central1-docker.pkg.dev/p/r/i@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'd41d8cd98f00b204e9800998ecf8427e',
  '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  'g1234567-deadbeefcafe',
  'projects/p/locations/global/keyRings/r/cryptoKeys/k',
  'projects/p/secrets/db/versions/latest',
  '//cloudresourcemanager.googleapis.com/projects/123',
  'https://example.com/path?x=1',
  'https://example.com:8443/a@b',
  'gs://bucket/folder/object',
  'mysql://db.internal:3306/app',
  'https://user@example.com/',
  'https://user:$PASSWORD@example.com/',
  'https://user:***@example.com/',
  'group:risk@example.com',
  'serviceAccount:a@b.iam.gserviceaccount.com',
  '10.0.0.0/24',
  '2026-11-22T00:00:00Z',
  'resource.type="cloud_run_revision"',
  `-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----`,
  `-----BEGIN ${'PUBLIC'} KEY-----`,
  'AIza',
  'AKIATOOSHORT',
  'eyJ.eyJ.x',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@host',
  'SELECT token, password FROM accounts',
  '^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$',
  'TWFuIGlzIGRpc3Rpbmd1aXNoZWQ=',
];

describe('secretFault', () => {
  it.each(secrets)('finds %s', (what, value) => {
    expect(secretFault('anything', value, [])).toBe(`holds ${what}`);
  });

  it.each(ordinary)('lets %j pass', (value) => {
    expect(secretFault('anything', value, [])).toBeUndefined();
  });

  it.each(['password', 'db_password', 'dbPassword', 'admin.passwd', 'PASSPHRASE', 'user-pwd'])(
    'refuses any literal called %s',
    (name) => {
      expect(secretFault(name, 'swordfish', [])).toBe('is named like a secret and holds a literal value');
      expect(secretFault(name, 'projects/p/secrets/db/versions/3', [])).toBeUndefined();
      expect(secretFault(name, '', [])).toBeUndefined();
      expect(secretFault(name, true, [])).toBeUndefined();
    },
  );

  it.each(['secret', 'api_key', 'apiKey', 'client_secret', 'access-token', 'privateKey', 'credentials'])(
    'refuses what looks random under %s',
    (name) => {
      expect(secretFault(name, filler.slice(0, 24), [])).toBe('is named like a secret and holds a literal value');
      expect(secretFault(name, 'trading-db-password', [])).toBeUndefined();
      expect(secretFault(name, 'short1A', [])).toBeUndefined();
      expect(secretFault(name, 'projects/acme-risk-dev/secrets/Trading1-db', [])).toBeUndefined();
    },
  );

  it.each([
    'password_policy',
    'secret_name',
    'token_ttl',
    'kms_key',
    'partition_key',
    'sort_key',
    'secretary',
    'passwordless',
    'tokens_per_second',
  ])('takes %s for an ordinary name', (name) => {
    expect(secretFault(name, filler.slice(0, 24), [])).toBeUndefined();
  });

  it('leaves the name alone when the schema says what the value is', () => {
    for (const schema of [{ format: 'kms-key' }, { enum: ['rotate'] }, { type: 'integer' }]) {
      expect(secretFault('password', filler, [{ schema, pointer: '' }])).toBeUndefined();
    }
  });

  it.each(['', 'swordfish', 5, false, 'projects/p/secrets/s'])('refuses %j for a sensitive parameter', (value) => {
    expect(secretFault('x', value, [{ schema: { 'x-sensitive': true }, pointer: '' }])).toBe('is declared sensitive');
  });

  it.each<[string, boolean]>([
    ['projects/p/secrets/s/versions/1', true],
    ['projects/p/secrets/s/versions/latest', true],
    ['projects/p/locations/europe-west3/secrets/s/versions/2', true],
    ['projects/p/secrets/s/versions/', false],
    ['projects/p/secrets/s', false],
    ['x projects/p/secrets/s/versions/1', false],
    ['projects/p/secrets/s/versions/1\n', false],
  ])('%j as the name of a version: %j', (text, expected) => {
    expect(isSecretVersion(text)).toBe(expected);
  });

  it.each([
    'a'.repeat(200_000),
    `${'a:'.repeat(100_000)}@`,
    `http://${'a:'.repeat(50_000)}`,
    '-----BEGIN '.repeat(20_000),
    `-----BEGIN ${'A '.repeat(50_000)}`,
    'eyJ'.repeat(60_000),
    'a+'.repeat(80_000),
  ])(
    'searches a long text in linear time',
    (text) => expect(() => secretFault('secret', text, [])).not.toThrow(),
    5000,
  );
});

describe('a secret in a document', () => {
  const parameters =
    'properties:\n  note: {type: string, default: ok}\n  free: {}\n  db: {type: object, x-sensitive: true}\n  pin: {type: string, x-sensitive: true, pattern: "^projects/"}';
  const secret = `AIza${filler.slice(0, 35)}`;

  function resolve(
    files: Record<string, string>,
    sets: string[] = [],
  ): { faults: string[]; all: string; workspace: ReturnType<typeof smallWorkspace> } {
    const workspace = smallWorkspace({ 'blueprints/app/blueprint.yaml': blueprintText('app', parameters), ...files });
    const { value, diagnostics } = resolveEnvironment(workspace, 'app/e', { sets, valuesFiles: [] });
    return {
      workspace,
      faults: diagnostics.map((one) => brief(workspace, one)),
      all: JSON.stringify([diagnostics, [...(value?.provenance.values() ?? [])]]),
    };
  }

  const own = (spec: string): Record<string, string> => ({
    'blueprints/app/environments/e.yaml': environmentText('e', spec),
  });

  it('is reported at the value, and is in no message or argument', () => {
    const { faults, all } = resolve(own(`parameters: {note: ${secret}}`));
    expect(faults).toEqual([
      `secret-in-input blueprints/app/environments/e.yaml:7 [${secret}] \`note\` holds a Google API key; of secrets only the name of a Secret Manager version may be given`,
    ]);
    expect(all).not.toContain(secret);
  });

  it('is found in lists, maps, labels and values that are overridden', () => {
    const base = {
      'blueprints/app/environments/base.yaml': environmentText(
        'base',
        `parameters: {note: ${secret}}`,
        'abstract: true',
      ),
    };
    expect(resolve({ ...base, ...own('extends: [base]\nparameters: {note: fine}') }).faults).toEqual([
      expect.stringContaining('base.yaml:5'),
    ]);
    expect(resolve(own(`parameters: {free: [1, {a: ${secret}}]}`)).faults).toEqual([
      expect.stringContaining('`free[1].a` holds'),
    ]);
    expect(resolve(own(`deployment: {annotations: {a: ${secret}}}`)).faults).toEqual([
      expect.stringContaining('`deployment.annotations.a` holds'),
    ]);
    expect(resolve(own(`parameters: {free: {$append: [${secret}]}}`)).faults).toEqual([
      expect.stringContaining('`free[0]` holds'),
    ]);
  });

  it('counts for all that is inside a sensitive map', () => {
    expect(resolve(own('parameters: {db: {user: [u], version: projects/p/secrets/s/versions/1}}')).faults).toEqual([
      expect.stringContaining('`db.user[0]` is declared sensitive'),
    ]);
  });

  it('is spoken of once, not by the schema too', () => {
    const { faults, all } = resolve(own('parameters: {pin: hunter2}'));
    expect(faults).toEqual([expect.stringMatching(/^secret-in-input .*`pin` is declared sensitive/)]);
    expect(all).not.toContain('hunter2');
  });

  it.each([
    `note=${secret}`,
    `free={"a": ["${secret}"]}`,
    'pin=hunter2',
    'db.user=hunter2',
    '/free/x=hunter2',
    'pin=projects/p/secrets/s',
  ])('is masked in --set %s', (argument) => {
    const { faults, all } = resolve(own('parameters: {}'), [argument]);
    expect(all).not.toContain(secret);
    if (!argument.startsWith('/free')) {
      expect(faults).toEqual([expect.stringMatching(/^secret-in-input - .*=\*\*\*`\)$/)]);
      expect(all).not.toContain('hunter2');
    }
  });

  it('can be masked in the text of the file without moving anything', () => {
    const { workspace } = resolve(own(`parameters:\n  note: ${secret}\n  free: 1`));
    const { diagnostics } = resolveEnvironment(workspace, 'app/e', { sets: [], valuesFiles: [] });
    const file = 'blueprints/app/environments/e.yaml';
    const text = workspace.sources.get(file) ?? '';
    const masked = maskRanges(text, secretRanges(diagnostics).get(file) ?? []);
    expect(masked).toBe(text.replace(secret, '*'.repeat(secret.length)));
    expect(maskRanges('a\r\nb', [{ start: 0, end: 4 }])).toBe('*\r\n*');
  });
});
