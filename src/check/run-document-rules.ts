import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LoadedBlueprint } from '../load/blueprint.ts';
import { locateIn } from '../resolve/document-location.ts';
import { documentRules } from './document-rules.generated.ts';
import type { DeploymentSubject, Finding } from './rule.ts';
import { type AuthoredPlace, type PlaceFinder, placeIn, runRule } from './run-rules.ts';

/** Runs the rules about blueprint documents. */
export function runBlueprintRules(blueprint: LoadedBlueprint): Diagnostic[] {
  const findPlace = (at: Finding['at']): AuthoredPlace => {
    if (at.kind !== 'pointer') return { location: { file: blueprint.document.file }, related: [] };
    return { location: locateIn(blueprint.document, at.pointer, at.on ?? 'value'), related: [] };
  };
  return documentRules.flatMap((rule) => {
    if (rule.scope !== 'blueprint' || rule.check === undefined) return [];
    return runRule(rule, (report) => rule.check(blueprint, report), findPlace);
  });
}

/** Runs the rules about what would be submitted. */
export function runDeploymentRules(subject: DeploymentSubject, finder: PlaceFinder): Diagnostic[] {
  return documentRules.flatMap((rule) => {
    if (rule.scope !== 'deployment' || rule.check === undefined) return [];
    return runRule(rule, (report) => rule.check(subject, report), placeIn(subject.module, finder));
  });
}
