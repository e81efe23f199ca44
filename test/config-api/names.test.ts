import { describe, expect, it } from 'vitest';
import {
  baseName,
  formatName,
  idFault,
  type NameKind,
  namePatterns,
  parseName,
  revisionId,
  revisionNumber,
} from '../../src/config-api/names.ts';
import { fc } from '../properties.ts';

describe('resource names', () => {
  it('are parsed into what they were made of', () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9._@-]{1,20}$/);
    const kinds = Object.keys(namePatterns) as NameKind[];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(segment, { minLength: 6, maxLength: 6 }), (kind, segments) => {
        const variables = [...namePatterns[kind].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
        const parts = Object.fromEntries(variables.map((name, index) => [name, segments[index] ?? '']));
        expect(parseName(kind, formatName(kind, parts as never))).toEqual(parts);
      }),
    );
  });

  it.each([
    'projects/p/locations/l/deployments',
    'projects/p/locations/l/deployments/',
    'projects//locations/l/deployments/d',
    'project/p/locations/l/deployments/d',
    'projects/p/locations/l/deployments/d/revisions/r-0',
    '',
  ])('of another form are not parsed: %s', (name) => {
    expect(parseName('deployment', name)).toBeUndefined();
  });

  it('end in their id', () => {
    expect(baseName('projects/p/locations/l/deployments/d')).toBe('d');
  });
});

describe('ids', () => {
  it.each(['a', 'a1', 'dep-1', 'a'.repeat(40), 'archived'])('%s is fine', (id) => {
    expect(idFault(id)).toBeUndefined();
  });

  it.each(['', '1a', 'a-', '-a', 'A', 'a_b', 'a.b', 'ä', 'a'.repeat(41), 'archived-deployments', 'archived-previews'])(
    "'%s' is faulty",
    (id) => {
      expect(idFault(id)).toBeDefined();
    },
  );
});

describe('revisions', () => {
  it('are numbered', () => {
    expect(revisionNumber('projects/p/locations/l/deployments/d/revisions/r-12')).toBe(12);
    expect(revisionNumber(revisionId(0))).toBe(0);
    expect(revisionNumber('r-x')).toBeUndefined();
    expect(revisionNumber('x-1')).toBeUndefined();
  });
});
