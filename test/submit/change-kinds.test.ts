import { describe, expect, it } from 'vitest';
import type { ResourceChange } from '../../src/config-api/preview.ts';
import { changeKind, tallyChanges } from '../../src/submit/previews/change-kinds.ts';

describe('changeKind', () => {
  it.each<[readonly string[], string]>([
    [['create'], 'create'],
    [['update'], 'update'],
    [['delete'], 'destroy'],
    [['delete', 'create'], 'replace'],
    [['create', 'delete'], 'replace'],
    [['no-op'], 'none'],
    [['read'], 'none'],
    [['forget'], 'none'],
  ])('of the actions %j is %s', (actions, kind) => {
    expect(changeKind({ terraformInfo: { actions } })).toBe(kind);
  });

  it.each([
    ['CREATE', 'create'],
    ['UPDATE', 'update'],
    ['RECREATE', 'replace'],
    ['DELETE', 'destroy'],
    ['UNCHANGED', 'none'],
  ] as const)('of the intent %s is %s where there are no actions', (intent, kind) => {
    expect(changeKind({ intent })).toBe(kind);
  });
});

describe('tallyChanges', () => {
  const changes: readonly ResourceChange[] = [
    { terraformInfo: { address: 'a.new', actions: ['create'] } },
    { terraformInfo: { address: 'a.again', actions: ['delete', 'create'] } },
    { terraformInfo: { address: 'a.gone', actions: ['delete'] } },
  ];

  it('counts a replacement once, as such', () => {
    expect(tallyChanges(changes)).toEqual({ added: 1, changed: 0, replaced: 1, destroyed: 1 });
  });
});
