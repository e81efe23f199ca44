import type { Bundle } from '../../../src/render/bundle.ts';
import { deploymentName } from '../../../src/submit/submission-plan.ts';
import { bundleFixture } from '../bundle-fixture.ts';

/** Where all of a fleet is: quotas are per project and location. */
export const place = { project: 'acme-dev', location: 'europe-west1' } as const;

/** Address of the resource that every module has. */
export const resourceAddress = 'terraform_data.till';

/** One environment of a fleet. */
export interface Member {
  readonly environment: string;
  readonly deploymentId: string;
  /** Full name. */
  readonly deployment: string;
  readonly dependsOn: readonly string[];
}

/** The environments of a fleet; each row holds the numbers of those it depends on. */
export function membersOf(dependsOn: readonly (readonly number[])[]): readonly Member[] {
  return dependsOn.map((row, number) => {
    const deploymentId = `e-${number}`;
    return {
      environment: `shop/${deploymentId}`,
      deploymentId,
      deployment: `projects/${place.project}/locations/${place.location}/deployments/${deploymentId}`,
      dependsOn: row.map((other) => `shop/e-${other}`),
    };
  });
}

/** A small module with that content; its hash follows, as a rendered bundle's does. */
export function bundleOf({ environment, deploymentId, dependsOn, deployment }: Member, version: number): Bundle {
  const text = `resource "terraform_data" "till" {\n  input = ${version}\n}\n\noutput "which" {\n  value = ${version}\n}\n`;
  const bundle = bundleFixture({ 'main.tf': text }, { ...place, deploymentId, dependsOn });
  const named = { ...bundle, environment, moduleHash: `sha256:v${version}`, contentHash: `sha256:c${version}` };
  if (deploymentName(named) !== deployment) throw new Error(`${deployment} is not the deployment of ${environment}`);
  return named;
}

/** The version of the module at a source; undefined when it is none of ours. */
export function versionOf(gcsSource: string | undefined): number | undefined {
  const digits = /\/v(\d+)\.zip#\d+$/.exec(gcsSource ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
