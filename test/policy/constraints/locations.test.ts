import { describe, expect, it } from 'vitest';
import { verdictOf } from './evaluate-case.ts';

const spec = { rules: [{ values: { allowedValues: ['in:europe-west3-locations'] } }] };

describe('the location of a type that no row is about', () => {
  const schema = (location: string): string =>
    `resource "google_healthcare_dataset" "r" { name = "d" ; location = ${location} }`;

  it('passes when it is allowed', () => {
    expect(verdictOf('gcp.resourceLocations', spec, schema('"europe-west3"'))).toBe('PASS');
  });

  it('is an open question when it is not, since it is not known whether Google looks at it', () => {
    expect(verdictOf('gcp.resourceLocations', spec, schema('"us-east1"'))).toBe('UNDECIDED');
    expect(verdictOf('gcp.resourceLocations', spec, schema('var.unknown'))).toBe('UNDECIDED');
  });

  it('is a violation of a type with one', () => {
    const bucket = 'resource "google_storage_bucket" "r" { name = "b" ; location = "us-east1" }';
    expect(verdictOf('gcp.resourceLocations', spec, bucket)).toBe('VIOLATION');
  });
});
