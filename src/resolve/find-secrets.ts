import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import { fillDefaults } from './defaults.ts';
import type { EnvironmentEntry } from './environment-index.ts';
import { layerOf } from './layers.ts';
import { type SecretFinding, scanSecrets, secretDiagnostic } from './scan-secrets.ts';
import type { SchemaView } from './schema-view.ts';
import type { MapSetting } from './setting.ts';

/** A secret given as input. */
export interface FoundSecret {
  /** Keys from the top of `spec`. */
  readonly path: readonly (string | number)[];
  readonly diagnostic: Diagnostic;
}

/** Where secrets are looked for. */
export interface SecretScope {
  readonly layers: readonly EnvironmentEntry[];
  readonly blueprint: LoadedBlueprint;
  readonly view: SchemaView;
}

const ofLayers = new WeakMap<MapSetting, readonly FoundSecret[]>();
const ofBlueprints = new WeakMap<LoadedBlueprint, readonly FoundSecret[]>();

/**
 * Finds secrets in all documents an environment is made of, in values that are overridden too (they stand in a file all the same), in the blueprint's defaults,
 * and in what the command line sets (`given`: layers of parameters).
 */
export function findSecrets(scope: SecretScope, given: readonly MapSetting[]): readonly FoundSecret[] {
  const { layers, blueprint, view } = scope;
  return [
    ...remember(ofBlueprints, blueprint, () => scanParameters(defaultsOf(scope), view)),
    ...layers.flatMap((entry) => {
      const layer = layerOf(entry);
      return remember(ofLayers, layer, () => scanSpec(layer, view));
    }),
    ...given.flatMap((parameters) => scanParameters(parameters, view)),
  ];
}

function remember<K extends object>(
  memory: WeakMap<K, readonly FoundSecret[]>,
  key: K,
  find: () => readonly FoundSecret[],
): readonly FoundSecret[] {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = find();
  memory.set(key, found);
  return found;
}

function defaultsOf({ blueprint, view }: SecretScope): MapSetting {
  const empty: MapSetting = {
    kind: 'map',
    source: { kind: 'default' },
    overrode: [],
    entries: new Map(),
    closed: false,
  };
  return fillDefaults(empty, view, blueprint.document);
}

function scanSpec(spec: MapSetting, view: SchemaView): readonly FoundSecret[] {
  const others = new Map([...spec.entries].filter(([key]) => key !== 'parameters'));
  const parameters = spec.entries.get('parameters');
  return [
    ...scanSecrets({ ...spec, entries: others }, []).map(describe),
    ...(parameters?.kind === 'map' ? scanParameters(parameters, view) : []),
  ];
}

function scanParameters(parameters: MapSetting, view: SchemaView): readonly FoundSecret[] {
  return scanSecrets(parameters, view).map((finding) =>
    describe({ ...finding, path: ['parameters', ...finding.path] }),
  );
}

function describe(finding: SecretFinding): FoundSecret {
  return { path: finding.path, diagnostic: secretDiagnostic(finding) };
}
