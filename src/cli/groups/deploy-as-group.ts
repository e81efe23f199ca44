import { baseName } from '../../config-api/names.ts';
import { UsageError } from '../../errors.ts';
import { applyGroup } from '../../submit/groups/apply-group.ts';
import { groupUnits } from '../../submit/groups/group-units.ts';
import { planSubmission } from '../../submit/submission-plan.ts';
import type { ExitCode, Io, ParsedArguments } from '../command.ts';
import type { PreparedBundles } from '../deployments/prepare-bundles.ts';
import { count } from '../deployments/submit-words.ts';
import type { Target } from '../deployments/target.ts';
import { addressGroup } from './address-group.ts';
import { bringUp } from './bring-up.ts';
import { groupContext } from './group-context.ts';

/**
 * Brings up environments as one deployment group: the service itself keeps the order of their dependencies. Answers with the exit code.
 * @throws UsageError when a deployment that is there would change: a group makes what is missing and takes no changes of what is there
 */
export async function deployAsGroup(
  { subjects, deploymentNames }: PreparedBundles,
  target: Target,
  options: ParsedArguments,
  io: Io,
): Promise<ExitCode> {
  const group = options.text('as-group') ?? '';
  const bundles = subjects.map(({ bundle }) => bundle);
  const positionals = [group, ...bundles.map(({ environment }) => environment)];
  const name = await addressGroup({ name: 'deploy' }, { ...options, positionals }, io);
  const plans = await Promise.all(bundles.map((bundle) => planSubmission(bundle, target.api, deploymentNames)));
  const changing = bundles
    .filter((_, index) => plans[index]?.action === 'update')
    .map(({ environment }) => environment);
  if (changing.length > 0)
    throw new UsageError(
      `a group brings up what is not there yet; ${changing.join(', ')} would change: deploy without --as-group first`,
    );
  const created = plans.filter(({ action }) => action === 'create').length;
  const question = `Create ${count(created, 'deployment')} as the group ${baseName(name)} at ${target.label}? This creates resources that cost money.`;
  if (created > 0 && target.billable && options.isSet('yes') !== true && !(await io.confirm(question))) {
    io.stderr.write('nothing was submitted; answer with yes, or pass --yes\n');
    return 1;
  }
  const members = bundles.map(({ environment, submission: { deploymentId, dependsOn } }, index) => {
    const plan = plans[index];
    return { environment, deploymentId, dependsOn, ...(plan?.action === 'unchanged' && { deployment: plan.name }) };
  });
  await applyGroup(name, groupUnits(members), groupContext(target, io));
  return bringUp(name, { bundles, deploymentNames }, target, options, io);
}
