import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import { joinPointer } from '../load/pointer.ts';

/** Outputs that the blueprint describes and no template has. */
export function outputFaults(blueprint: LoadedBlueprint): Diagnostic[] {
  const { file, positions, value } = blueprint.document;
  const written = new Set<string>();
  for (const text of [...blueprint.templates.values(), ...(blueprint.sharedPartials?.values() ?? [])]) {
    for (const match of text.matchAll(/\boutput\s+"([^"\n]+)"/g)) written.add(match[1] ?? '');
  }
  // A template may compute the name.
  const isComputed = [...written].some((name) => name.includes('{{'));
  if (isComputed) return [];
  return Object.keys(value.spec.outputs ?? {}).flatMap((name): Diagnostic[] => {
    if (written.has(name)) return [];
    const pointer = joinPointer('/spec/outputs', name);
    const range = positions.get(pointer)?.key;
    return [
      {
        code: 'output-missing',
        severity: 'error',
        message: `no template has the output \`${name}\``,
        location: { file, pointer, ...(range === undefined ? {} : { range }) },
        hint: `add \`output "${name}" { value = … }\` to a template, or remove it here`,
        args: { output: name },
      },
    ];
  });
}
