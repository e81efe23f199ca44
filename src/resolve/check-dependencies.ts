import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/order.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Workspace } from '../load/workspace.ts';
import { dependenciesOf, type Mention } from './dependencies.ts';
import { type EnvironmentEntry, indexEnvironments, isBroken } from './environment-index.ts';
import { sourceLocation } from './provenance.ts';

/** Reports environments that `dependsOn` and `inputsFrom` name in vain, and circles among environments. */
export function checkDependencies(workspace: Workspace, entry: EnvironmentEntry): readonly Diagnostic[] {
  const mentions = dependenciesOf(workspace, entry);
  const circle = mentions.length === 0 ? undefined : findCircle(workspace, entry);
  return [
    ...mentions.flatMap((mention) => checkMention(workspace, entry, mention)),
    ...(circle ? [describeCircle(circle)] : []),
  ];
}

function checkMention(workspace: Workspace, entry: EnvironmentEntry, mention: Mention): readonly Diagnostic[] {
  const { reference, target, source } = mention;
  if (target !== undefined && !target.isAbstract) return [];
  if (target === undefined && isBroken(workspace, reference)) return [];
  const location = sourceLocation(source, 'value');
  const meant = suggest(reference, candidateNames(workspace, entry));
  return [
    {
      code: 'unknown-dependency',
      severity: 'error',
      message:
        target === undefined
          ? `there is no environment \`${reference}\``
          : `\`${reference}\` is abstract, so it is never deployed`,
      ...(location && { location }),
      ...(meant !== undefined && target === undefined && { hint: `did you mean \`${meant}\`?` }),
      args: { environment: reference },
    },
  ];
}

function candidateNames(workspace: Workspace, entry: EnvironmentEntry): readonly string[] {
  return indexEnvironments(workspace)
    .entries.filter((other) => other !== entry && !other.isAbstract)
    .flatMap(({ name, shortName }) => [name, shortName]);
}

/** One step of a circle. */
interface Step {
  readonly from: EnvironmentEntry;
  readonly mention: Mention;
}

/** The shortest way from an environment back to itself; of several, the first found in the order of the documents. */
function findCircle(workspace: Workspace, start: EnvironmentEntry): readonly Step[] | undefined {
  const reached = new Map<EnvironmentEntry, Step>();
  const queue: EnvironmentEntry[] = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const mention of dependenciesOf(workspace, at)) {
      const { target } = mention;
      if (target === undefined || reached.has(target)) continue;
      reached.set(target, { from: at, mention });
      if (target === start) return backtrack(reached, start);
      queue.push(target);
    }
  }
  return undefined;
}

function backtrack(reached: ReadonlyMap<EnvironmentEntry, Step>, start: EnvironmentEntry): readonly Step[] {
  const steps: Step[] = [];
  let step = reached.get(start);
  while (step !== undefined) {
    steps.unshift(step);
    step = step.from === start ? undefined : reached.get(step.from);
  }
  return steps;
}

/** Reported at one and the same place for all members: at the one first by name. */
function describeCircle(steps: readonly Step[]): Diagnostic {
  const first = steps.reduce(
    (best, { from }, at) => (compareText(from.name, steps[best]?.from.name ?? '') < 0 ? at : best),
    0,
  );
  const [head, ...rest] = [...steps.slice(first), ...steps.slice(0, first)];
  const names = [head, ...rest, head].map((step) => `\`${step?.from.name}\``);
  const location = head && sourceLocation(head.mention.source, 'value');
  const related = rest.flatMap(({ from, mention }) => {
    const place = sourceLocation(mention.source, 'value');
    return place ? [{ message: `\`${from.name}\` waits for \`${mention.target?.name}\``, location: place }] : [];
  });
  return {
    code: 'dependency-cycle',
    severity: 'error',
    message: `environments wait for each other in a circle: ${names.join(' waits for ')}`,
    ...(location && { location }),
    ...(related.length > 0 && { related }),
    hint: 'take one of them out of `dependsOn` or `inputsFrom`',
  };
}
