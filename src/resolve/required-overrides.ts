import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinPointer } from '../load/pointer.ts';
import { locateIn } from './document-location.ts';
import type { ParameterFacts } from './parameter-facts.ts';
import { showPath } from './parameter-path.ts';
import { provenanceOf, sourceLocation } from './provenance.ts';
import { keyword, properties, type SchemaView } from './schema-view.ts';
import type { MapSetting } from './setting.ts';

/** Reports parameters with `x-override: required` that neither the environment's own document nor the command line sets. */
export function checkRequiredOverrides(facts: ParameterFacts): readonly Diagnostic[] {
  return check(facts, facts.settings, facts.view, []);
}

function check(
  facts: ParameterFacts,
  map: MapSetting,
  view: SchemaView,
  path: readonly string[],
): readonly Diagnostic[] {
  return [...properties(view)].flatMap(([name, property]) => {
    const at = [...path, name];
    const setting = map.entries.get(name);
    if (keyword(property, 'x-override')?.value === 'required') {
      const isInput = path.length === 0 && facts.inputs.has(name);
      if (!isInput && (setting === undefined || !isOwn(facts, at))) return [notSet(facts, at, property)];
    }
    return setting?.kind === 'map' ? check(facts, setting, property, at) : [];
  });
}

function pointerOf(path: readonly string[]): string {
  return path.reduce(joinPointer, '/parameters');
}

/** Whether the value is the environment's own: of its document or of the command line. */
function isOwn(facts: ParameterFacts, path: readonly string[]): boolean {
  const source = facts.provenance.get(pointerOf(path))?.source;
  return (
    source?.kind === 'command line' ||
    (source?.kind === 'document' && source.location.file === facts.entry.document.file)
  );
}

function notSet(facts: ParameterFacts, path: readonly string[], property: SchemaView): Diagnostic {
  const name = showPath(path);
  const declared = keyword(property, 'x-override');
  const inherited = facts.provenance.has(pointerOf(path)) ? provenanceOf(facts, pointerOf(path))?.source : undefined;
  const place = inherited?.kind === 'document' ? sourceLocation(inherited, 'value') : undefined;
  return {
    code: 'override-required',
    severity: 'error',
    message: `\`${name}\` has to be set by each environment itself${inherited === undefined ? '' : ', an inherited value or default does not count'}`,
    location: facts.home,
    related: [
      ...(place ? [{ message: 'inherited from here', location: place }] : []),
      ...(declared
        ? [{ message: 'required here', location: locateIn(facts.blueprint.document, declared.pointer, 'value') }]
        : []),
    ],
    hint: `set \`${name}\` below \`spec.parameters\` of ${facts.entry.document.file}`,
    args: { key: name },
  };
}
