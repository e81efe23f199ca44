import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { isJsonObject } from '../load/json-values.ts';
import { readYaml } from '../load/read-yaml.ts';
import { documentPlaces, readMap } from './read-setting.ts';
import type { ProvenanceSource } from './resolved-environment.ts';
import type { MapSetting } from './setting.ts';

/** Parameters given for one call; later ones win, and `sets` over `valuesFiles`. */
export interface Overrides {
  /** What was typed after each `--set`: `path=value`. */
  readonly sets: readonly string[];
  readonly valuesFiles: readonly ValuesFile[];
}

/** A YAML map of parameters. */
export interface ValuesFile {
  /** As diagnostics shall spell it. */
  readonly file: string;
  readonly text: string;
}

/** Nothing is overridden. */
export const noOverrides: Overrides = { sets: [], valuesFiles: [] };

const layers = new WeakMap<ValuesFile, Outcome<MapSetting>>();

/** The parameters a values file sets; read once, however many environments it is laid over. */
export function valuesLayer(file: ValuesFile): Outcome<MapSetting> {
  const known = layers.get(file);
  if (known !== undefined) return known;
  const layer = readValuesFile(file);
  layers.set(file, layer);
  return layer;
}

function readValuesFile({ file, text }: ValuesFile): Outcome<MapSetting> {
  const { value: content, diagnostics } = readYaml(text, file);
  if (content === undefined) return { diagnostics };
  if (!isJsonObject(content.value)) return { diagnostics: [...diagnostics, noMap(file)] };
  const placeOf = documentPlaces({ file, positions: content.positions });
  const argument = `--values-file ${file}`;
  const sourceAt = (pointer: string): ProvenanceSource => ({ kind: 'command line', argument, ...placeOf(pointer) });
  return { value: readMap(content.value, '', sourceAt), diagnostics };
}

function noMap(file: string): Diagnostic {
  return {
    code: 'invalid-override',
    severity: 'error',
    message: `values file \`${file}\` holds no map of parameters`,
    location: { file },
    hint: 'write `name: value`, one parameter a line',
  };
}
