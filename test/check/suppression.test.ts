import { describe, expect, it } from 'vitest';
import { applyIgnores } from '../../src/check/ignores.ts';
import { applyLevel, settingsFaults } from '../../src/check/settings.ts';
import { applyWaivers } from '../../src/check/waivers.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { SourceDocument } from '../../src/load/document.ts';
import { readDocument } from '../../src/load/read-document.ts';
import type { Waiver, WorkspaceSettings } from '../../src/load/workspace.ts';

const finding: Diagnostic = {
  code: 'unknown-location',
  severity: 'warning',
  message: 'm',
  address: 'google_storage_bucket.a["x"]',
  location: { file: 'f.yaml', range: { start: 12, end: 15 } },
};

describe('applyIgnores', () => {
  const comment = {
    code: 'unknown-location',
    reason: 'why',
    range: { start: 20, end: 40 },
    line: { start: 10, end: 40 },
  };
  const apply = (change: object, options: { isFullyChecked?: boolean; file?: string; isEssential?: boolean } = {}) => {
    const { isFullyChecked = true, file = 'f.yaml', isEssential = false } = options;
    const result = applyIgnores(
      [finding],
      [{ file, comments: [{ ...comment, ...change }], isFullyChecked }],
      () => isEssential,
    );
    return [result.ignored, ...result.diagnostics.map(({ code }) => code)];
  };

  it('leaves out what a comment on the line names, with a reason', () => {
    expect(apply({})).toEqual([1]);
  });

  it.each([
    ['another line', { line: { start: 13, end: 40 } }, ['unknown-location', 'ignore-unused']],
    ['another code', { code: 'value-range' }, ['unknown-location', 'ignore-unused']],
    ['no such code', { code: 'value-rang' }, ['unknown-location', 'unknown-rule']],
    ['no reason', { reason: '' }, ['unknown-location', 'ignore-without-reason']],
    ['no code', { code: '', reason: '' }, ['unknown-location', 'unknown-rule']],
  ])('keeps it for a comment with %s, and says so', (_, change, codes) => {
    expect(apply(change)).toEqual([0, ...codes]);
  });

  it('says nothing of unused comments where not everything was checked', () => {
    expect(apply({ code: 'value-range' }, { isFullyChecked: false })).toEqual([0, 'unknown-location']);
  });

  it('never ignores what left a document out', () => {
    expect(apply({}, { isEssential: true })).toEqual([0, 'unknown-location']);
  });

  it('does not look into other files', () => {
    expect(apply({}, { file: 'g.yaml' })).toEqual([0, 'unknown-location', 'ignore-unused']);
  });
});

describe('levels', () => {
  const settings = document({
    rules: { 'unknown-location': 'error', 'template-unlisted': 'off', 'yaml-syntax': 'off' },
  });

  it('replace the severity of a rule, or turn it off', () => {
    expect(applyLevel(finding, settings)?.severity).toBe('error');
    expect(applyLevel({ ...finding, code: 'template-unlisted' }, settings)).toBeUndefined();
    expect(applyLevel({ ...finding, code: 'waiver-unused' }, settings)?.severity).toBe('warning');
    expect(applyLevel(finding, undefined)).toBe(finding);
  });

  it('do not move what is always an error', () => {
    const syntax: Diagnostic = { ...finding, code: 'yaml-syntax', severity: 'error' };
    expect(applyLevel(syntax, settings)).toBe(syntax);
    expect(settingsFaults(settings).map(({ code, args }) => [code, args?.['code']])).toEqual([
      ['fixed-level', 'yaml-syntax'],
    ]);
  });
});

describe('applyWaivers', () => {
  const apply = (waiver: Partial<Waiver>, { today = '2026-06-30', isComplete = true, isEssential = false } = {}) => {
    const all = [{ code: 'unknown-location', owner: 'o', reason: 'r', ...waiver }];
    const result = applyWaivers([{ diagnostic: finding, environment: 'store/prod' }], document({ waivers: all }), {
      today,
      isComplete: () => isComplete,
      isEssential: () => isEssential,
    });
    return [result.waived, ...result.faults.map(({ code }) => code)];
  };

  it.each([
    [{}, [1]],
    [{ address: 'google_storage_bucket.*' }, [1]],
    [{ address: 'google_storage_bucket.a["x"]' }, [1]],
    [{ address: 'google_storage_bucket.b' }, [0, 'waiver-unused']],
    [{ environment: 'prod' }, [1]],
    [{ environment: 'p*' }, [1]],
    [{ environment: 'store/*' }, [1]],
    [{ environment: 'other/*' }, [0, 'waiver-unused']],
    [{ environment: 'dev' }, [0, 'waiver-unused']],
    [{ code: 'value-range' }, [0, 'waiver-unused']],
    [{ expires: '2026-06-30' }, [1]],
    [{ expires: '2026-06-29' }, [0, 'waiver-expired']],
  ] as const)('%j: %j', (waiver, expected) => {
    expect(apply(waiver)).toEqual(expected);
  });

  it('is a waiver of the findings it covers, each once, with the environments', () => {
    const all = [
      { code: 'unknown-location', owner: 'past', reason: 'r', expires: '2026-01-01' },
      { code: 'unknown-location', owner: 'o', reason: 'r', environment: 'p*' },
      { code: 'unknown-location', owner: 'later', reason: 'r' },
    ];
    const found = ['store/prod', 'store/pre', 'store/dev'].map((environment) => ({ diagnostic: finding, environment }));
    const context = { today: '2026-06-30', isComplete: () => true, isEssential: () => false };
    const { waived, applied } = applyWaivers(found, document({ waivers: all }), context);
    expect(waived).toBe(3);
    expect(applied.map(({ waiver, location, findings }) => [waiver.owner, location.pointer, findings])).toEqual([
      ['o', '/spec/waivers/1', [{ ...finding, environments: ['store/pre', 'store/prod'] }]],
      ['later', '/spec/waivers/2', [{ ...finding, environments: ['store/dev'] }]],
    ]);
  });

  it('says nothing of unused waivers where not everything was checked', () => {
    expect(apply({ environment: 'dev' }, { isComplete: false })).toEqual([0]);
  });

  it('never waives what left an environment out', () => {
    expect(apply({}, { isEssential: true })).toEqual([0]);
  });
});

function document(spec: object): SourceDocument<WorkspaceSettings> {
  const text = JSON.stringify({ apiVersion: 'imprint/v1', kind: 'Workspace', spec }, null, 2);
  const { value, diagnostics } = readDocument(text, 'imprint.yaml', 'Workspace');
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}
