import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../../src/diagnostics/merge.ts';

const fault: Diagnostic = {
  code: 'unknown-key',
  severity: 'error',
  message: 'm',
  location: { file: 'b.yaml', range: { start: 5, end: 6 } },
};
const at = (start: number, file = 'b.yaml'): Diagnostic => ({
  ...fault,
  location: { file, range: { start, end: start + 1 } },
});

describe('mergeDiagnostics', () => {
  it('sorts by file, place, code and message, those without a place first', () => {
    const { location: _, ...nowhere } = fault;
    const other: Diagnostic = { ...at(5), message: 'a' };
    expect(mergeDiagnostics([at(9), at(10, 'a.yaml'), fault, nowhere, other])).toEqual([
      nowhere,
      at(10, 'a.yaml'),
      other,
      fault,
      at(9),
    ]);
  });

  it('makes one of those that say the same of the same place, with the related places of all', () => {
    const note = (file: string) => ({ message: 'from here', location: { file } });
    const merged = mergeDiagnostics([
      { ...fault, related: [note('x')] },
      { ...fault, related: [note('y'), note('x')] },
    ]);
    expect(merged).toEqual([{ ...fault, related: [note('x'), note('y')] }]);
  });

  it('keeps those apart that differ in resource', () => {
    expect(
      mergeDiagnostics([
        { ...fault, address: 'a.b' },
        { ...fault, address: 'a.c' },
      ]),
    ).toHaveLength(2);
  });
});
