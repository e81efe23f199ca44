import type { Range } from '../../diagnostics/range.ts';
import { compareVersions } from '../../hcl/version.ts';
import { argumentOf } from './blocks.ts';
import type { Placed } from './module-config.ts';
import type { ConfigContext } from './read-blocks.ts';
import { reportAt } from './recorder.ts';

/**
 * Reports a second place for the state in the `terraform` blocks of a module, and experiments, which releases since 1.3 do not run.
 *
 * @param first - Where the first one is, among the blocks seen so far.
 */
export function checkSettings(
  { file: inherited, block }: Placed,
  first: { place?: { readonly file: string; readonly range: Range } },
  { terraformVersion, faults }: Pick<ConfigContext, 'terraformVersion' | 'faults'>,
): void {
  for (const item of block.body.items) {
    if (item.kind !== 'block' || (item.type !== 'backend' && item.type !== 'cloud')) continue;
    const place = { file: item.file ?? block.file ?? inherited, range: item.headerRange };
    if (first.place === undefined) first.place = place;
    else {
      reportAt(faults, place.file, place.range, {
        code: 'duplicate-declaration',
        message: 'a module keeps its state in one place only',
        related: [{ message: 'the first one', location: first.place }],
      });
    }
  }
  const experiments = argumentOf(block.body, 'experiments');
  if (experiments === undefined || compareVersions(terraformVersion, '1.3') < 0) return;
  reportAt(faults, experiments.file ?? inherited, experiments.nameRange, {
    code: 'invalid-declaration',
    message: 'releases of Terraform do not run experiments',
    hint: 'remove the argument: what was tried is part of the language by now, or was given up',
  });
}
