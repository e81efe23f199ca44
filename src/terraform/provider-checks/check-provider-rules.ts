import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isWhollyKnown } from '../../hcl/values/values.ts';
import { writtenMembers } from '../facts/written-members.ts';
import { checkAttribute } from './check-attribute.ts';
import type { CheckInput } from './check-input.ts';
import { type BlockChecks, type BodyChecks, checksOf } from './compile-checks.ts';
import { checkPlanRules } from './plan-rules.ts';
import { checkRelations } from './relations.ts';
import { memberPath, placeOf, reportFinding, type Spot } from './report.ts';

/**
 * Reports what the provider's own checks refuse or warn of, as terraform-plugin-sdk runs them: values, rules between arguments, arguments that
 * cannot be set, deprecations. What is unknown or null is not looked at. Where a block holds something unknown, the provider does not look
 * into it before that is known; what it would refuse then is a warning here.
 *
 * The cost follows what is written, not the size of the type.
 */
export function checkProviderRules(input: CheckInput): void {
  const { facts, configuration, place } = input;
  const spot: Spot = { input, path: '', place, isDeferred: false, isInSet: false, isSensitive: false };
  checkBody(spot, checksOf(facts), configuration);
  if (facts.deprecated === true) {
    reportFinding(spot, {
      code: 'deprecated-resource',
      severity: 'warning',
      message: `\`${facts.type}\` is deprecated`,
      place,
      args: { type: facts.type },
    });
  }
  checkPlanRules(spot);
}

function checkBody(spot: Spot, checks: BodyChecks, body: ObjectValue): void {
  if (!spot.isDeferred) checkRelations(spot, checks, body);
  for (const [name, value] of writtenMembers(body)) {
    if (value.kind === 'null') continue;
    const attribute = checks.attributes.get(name);
    if (attribute !== undefined) checkAttribute(spot, attribute, value);
    const block = checks.blocks.get(name);
    if (block !== undefined) checkBlocks(spot, block, value);
  }
}

function checkBlocks(spot: Spot, block: BlockChecks, value: Value): void {
  const path = memberPath(spot, block.name);
  const isDeferred = spot.isDeferred || !isWhollyKnown(value);
  const items = value.kind === 'list' || value.kind === 'set' ? value.items : [value];
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'object') continue;
    checkBody(
      {
        ...spot,
        path: value.kind === 'list' && items.length > 1 ? `${path}[${index}]` : path,
        place: placeOf(item, spot),
        isDeferred,
        isInSet: spot.isInSet || value.kind === 'set',
        isSensitive: spot.isSensitive || item.sensitive === true || value.sensitive === true,
      },
      block.body(),
      item,
    );
  }
  const [first] = items;
  if (block.isDeprecated && first !== undefined && !isDeferred) {
    reportFinding(spot, {
      code: 'deprecated-argument',
      severity: 'warning',
      message: `\`${path}\` is deprecated`,
      place: placeOf(first, spot),
      args: { argument: path },
    });
  }
}
