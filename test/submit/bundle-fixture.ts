import type { Bundle, BundleFile, Submission } from '../../src/render/bundle.ts';

/** A small bundle; `files` are module files by name. */
export function bundleFixture(
  files: Readonly<Record<string, string>> = { 'main.tf': 'terraform {}\n' },
  submission: Partial<Submission> = {},
): Bundle {
  const entries = Object.entries(files).map(
    ([name, text]): BundleFile => ({ path: `infrastructure-manager/${name}`, text, executable: false, sourceMap: [] }),
  );
  return {
    formatVersion: 1,
    environment: 'shop/dev',
    blueprint: { name: 'shop', version: '1.0.0' },
    submission: {
      project: 'acme-dev',
      location: 'europe-west1',
      deploymentId: 'shop-dev',
      deployment: {
        serviceAccount: 'projects/acme-dev/serviceAccounts/im@acme-dev.iam.gserviceaccount.com',
        tfVersionConstraint: '=1.5.7',
      },
      dependsOn: [],
      externalValues: {},
      ...submission,
    },
    files: [...entries, { path: 'scripts/deploy.sh', text: 'exit 0\n', executable: true, sourceMap: [] }],
    moduleHash: 'sha256:0123abcd',
    contentHash: 'sha256:4567cdef',
  };
}
