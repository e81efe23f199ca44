import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import type { Workspace } from '../load/workspace.ts';
import { locateIn } from './document-location.ts';
import type { EnvironmentEntry } from './environment-index.ts';
import { sourceLocation } from './provenance.ts';
import type { MapSetting, ScalarSetting } from './setting.ts';

/** The diagnostics of a blueprint nobody has; none when its file is there but broken, since that is reported where it is read. */
export function unknownBlueprint(
  workspace: Workspace,
  entry: EnvironmentEntry,
  spec: MapSetting,
): readonly Diagnostic[] {
  const { blueprint: name = '' } = entry;
  const folder = workspace.settings?.value.spec.folders?.blueprints ?? 'blueprints';
  if (workspace.sources.has(`${folder}/${name}/blueprint.yaml`)) return [];
  const written = reference(spec, 'name');
  const location =
    (written && sourceLocation(written.source, 'value')) ?? locateIn(entry.document, '/metadata/name', 'value');
  const meant = suggest(name, workspace.blueprints.keys());
  return [
    {
      code: 'unknown-blueprint',
      severity: 'error',
      message: `there is no blueprint \`${name}\``,
      location,
      hint:
        meant !== undefined
          ? `did you mean \`${meant}\`?`
          : isName(name)
            ? `write \`${folder}/${name}/blueprint.yaml\``
            : 'names of blueprints have lowercase letters, digits and `-`',
      args: { blueprint: name },
    },
  ];
}

function isName(name: string): boolean {
  return /^[a-z0-9-]+$/.test(name);
}

/** Holds the blueprint's version against the range the environment asks for. */
export function checkBlueprintVersion(blueprint: LoadedBlueprint, spec: MapSetting): readonly Diagnostic[] {
  const { name, version } = blueprint.document.value.metadata;
  const wanted = reference(spec, 'version');
  const range = String(wanted?.value ?? '*');
  const isOther = (reference(spec, 'name')?.value ?? name) !== name;
  if (wanted === undefined || isOther || satisfies(version, range)) return [];
  const location = sourceLocation(wanted.source, 'value');
  const isRange = validRange(range) !== null;
  return [
    {
      code: 'blueprint-version',
      severity: 'error',
      message: isRange
        ? `version ${version} of blueprint \`${name}\` is not in the range \`${range}\``
        : `\`${range}\` is no SemVer range`,
      ...(location && { location }),
      related: [{ message: 'its version', location: locateIn(blueprint.document, '/metadata/version', 'value') }],
      hint: isRange ? 'widen the range after reading what changed' : 'write a range such as `^1.2.0`',
      args: { version, range },
    },
  ];
}

function reference(spec: MapSetting, key: 'name' | 'version'): ScalarSetting | undefined {
  const blueprint = spec.entries.get('blueprint');
  const setting = blueprint?.kind === 'map' ? blueprint.entries.get(key) : undefined;
  return setting?.kind === 'scalar' ? setting : undefined;
}
