import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { showPath } from './parameter-path.ts';
import { argumentNote, sourceLocation } from './provenance.ts';
import type { ProvenanceSource } from './resolved-environment.ts';
import { memberView, type SchemaView } from './schema-view.ts';
import { secretFault } from './secrets.ts';
import type { MapSetting, Setting } from './setting.ts';

/** A value that may not be an input. */
export interface SecretFinding {
  /** Names from the top: `parameters`, `db`, `password`. */
  readonly path: readonly (string | number)[];
  readonly source: ProvenanceSource;
  readonly fault: string;
}

/** Looks through a map of settings for values that are secrets. */
export function scanSecrets(map: MapSetting, view: SchemaView): readonly SecretFinding[] {
  const findings: SecretFinding[] = [];
  for (const [key, setting] of map.entries) scan(setting, [key], key, memberView(view, key) ?? [], findings);
  return findings;
}

function scan(
  setting: Setting,
  path: readonly (string | number)[],
  name: string,
  view: SchemaView,
  findings: SecretFinding[],
): void {
  const source = setting.source;
  switch (setting.kind) {
    case 'scalar': {
      const fault = secretFault(name, setting.value, view);
      if (fault !== undefined) findings.push({ path, source, fault });
      return;
    }
    case 'map':
      for (const [key, entry] of setting.entries)
        scan(entry, [...path, key], key, inherit(view, memberView(view, key)), findings);
      return;
    case 'list':
    case 'list patch': {
      const items = setting.kind === 'list' ? setting.items : [...setting.prepended, ...setting.appended];
      for (const [index, item] of items.entries())
        scan(item, [...path, index], name, inherit(view, memberView(view, index)), findings);
      return;
    }
    case 'unset':
      return;
  }
}

/** All of a sensitive map or list is sensitive. */
function inherit(parent: SchemaView, member: SchemaView | undefined): SchemaView {
  const sensitive = parent.filter(({ schema }) => schema['x-sensitive'] === true);
  return sensitive.length === 0
    ? (member ?? [])
    : [...(member ?? []), { schema: { 'x-sensitive': true }, pointer: '' }];
}

/** The diagnostic of a secret given as input, `path` from the top of `spec`; the secret is in none of its parts. */
export function secretDiagnostic({ path, source, fault }: SecretFinding): Diagnostic {
  const name = showPath(path[0] === 'parameters' ? path.slice(1) : path);
  const location = sourceLocation(source, 'value');
  return {
    code: 'secret-in-input',
    severity: 'error',
    message: `\`${name}\` ${fault}; of secrets only the name of a Secret Manager version may be given${argumentNote(source)}`,
    ...(location && { location }),
    hint: 'store it in Secret Manager and give `projects/<project>/secrets/<secret>/versions/<version>`',
    args: { path: name },
  };
}
