import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileCel } from '../../src/cel/compile-cel.ts';
import type { JsonObject, SourceDocument } from '../../src/load/document.ts';
import type { Environment } from '../../src/load/environment.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import { readYaml } from '../../src/load/read-yaml.ts';
import type { Workspace } from '../../src/load/workspace.ts';
import { noOverrides } from '../../src/resolve/overrides.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { selectEnvironments } from '../../src/resolve/select-environments.ts';

const { value: workspace } = loadWorkspace(join(import.meta.dirname, '../..'));
if (workspace === undefined) throw new Error('the repository is a workspace');
const cel = { compile: compileCel };
const names = selectEnvironments(workspace, []).value ?? [];

/** The workspace with one range of one environment's text replaced. */
function edited(from: Workspace, document: SourceDocument<Environment>, pointer: string, text: string): Workspace {
  const { start, end } = document.positions.get(pointer)?.value ?? { start: 0, end: 0 };
  const changed = document.text.slice(0, start) + text + document.text.slice(end);
  const { value } = readYaml(changed, document.file);
  if (value === undefined) throw new Error(`${document.file} is no YAML with ${text} at ${pointer}`);
  const replaced = {
    ...document,
    text: changed,
    value: value.value as unknown as Environment,
    positions: value.positions,
  };
  return { ...from, environments: from.environments.map((other) => (other === document ? replaced : other)) };
}

/** Parameters set in any document, with the environments that take their value from there. */
const settings = workspace.environments.flatMap((document) =>
  Object.keys((document.value.spec.parameters ?? {}) as JsonObject).map((name) => ({ document, name })),
);

describe('the environments of the repository', () => {
  it('resolve without a fault', () => {
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(resolveEnvironment(workspace, name, noOverrides, cel).diagnostics).toEqual([]);
  });

  it.each(settings)(
    '$document.file: a value of the wrong type for $name is shown on its line',
    ({ document, name }) => {
      const pointer = `/spec/parameters/${name}`;
      const users = names.filter((full) => {
        const source = resolveEnvironment(workspace, full, noOverrides, cel).value?.provenance.get(
          `/parameters/${name}`,
        )?.source;
        return source?.location?.file === document.file;
      });
      expect(users).not.toEqual([]);
      // A map within a list within a list: no parameter is of that type.
      const wrong = edited(workspace, document, pointer, '[[{}]]');
      const at = wrong.environments.find(({ file }) => file === document.file)?.positions.get(pointer)?.value;
      for (const user of users) {
        const [first] = resolveEnvironment(wrong, user, noOverrides, cel).diagnostics.filter(
          ({ severity }) => severity === 'error',
        );
        expect(first?.location?.file).toBe(document.file);
        expect(first?.location?.range?.start).toBeGreaterThanOrEqual(at?.start ?? 0);
        expect(first?.location?.range?.end).toBeLessThanOrEqual(at?.end ?? 0);
      }
    },
  );
});
