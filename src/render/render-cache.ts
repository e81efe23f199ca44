import type { CelEngine } from '../cel/engine.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import { prepareTemplates, type TemplateSet } from './template-set.ts';

/** What renders of several environments share: parsed templates and what was found out about them. Results do not depend on it. */
export interface RenderCache {
  /** Absent: a blueprint with `when` conditions cannot be rendered. */
  readonly cel?: CelEngine;
  templatesOf(blueprint: LoadedBlueprint): TemplateSet;
}

/** Makes an empty cache. `cel` is needed for blueprints with `when` conditions. */
export function createRenderCache(cel?: CelEngine): RenderCache {
  const sets = new WeakMap<LoadedBlueprint, TemplateSet>();
  return {
    ...(cel === undefined ? {} : { cel }),
    templatesOf(blueprint) {
      const known = sets.get(blueprint);
      if (known !== undefined) return known;
      const prepared = prepareTemplates(blueprint);
      sets.set(blueprint, prepared);
      return prepared;
    },
  };
}
