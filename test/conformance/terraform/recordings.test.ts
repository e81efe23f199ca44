import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../../src/diagnostics/order.ts';
import { askTerraform, hasTerraform } from './ask-terraform.ts';
import { corpusModules } from './module-files.ts';
import { type Finding, type Recording, recordingsOf } from './recording.ts';

const folders = ['modules', 'states'].map((name) => join(import.meta.dirname, name));
const modules = folders.flatMap(corpusModules);
const recordings = new Map(folders.flatMap((folder) => [...recordingsOf(folder)]));

/** Every which module terraform is asked of again. */
const step = 12;

/** Terraform looks at what does not depend on each other in any order, and tells faults in the order found. */
function sorted({ findings, plan, ...rest }: Recording): Recording {
  const inOrder = (found: readonly Finding[]) => found.toSorted((a, b) => compareText(textOf(a), textOf(b)));
  return { ...rest, findings: inOrder(findings), ...(plan && { plan: { ...plan, findings: inOrder(plan.findings) } }) };
}

function textOf({ severity, summary, file, line, column }: Finding): string {
  return JSON.stringify([file, line, column, severity, summary]);
}

describe('what terraform said of the modules', () => {
  it('is recorded for all of them, and for nothing else', () => {
    const names = modules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...recordings.keys()].sort()).toEqual([...names].sort());
  });

  it('shows every verdict often', () => {
    const all = [...recordings.values()];
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(({ valid }) => !valid).length).toBeGreaterThan(200);
    expect(all.filter(({ plan }) => plan !== undefined && plan.resources === undefined).length).toBeGreaterThan(50);
    expect(all.filter(({ plan }) => plan?.resources !== undefined).length).toBeGreaterThan(200);
  });

  it.skipIf(!hasTerraform()).each(modules.filter((_module, index) => index % step === 0))(
    'is what it says again: $name',
    (module) => {
      const recorded = recordings.get(module.name);
      expect(sorted(askTerraform(module))).toEqual(recorded && sorted(recorded));
    },
  );
});
