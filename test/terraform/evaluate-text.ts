import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { library } from '../../src/hcl/functions/library.ts';
import type { Value } from '../../src/hcl/value.ts';
import { printValue } from '../../src/hcl/values/print.ts';
import { type EvaluateModuleInput, evaluateModule } from '../../src/terraform/evaluate-module.ts';
import type { Evaluation, ResourceInstance } from '../../src/terraform/evaluation.ts';

/** Files by path; a text alone is `main.tf`. */
export type ModuleTexts = string | Readonly<Record<string, string>>;

/** An evaluated module as tests look at it. */
export interface TestedModule {
  readonly evaluation: Evaluation;
  readonly diagnostics: readonly Diagnostic[];
  /** `code at text underlined`, in order. */
  readonly faults: readonly string[];
  /** Value of a root output. */
  output(name: string): Value;
  /** A root output as the console prints it. */
  printed(name: string): string;
  resource(address: string): ResourceInstance;
}

/** Evaluates a module as 1.5.7 unless told otherwise, with the functions that need no package. */
export function evaluateText(texts: ModuleTexts, input: Partial<EvaluateModuleInput> = {}): TestedModule {
  const files = new Map(Object.entries(typeof texts === 'string' ? { 'main.tf': texts } : texts));
  const { value, diagnostics } = evaluateModule({ files, terraformVersion: '1.5.7', engines: { library }, ...input });
  const { evaluation } = value;
  const output = (name: string): Value => {
    const found = evaluation.outputs.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no output ${name}`);
    return found.value;
  };
  return {
    evaluation,
    diagnostics,
    faults: diagnostics.map(({ code, location }) => `${code} at ${textAt(files, location)}`),
    output,
    printed: (name) => printValue(output(name)),
    resource: (address) => {
      const found = evaluation.resources.find((each) => each.address === address);
      if (found === undefined) throw new Error(`there is no resource ${address}`);
      return found;
    },
  };
}

/** The text a diagnostic or origin points at. */
export function textAt(files: ReadonlyMap<string, string>, place: Diagnostic['location']): string {
  const text = files.get(place?.file ?? '') ?? '';
  return place?.range === undefined ? '' : text.slice(place.range.start, place.range.end);
}
