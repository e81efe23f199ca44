import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sourceLocation } from './provenance.ts';
import type { ProvenanceSource } from './resolved-environment.ts';
import type { ListPatchSetting, MapSetting, Setting } from './setting.ts';

/** A list patch that does not do what it looks like. */
export interface ListPatchFault {
  /** Keys from the top to the list. */
  readonly path: readonly (string | number)[];
  readonly diagnostic: Diagnostic;
}

/**
 * Finds `$append` and `$prepend` beside other keys, without a list, or on a value that is no list. To be given settings before defaults are
 * filled in, since that settles what is open.
 */
export function findListPatchFaults(root: MapSetting): readonly ListPatchFault[] {
  const faults: ListPatchFault[] = [];
  for (const [key, setting] of root.entries) find(setting, [key], faults);
  return faults;
}

function find(setting: Setting, path: ListPatchFault['path'], faults: ListPatchFault[]): void {
  switch (setting.kind) {
    case 'map':
      for (const [key, entry] of setting.entries) {
        if (key === '$append' || key === '$prepend') faults.push({ path, diagnostic: malformed(key, entry) });
        else find(entry, [...path, key], faults);
      }
      return;
    case 'list':
      for (const [index, item] of setting.items.entries()) find(item, [...path, index], faults);
      return;
    case 'list patch':
      if (setting.misplacedOn !== undefined)
        faults.push({ path, diagnostic: misplaced(path, setting, setting.misplacedOn) });
      for (const [index, item] of [...setting.prepended, ...setting.appended].entries())
        find(item, [...path, index], faults);
      return;
    case 'scalar':
    case 'unset':
      return;
  }
}

function malformed(operator: string, entry: Setting): Diagnostic {
  const location = sourceLocation(entry.source, 'key');
  const message =
    entry.kind === 'list'
      ? `\`${operator}\` stands beside other keys, it has to be the only one`
      : `\`${operator}\` takes a list`;
  return {
    code: 'list-patch',
    severity: 'error',
    message,
    ...(location && { location }),
    hint: `write \`{${operator}: [item, …]}\` in place of the list`,
  };
}

function misplaced(path: ListPatchFault['path'], { source }: ListPatchSetting, on: ProvenanceSource): Diagnostic {
  const location = sourceLocation(source, 'value');
  const place = sourceLocation(on, 'value');
  return {
    code: 'list-patch',
    severity: 'error',
    message: `\`${path.at(-1)}\` is no list where it comes from, so nothing can be added to it`,
    ...(location && { location }),
    ...(place && { related: [{ message: 'it is set here', location: place }] }),
    hint: 'write the whole list',
  };
}
