import type { ProvenanceSource } from './resolved-environment.ts';

/**
 * A value with who set it: what documents are turned into, merged as, and flattened from. Immutable, so that bases are shared.
 * What a map or list patch stands on is kept open until all layers are merged, which makes merging associative.
 */
export type Setting = ScalarSetting | ListSetting | MapSetting | UnsetSetting | ListPatchSetting;

interface SettingOrigin {
  readonly source: ProvenanceSource;
  /** Settings of the same value this one took the place of, newest first. */
  readonly overrode: readonly ProvenanceSource[];
}

/** A text, number, boolean, or (in a list only) null. */
export interface ScalarSetting extends SettingOrigin {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** A whole list. */
export interface ListSetting extends SettingOrigin {
  readonly kind: 'list';
  readonly items: readonly Setting[];
}

/** A map, merged key by key with what is below it unless it is closed. */
export interface MapSetting extends SettingOrigin {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Setting>;
  /** It stands on something that is no map, so nothing further below shows through. */
  readonly closed: boolean;
}

/** `null` under a key: no layer below counts, and the blueprint's default comes back. */
export interface UnsetSetting extends SettingOrigin {
  readonly kind: 'unset';
}

/** `$append` or `$prepend`, or both once layers are merged. */
export interface ListPatchSetting extends SettingOrigin {
  readonly kind: 'list patch';
  readonly prepended: readonly Setting[];
  readonly appended: readonly Setting[];
  /** What it extends is settled: nothing of the layers below. */
  readonly closed: boolean;
  /** The setting it was meant to extend, when that is no list: a fault. */
  readonly misplacedOn?: ProvenanceSource;
}

/** Who sets the value at a pointer of the JSON that is being read. */
export type SourceAt = (pointer: string) => ProvenanceSource;
