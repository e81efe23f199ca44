/**
 * The stages as functions from values to values, in the order of the data: load, resolve, render, evaluate, check.
 * Whoever wants a program's behaviour (files written, progress, exit codes) runs the `imprint` command instead.
 */
export { validateModules } from './check/validate-modules.ts';
export { validateWorkspace } from './check/validate-workspace.ts';
export type { Diagnostic, Outcome, RelatedLocation, Severity } from './diagnostics/diagnostic.ts';
export type { Location, Range } from './diagnostics/range.ts';
export { createEmulator } from './emulator/create-emulator.ts';
export { loadEngines } from './hcl/functions/load-engines.ts';
export { findWorkspaceRoot } from './load/find-workspace.ts';
export { loadWorkspace } from './load/load-workspace.ts';
export type { Workspace } from './load/workspace.ts';
export type { Bundle, BundleFile, SourceMap, SourceMapSegment, Submission } from './render/bundle.ts';
export { createRenderCache } from './render/render-cache.ts';
export { renderEnvironment } from './render/render-environment.ts';
export { loadCelFor } from './resolve/expressions.ts';
export { noOverrides } from './resolve/overrides.ts';
export { resolveEnvironment } from './resolve/resolve-environment.ts';
export type { Provenance, ProvenanceSource, ResolvedEnvironment } from './resolve/resolved-environment.ts';
export { selectEnvironments } from './resolve/select-environments.ts';
export { evaluateModule } from './terraform/evaluate-module.ts';
export type { Evaluation, OutputValue, ResourceInstance } from './terraform/evaluation.ts';
export { readModule } from './terraform/read-module.ts';
