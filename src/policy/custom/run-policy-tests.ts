import type { PartialCelEngine } from '../../cel/partial/partial-cel.ts';
import type { Engines } from '../../hcl/functions/engines.ts';
import type { PolicyTest } from '../../load/policy-test.ts';
import { evaluateModule } from '../../terraform/evaluate-module.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { ProviderFacts } from '../../terraform/facts/facts.ts';
import type { ConstraintFinding } from '../constraints.ts';
import type { CustomConstraint, PolicySet, TraceStep, VerdictKind } from '../model.ts';
import { checkApiResource, checkCustomConstraint } from './check-custom-constraint.ts';
import { type CompiledConstraint, compileConstraint } from './compile-constraint.ts';
import { schemaFinder } from './find-schemas.ts';
import { jsonMessage } from './json-message.ts';

/** What became of one test. */
export interface PolicyTestResult {
  readonly test: PolicyTest;
  readonly passed: boolean;
  /** Undefined when the test could not be run; `reason` then says why. */
  readonly verdict?: VerdictKind;
  readonly reason: string;
  readonly remedy?: string;
  readonly trace: readonly TraceStep[];
  /** What is doubtful about the condition, such as fields the resource is not known to have. */
  readonly notes: readonly string[];
}

/** What tests are run with. */
export interface PolicyTestSettings {
  /** With the constraints the tests name. */
  readonly policies: Pick<PolicySet, 'customConstraints' | 'hierarchy'>;
  readonly engine: PartialCelEngine;
  readonly facts: ProviderFacts;
  /** Language level of the resources, such as `1.5.7`. */
  readonly terraformVersion: string;
  /** What functions in the resources need, from `loadEngines`. Default: nothing. */
  readonly engines?: Engines;
}

type Found = Omit<PolicyTestResult, 'test' | 'passed' | 'notes'>;

/** A constraint that was compiled, or why it was not. */
interface Compiled {
  readonly ready: CompiledConstraint | string;
  readonly notes: readonly string[];
}

/** Runs unit tests of custom constraints, in their order. */
export function runPolicyTests(
  tests: readonly PolicyTest[],
  settings: PolicyTestSettings,
): readonly PolicyTestResult[] {
  const runner = new Runner(settings);
  return tests.map((test) => {
    const { notes, ...found } = runner.run(test);
    return { test, passed: found.verdict === test.expect, ...found, notes };
  });
}

class Runner {
  private readonly settings: PolicyTestSettings;
  private readonly schemas: ReturnType<typeof schemaFinder>;
  private readonly compiled = new Map<string, Compiled>();

  constructor(settings: PolicyTestSettings) {
    this.settings = settings;
    this.schemas = schemaFinder(settings.facts);
  }

  run(test: PolicyTest): Found & Pick<PolicyTestResult, 'notes'> {
    const constraint = this.settings.policies.customConstraints.find(({ name }) => name === test.constraint);
    if (constraint === undefined) return { ...failed(`no policy file defines ${test.constraint}`), notes: [] };
    const { ready, notes } = this.compile(constraint);
    if (typeof ready === 'string') return { ...failed(ready), notes: [] };
    const found = test.api === undefined ? this.runTerraform(test, ready) : this.runApi(test, ready);
    return { ...found, notes };
  }

  private compile(constraint: CustomConstraint): Compiled {
    const known = this.compiled.get(constraint.name);
    if (known !== undefined) return known;
    const { value, diagnostics } = compileConstraint(constraint, {
      engine: this.settings.engine,
      schemas: this.schemas,
    });
    const ready = value ?? diagnostics[0]?.message ?? 'the condition does not compile';
    const notes = diagnostics.map(({ message, hint }) => (hint === undefined ? message : `${message}; ${hint}`));
    const result: Compiled = { ready, notes };
    this.compiled.set(constraint.name, result);
    return result;
  }

  private runTerraform(test: PolicyTest, compiled: CompiledConstraint): Found {
    const { facts, terraformVersion, engines = {} } = this.settings;
    const text = test.terraform ?? '';
    const files = new Map([['main.tf', text]]);
    if (!/^\s*provider\s+"google"/m.test(text)) files.set('provider.tf', provider);
    const { value, diagnostics } = evaluateModule({ files, terraformVersion, facts, engines, mode: 'plan' });
    const error = diagnostics.find(({ severity }) => severity === 'error');
    if (error !== undefined) return failed(`the resource is not valid: ${error.message}`);
    const resources = value.evaluation.resources.map((resource) => withAction(resource, test.action));
    const context = { hierarchy: this.settings.policies.hierarchy };
    return worst(resources.flatMap((resource) => checkCustomConstraint(compiled, resource, context)));
  }

  private runApi(test: PolicyTest, compiled: CompiledConstraint): Found {
    const { constraint } = compiled;
    const type = test.resourceType ?? constraint.resourceTypes[0] ?? '';
    const method = { create: 'CREATE', update: 'UPDATE', delete: 'DELETE' }[test.action ?? 'create'];
    if (!constraint.resourceTypes.includes(type) || !constraint.methodTypes.includes(method)) return worst([]);
    const [schema] = this.schemas(type);
    const message = jsonMessage(test.api ?? {}, schema ?? { name: type, fields: new Map(), isOpen: true });
    const { hierarchy } = this.settings.policies;
    return worst([checkApiResource(compiled, { type, message }, { hierarchy })]);
  }
}

const provider = 'provider "google" {\n  project = "test-project"\n  region  = "europe-west1"\n}\n';

function withAction(resource: ResourceInstance, action: PolicyTest['action']): ResourceInstance {
  if (action === undefined || resource.change === undefined) return resource;
  return { ...resource, change: { ...resource.change, action } };
}

function failed(reason: string): Found {
  return { reason, trace: [] };
}

const order: readonly VerdictKind[] = ['VIOLATION', 'UNDECIDED', 'PASS'];

/** The worst of the findings; none means that the constraint is about none of the resources. */
function worst(findings: readonly ConstraintFinding[]): Found {
  const [finding] = [...findings].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  if (finding === undefined)
    return { verdict: 'NOT_APPLICABLE', reason: 'the constraint is about other types or methods', trace: [] };
  const { verdict, reason, remedy, trace = [] } = finding;
  return { verdict, reason, trace, ...(remedy !== undefined && { remedy }) };
}
