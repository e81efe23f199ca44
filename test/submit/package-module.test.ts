import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packageModule, packagePrefix } from '../../src/submit/package-module.ts';
import { bundleFixture } from './bundle-fixture.ts';

describe('packageModule', () => {
  const bundle = bundleFixture({
    'main.tf': 'locals {}\n',
    'main.yaml': 'name: x\n',
    'sql/überweisung.sql': 'SELECT 1;\n',
  });

  it('packs the module files under their own names, and neither the deployment message nor other folders', () => {
    const files = unzipSync(packageModule(bundle).bytes);
    expect(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))).toEqual({
      'main.tf': 'locals {}\n',
      'sql/überweisung.sql': 'SELECT 1;\n',
    });
  });

  it('gives the same bytes for the same files', () => {
    expect(packageModule(bundle).bytes).toEqual(packageModule(structuredClone(bundle)).bytes);
  });

  it('names the package by deployment and module hash, so that no deployment’s packages begin with another’s prefix', () => {
    expect(packageModule(bundle).objectName).toBe('imprint/europe-west1/shop-dev/0123abcd.zip');
    expect(packagePrefix({ location: 'europe-west1', deploymentId: 'shop-dev' })).toBe(
      'imprint/europe-west1/shop-dev/',
    );
  });
});
