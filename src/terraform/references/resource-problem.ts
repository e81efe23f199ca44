import type { Step } from '../../hcl/evaluate/scope.ts';
import type { ModuleConfig, ResourceConfig } from '../config/module-config.ts';
import type { ProviderFacts } from '../facts/facts.ts';
import { factsOfResource } from '../facts/facts-of-resource.ts';
import { type MemberProblem, memberProblem } from './member-problem.ts';

/**
 * What is wrong with the steps of a reference after `type.name` of a resource that is declared: an instance key too many or too few, or
 * a member that its type does not have. Only what is so for all values; steps behind an index that is not written out are not seen.
 *
 * @param steps - From the resource on.
 */
export function resourceStepsProblem(
  resource: ResourceConfig,
  steps: readonly Step[],
  config: ModuleConfig,
  facts: ProviderFacts | undefined,
): MemberProblem | undefined {
  const [first] = steps;
  if (first === undefined) return undefined;
  const key = instanceKeyProblem(resource, first);
  if (key !== undefined) return key;
  const type = facts === undefined ? undefined : factsOfResource(resource, config, facts).type;
  if (type === undefined) return undefined;
  return memberProblem(type, first.kind === 'index' ? steps.slice(1) : steps);
}

function instanceKeyProblem(
  { type, name, count, forEach }: ResourceConfig,
  { kind, range }: Step,
): MemberProblem | undefined {
  const isRepeated = count !== undefined || forEach !== undefined;
  if (isRepeated === (kind === 'index')) return undefined;
  if (!isRepeated) {
    const message = `"${name}" has neither count nor for_each, so there is one instance and no key`;
    return { code: 'invalid-index', message, hint: 'remove the key', range };
  }
  const [argument, key] = count === undefined ? ['for_each', '["…"]'] : ['count', '[0]'];
  const message = `"${name}" has ${argument}, so its attributes are those of one of its instances`;
  return {
    code: 'invalid-index',
    message,
    hint: `name an instance as in ${type}.${name}${key}, or all of them by [*]`,
    range,
  };
}
