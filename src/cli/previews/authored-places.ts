import type { DeploymentSubject } from '../../check/rule.ts';
import type { Location } from '../../diagnostics/range.ts';
import { attributePlace } from '../../policy/verdicts/attribute-place.ts';
import { locate, locateOrigin } from '../../render/locate.ts';

/**
 * Where a resource is written, or the value at a path in it; undefined when the module declares no such resource, or nobody wrote the
 * value (the provider's defaults, what is known after the apply).
 */
export type PlaceOfResource = (address: string, path?: readonly (string | number)[]) => Location | undefined;

/** Finds authored places by the addresses that the service speaks of, through the source map of the bundle. */
export function authoredPlaces({ environment, bundle, module }: DeploymentSubject): PlaceOfResource {
  const instances = new Map(module.evaluation.resources.map((instance) => [instance.address, instance]));
  return (address, path = []) => {
    const instance = instances.get(address);
    if (instance === undefined) return undefined;
    const place = attributePlace(instance, path);
    if (place.kind === 'origin') return locateOrigin(bundle, environment, place.origin).location;
    if (path.length > 0) return undefined;
    return place.range === undefined
      ? { file: place.file }
      : locate(bundle, environment, { file: place.file, range: place.range }).location;
  };
}
