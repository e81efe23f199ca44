import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { marksWithin } from '../../hcl/values/marks.ts';
import { memberPlace } from '../../hcl/values/member-place.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import { reportAt } from '../config/recorder.ts';
import type { TypeFacts } from '../facts/facts.ts';

/**
 * Reports ephemeral values in the configuration of a resource: what it holds is written to the state. Write-only arguments are not.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/ephemeral/write-only
 */
export function checkEphemeral(
  { file, block }: ResourceConfig,
  configuration: ObjectValue,
  facts: TypeFacts | undefined,
  faults: Diagnostic[],
): void {
  if (marksWithin(configuration).ephemeral !== true) return;
  for (const [name, value] of configuration.entries) {
    if (marksWithin(value).ephemeral !== true || facts?.attributes?.[name]?.writeOnly === true) continue;
    const place = memberPlace(value, ephemeralPath(value)) ?? { file, range: block.headerRange };
    reportAt(faults, place.file, place.range, {
      code: 'value-not-allowed',
      message: `the argument "${name}" would be kept in the state, so it must not be ephemeral`,
      hint: 'use a write-only argument where there is one',
      args: { name },
    });
  }
}

// The way to the first member that is marked itself.
function ephemeralPath(value: Value): readonly (string | number)[] {
  if (value.ephemeral === true) return [];
  const members: readonly (readonly [string | number, Value])[] = isSequence(value)
    ? value.items.map((item, index) => [index, item])
    : isMapping(value)
      ? [...value.entries]
      : [];
  const found = members.find(([, member]) => marksWithin(member).ephemeral === true);
  return found === undefined ? [] : [found[0], ...ephemeralPath(found[1])];
}
