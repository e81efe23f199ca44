import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { argumentOf, blocksOf, ignoredMember, listItems, literalText } from '../config/blocks.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';
import type { ProviderFacts } from '../facts/facts.ts';
import { factsOfResource } from '../facts/facts-of-resource.ts';
import { memberProblem } from './member-problem.ts';

/** Reports names in `ignore_changes` that the type of the resource does not have. */
export function checkIgnoredChanges({ config }: ModuleNode, facts: ProviderFacts, faults: Diagnostic[]): void {
  for (const resource of config.resources.values()) {
    const ignored = blocksOf(resource.block.body, 'lifecycle').flatMap(({ body, file }) => {
      const argument = argumentOf(body, 'ignore_changes');
      const place = argument?.file ?? file ?? resource.file;
      return listItems(argument?.value).map((expression) => ({ expression, file: place }));
    });
    // The keyword `all` is no list, and what is no name has been reported as such.
    for (const { expression, file } of ignored) {
      const reference = ignoredMember(expression);
      const { type } = factsOfResource(resource, config, facts);
      if (reference === undefined || type === undefined) continue;
      const { root, steps } = reference;
      const problem = memberProblem(type, [{ kind: 'attribute', key: root.name, range: root.range }, ...steps]);
      if (problem === undefined) continue;
      const { range, ...fault } = problem;
      // Places within quotes are those of the name alone.
      reportAt(faults, file, literalText(expression) === undefined ? range : expression.range, fault);
    }
  }
}
