import type { CelEngine } from '../cel/engine.ts';
import type { TextEdit } from '../hcl/format/edits.ts';
import { formatEdits } from '../hcl/format/format.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import { prepareTemplates, type TemplateSet } from './template-set.ts';

/** What renders of several environments share: parsed templates and what was found out about them. Results do not depend on it. */
export interface RenderCache {
  /** Absent: a blueprint with `when` conditions cannot be rendered. */
  readonly cel?: CelEngine;
  templatesOf(blueprint: LoadedBlueprint): TemplateSet;
  /** What formatting changes in a text: many environments render many files alike. */
  formatEdits(text: string): readonly TextEdit[];
}

/** Characters of formatted texts that are remembered at most. */
const maxRemembered = 4_000_000;

/** How texts are rendered. */
export interface RenderOptions {
  /** Whether HCL is laid out as `terraform fmt` would. Without it, a bundle is good for what stands in it, not to be written or sent. Default: true. */
  readonly isFormatted?: boolean;
}

/** Makes an empty cache. `cel` is needed for blueprints with `when` conditions. */
export function createRenderCache(cel?: CelEngine, { isFormatted = true }: RenderOptions = {}): RenderCache {
  const sets = new WeakMap<LoadedBlueprint, TemplateSet>();
  const formatted = new Map<string, readonly TextEdit[]>();
  let remembered = 0;
  return {
    ...(cel === undefined ? {} : { cel }),
    templatesOf(blueprint) {
      const known = sets.get(blueprint);
      if (known !== undefined) return known;
      const prepared = prepareTemplates(blueprint);
      sets.set(blueprint, prepared);
      return prepared;
    },
    formatEdits(text) {
      if (!isFormatted) return [];
      const known = formatted.get(text);
      if (known !== undefined) return known;
      const edits = formatEdits(text);
      if (remembered + text.length <= maxRemembered) {
        formatted.set(text, edits);
        remembered += text.length;
      }
      return edits;
    },
  };
}
