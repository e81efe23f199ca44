import { describe, expect, it } from 'vitest';
import { matchLocation } from '../../../src/policy/effective/match-location.ts';
import type { PolicyValue } from '../../../src/policy/model.ts';

function entry(text: string): PolicyValue {
  const isGroup = text.startsWith('in:');
  return { form: isGroup ? 'in' : 'is', value: text.replace('in:', ''), location: { file: 'a.yaml' } };
}

describe('entries of gcp.resourceLocations', () => {
  it.each([
    ['us-east1', ['us-east1', 'US-EAST1', 'us-east1-b'], ['us-east4', 'us-east10', 'us', 'us-east1x-b'], []],
    ['us-east1-b', ['us-east1-b'], ['us-east1', 'us-east1-c'], []],
    ['us', ['US', 'us'], ['us-east1', 'nam4'], []],
    ['eur4', ['EUR4'], ['eu', 'europe-west4'], []],
    ['us-locations', ['us-east1', 'us'], ['europe-west1'], ['nam4']],
    [
      'in:us-locations',
      ['us-central1', 'us-central1-a', 'US'],
      ['northamerica-northeast1', 'global', 'asia-east1', 'eu', 'asia'],
      ['nam4'],
    ],
    ['in:us-east1-locations', ['us-east1', 'us-east1-d'], ['us-east4', 'us', 'global'], ['nam4']],
    [
      'in:eu-locations',
      ['europe-west1', 'eu', 'europe-north1-a'],
      ['europe', 'europe-west2', 'europe-west2-a', 'europe-west6', 'us-east1', 'US', 'asia'],
      ['eur4'],
    ],
    ['in:europe-locations', ['europe-west2', 'europe', 'europe-west6-b'], ['me-west1', 'global'], ['eu', 'eur4']],
    [
      'in:canada-locations',
      ['northamerica-northeast1', 'northamerica-northeast2-a'],
      ['northamerica-south1', 'northamerica-northeast10'],
      [],
    ],
    ['in:northamerica-locations', ['us-west1', 'northamerica-south1', 'us'], ['southamerica-east1'], []],
    // A low-carbon region lies in its area; which ones there are changes.
    ['in:us-low-carbon-locations', [], ['europe-west1', 'global'], ['us-central1']],
    // Countries are not listed.
    ['in:germany-locations', [], ['global'], ['europe-west3', 'us-east1']],
  ] as const)('%s', (text, inside, outside, open) => {
    const answers = (places: readonly string[]) => places.map((place) => matchLocation(place, entry(text)));
    expect(answers(inside)).toEqual(inside.map(() => 'yes'));
    expect(answers(outside)).toEqual(outside.map(() => 'no'));
    expect(answers(open)).toEqual(open.map(() => 'maybe'));
  });

  it("goes by the user's own groups first", () => {
    const own = new Map([
      ['germany-locations', ['europe-west3*', 'europe-west10*']],
      ['eu-locations', ['europe-west1']],
    ]);
    expect(matchLocation('europe-west3-a', entry('in:germany-locations'), own)).toBe('yes');
    expect(matchLocation('europe-west4', entry('in:germany-locations'), own)).toBe('no');
    expect(matchLocation('europe-west4', entry('in:eu-locations'), own)).toBe('no');
  });
});
