import { describe, expect, it } from 'vitest';
import { remediesFor } from '../../src/cli/deployments/remedies.ts';
import { enums } from '../../src/config-api/descriptors.ts';

describe('remediesFor', () => {
  it.each([
    [
      'a missing role on the source bucket',
      'x does not have storage.objects.list access',
      /roles\/storage\.objectViewer/,
    ],
    ['a service account nobody may act as', 'missing iam.serviceAccounts.actAs', /roles\/iam\.serviceAccountUser/],
    ['something that exists', 'googleapi: Error 409: already exists', /importExisting: true/],
    ['a denial', "Error 403: Permission 'compute.networks.create' denied", /imprint explain roles/],
    ['a custom constraint', 'denied by custom constraint customConstraints/custom.x', /imprint policy explain/],
  ])('knows %s by its text', (_, message, remedy) => {
    expect(remediesFor({ message, tfErrors: [] })[0]?.remedy).toMatch(remedy);
    const inError = remediesFor({ message: 'failed', tfErrors: [{ errorDescription: message }] });
    expect(inError[0]?.remedy).toMatch(remedy);
  });

  it('knows a denial by the status of the resource’s API alone', () => {
    const failure = { message: 'failed', tfErrors: [{ httpResponseCode: 403, errorDescription: 'no' }] };
    expect(remediesFor(failure)[0]?.remedy).toMatch(/imprint explain roles/);
  });

  it('has something to say about every code of a deployment but those that say "look at the revision"', () => {
    const codes = ['Deployment.ErrorCode', 'Revision.ErrorCode', 'Preview.ErrorCode'] as const;
    const unknown = codes
      .flatMap((name) => Object.keys(enums[name]))
      .filter((errorCode) => remediesFor({ message: '', tfErrors: [], errorCode }).length === 0);
    expect([...new Set(unknown)].sort()).toEqual([
      'APPLY_BUILD_RUN_FAILED',
      'ERROR_CODE_UNSPECIFIED',
      'PREVIEW_BUILD_RUN_FAILED',
      'REVISION_FAILED',
    ]);
  });

  it('says at most two things, and nothing about what is not known', () => {
    const all = { message: 'actAs storage.objects.get Error 409 Error 403', tfErrors: [] };
    expect(remediesFor({ ...all, message: `iam.serviceAccounts.${all.message}` })).toHaveLength(2);
    expect(remediesFor({ message: 'no such luck', tfErrors: [] })).toEqual([]);
  });
});
