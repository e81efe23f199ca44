import { describe, expect, it } from 'vitest';
import blueprintSchema from '../../schemas/blueprint.schema.json' with { type: 'json' };
import { checkFormat, formatNames } from '../../src/load/formats/formats.ts';
import { fc } from '../properties.ts';

/** Texts that fit, and texts that do not, from the official naming rules that each format's source links. */
const table: Readonly<Record<string, { good: readonly string[]; bad: readonly string[] }>> = {
  'bigquery-dataset': {
    good: ['trading_analytics', '_hidden', 'A1', 'x'.repeat(1024)],
    bad: ['', 'trading-analytics', 'p.d', 'a b', 'x'.repeat(1025)],
  },
  cidr: {
    good: ['10.0.0.0/16', '0.0.0.0/0', '10.1.2.3/32', 'fd20::/64', '::/0', 'fd20::1/128'],
    bad: [
      '10.0.0.0',
      '10.0.0.1/16',
      '10.0.0.0/33',
      '010.0.0.0/8',
      '10.0/16',
      '10.0.0.0/016',
      '10.0.0.256/32',
      'fd20::1/64',
      'fd20::/129',
      'x/8',
      '',
    ],
  },
  date: { good: ['2026-11-30', '2024-02-29'], bad: ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', ''] },
  'date-time': {
    good: ['2026-11-30T12:00:00Z', '2026-11-30t12:00:00.5+01:00'],
    bad: ['2026-11-30', '2026-11-30T25:00:00Z', '2026-11-31T12:00:00Z', '2026-11-30 12:00:00Z', '2026-11-30T12:00:00'],
  },
  'deployment-id': {
    good: ['a', 'hft-prod', `a${'b'.repeat(39)}`],
    bad: ['', '1a', 'a-', 'A', 'a_b', `a${'b'.repeat(40)}`, 'archived-deployments'],
  },
  duration: {
    good: ['0s', '300s', '1.5s', '315576000000s'],
    bad: ['', '300', '5m', '1h30m', '-1s', '1.s', '.5s', '1.0000000001s', '315576000001s'],
  },
  email: {
    good: ['risk@example.com', 'a.b+c@sub.example.co', "o'neill@example.com"],
    bad: [
      '',
      'risk',
      'risk@',
      '@example.com',
      'risk@localhost',
      'a..b@example.com',
      'user:risk@example.com',
      'a b@example.com',
      'risk@exa_mple.com',
    ],
  },
  'gcp-label': {
    good: ['', 'prod', '2026', 'a_b-c', 'größe', 'x'.repeat(63)],
    bad: ['Prod', 'a b', 'a.b', 'x'.repeat(64), 'é'.repeat(65)],
  },
  'gcp-label-key': {
    good: ['team', 'cost_center', 'größe', 'x'.repeat(63)],
    bad: ['', 'Team', '1team', '-team', 'a/b', 'x'.repeat(64)],
  },
  'gcp-location': {
    good: ['us-central1', 'US-CENTRAL1', 'us', 'EU', 'europe', 'nam4', 'eur4', 'global'],
    bad: ['us-centrall1', 'moon', 'us-central1-a', ''],
  },
  'gcp-project-id': {
    good: ['my-project', 'abcdef', `a${'b'.repeat(29)}`, 'example.com:my-project'],
    bad: [
      '',
      'short',
      '1project',
      'my-project-',
      'My-Project',
      'my_project',
      `a${'b'.repeat(30)}`,
      '123456789012',
      'projects/my-project',
    ],
  },
  'gcp-region': {
    good: ['us-central1', 'europe-west12', 'me-west1', 'northamerica-south1'],
    bad: ['us-central', 'us-centrall1', 'us-central1-a', 'US-CENTRAL1', 'us', 'constructor', ''],
  },
  'gcp-resource-name': {
    good: ['a', 'my-network', `a${'b'.repeat(62)}`],
    bad: ['', '1a', 'a-', 'A', 'a_b', `a${'b'.repeat(63)}`],
  },
  'gcp-zone': {
    good: ['us-central1-f', 'europe-west1-d'],
    bad: ['us-central1', 'us-central1a', 'us-central1-A', 'constructor', ''],
  },
  'gcs-bucket': {
    good: ['abc', 'my_bucket-1', 'www.example.com', '1a2', 'x'.repeat(63), `${'x'.repeat(63)}.${'y'.repeat(63)}`],
    bad: [
      ...['', 'ab', 'My-Bucket', '-abc', 'abc-', 'abc_', 'a b', 'x'.repeat(64), `${'x'.repeat(64)}.com`, '192.168.5.4'],
      ...['goog-data', 'my-google-data', 'my-g00gle-data', 'a..b', 'a.-b', 'gs://bucket'],
    ],
  },
  'gcs-uri': {
    good: ['gs://bucket', 'gs://bucket/', 'gs://bucket/a/b'],
    bad: ['bucket', 'gs://', 'gs://B/x', 's3://bucket'],
  },
  'go-duration': { good: ['30m', '1h30m', '1.5h'], bad: ['', '30', '1d', 'm', '-1h'] },
  hostname: {
    good: ['db', 'db.example.com', '10.0.0.5', 'xn--bcher-kva.example', '1a.example'],
    bad: ['', 'db_1', '-db', 'db.', 'a..b', '10.0.0.256', 'https://db', 'db:3306', 'x'.repeat(64), 'example.123'],
  },
  ip: { good: ['10.0.0.1', 'fd20::1'], bad: ['10.0.0.1/32', '10.0.0', 'fe80::1%eth0', '::g', ''] },
  ipv4: { good: ['0.0.0.0', '255.255.255.255'], bad: ['256.0.0.0', '01.0.0.0', '1.2.3', '1.2.3.4.', '::1', ''] },
  ipv6: { good: ['::', 'fd20::1', '::ffff:10.0.0.1'], bad: ['10.0.0.1', 'fd20', ':::', ''] },
  'kms-key': {
    good: ['projects/my-project/locations/us-central1/keyRings/r_1/cryptoKeys/k-1'],
    bad: [
      '',
      'projects/my-project/locations/us-central1/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1',
      'projects/p/locations/l/keyRings/r',
      'my-key',
    ],
  },
  'secret-version': {
    good: [
      'projects/my-project/secrets/db_password/versions/3',
      'projects/123/secrets/s/versions/latest',
      'projects/my-project/locations/us-east1/secrets/s/versions/blue',
    ],
    bad: [
      '',
      'projects/my-project/secrets/s',
      'projects/my-project/secrets/s/versions/0',
      'projects/my-project/secrets/a.b/versions/1',
      'hunter2',
    ],
  },
  semver: { good: ['1.0.0', '1.0.0-rc.1+build.5', '0.0.0'], bad: ['1.0', 'v1.0.0', '01.0.0', '1.0.0-01', ''] },
  'semver-range': { good: ['^1.2.0', '>=1 <3', '1.x', '*'], bad: ['', ' ', 'latest', '^^1'] },
  'service-account': {
    good: [
      'deployer@my-project.iam.gserviceaccount.com',
      'deployer@my-project.example.com.iam.gserviceaccount.com',
      '123-compute@developer.gserviceaccount.com',
      'my-project@appspot.gserviceaccount.com',
      'service-123@gcp-sa-config.iam.gserviceaccount.com',
      '123@cloudbuild.gserviceaccount.com',
    ],
    bad: [
      '',
      'deployer',
      'deployer@example.com',
      'short@my-project.iam.gserviceaccount.com',
      'serviceAccount:deployer@my-project.iam.gserviceaccount.com',
    ],
  },
  'terraform-constraint': {
    good: ['~> 7.0', '>= 7.45.0, < 8.0.0', '1.5.7', '!= 1.0'],
    bad: ['', '^1.0', '>= 1.0 < 2.0', '~> x', '1.0,'],
  },
  uri: { good: ['https://example.com/', 'mailto:a@b.c'], bad: ['', 'example.com', 'https://', 'https://a b'] },
  uuid: { good: ['123e4567-e89b-12d3-a456-426614174000'], bad: ['', '123e4567'] },
};

describe('formats', () => {
  it('all stand in the table, and in the schema of blueprints', () => {
    expect(Object.keys(table).sort()).toEqual(formatNames);
    expect(blueprintSchema.$defs.schema.properties.format.enum).toEqual(formatNames);
  });

  describe.each(Object.entries(table))('%s', (name, { good, bad }) => {
    it.each(good)('takes %j', (value) => {
      expect(checkFormat(name, value)).toBeUndefined();
    });

    it.each(bad)('refuses %j', (value) => {
      expect(checkFormat(name, value)).toMatchObject({ kind: 'malformed' });
    });
  });

  it.each([
    ['gcp-region', 'us-west9'],
    ['gcp-region', 'antarctica-south1'],
    ['gcp-zone', 'us-central1-z'],
    ['gcp-zone', 'us-central1-ai1a'],
    ['gcp-location', 'nam77'],
  ])('only warns of a well-formed %s that the list does not have: %s', (name, value) => {
    expect(checkFormat(name, value)).toMatchObject({ kind: 'unknown', remark: expect.stringMatching(/2026-11-22$/) });
  });

  it.each([
    ['cidr', '10.0.0.1/16', 'the network that holds this address is 10.0.0.0/16'],
    ['cidr', 'fd20::1/64', 'the network that holds this address is fd20::/64'],
    ['duration', '5m', 'write 300s'],
    ['duration', '1h30m', 'write 5400s'],
    ['duration', '90', 'add the unit: 90s'],
    ['gcp-region', 'us-centrall1', 'did you mean us-central1?'],
    ['gcp-region', 'us-central1-a', 'leave out the zone letter: us-central1'],
    ['gcp-zone', 'us-east1', 'one of us-east1-b, us-east1-c, us-east1-d'],
    ['gcp-project-id', '123456', 'this is a project number; give the id'],
    ['bigquery-dataset', 'my-data', 'write `_` for `-`: my_data'],
    ['gcp-label', 'Cost Center', 'write cost-center'],
    [
      'secret-version',
      'projects/my-project/secrets/s',
      'add the version: projects/my-project/secrets/s/versions/latest',
    ],
    [
      'service-account',
      'projects/p/serviceAccounts/deployer@my-project.iam.gserviceaccount.com',
      'give the address alone: deployer@my-project.iam.gserviceaccount.com',
    ],
  ])('says of %s %s: %s', (name, value, hint) => {
    expect(checkFormat(name, value)).toMatchObject({ hint });
  });

  it('end quickly, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.constantFrom('a', 'a-', '1.', 'a.', ':', '0', '/', '@', '-a').map((piece) => piece.repeat(20_000)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...formatNames), text, (name, value) => {
        // Backtracking would not end before the test's own limit.
        expect(() => checkFormat(name, value)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
