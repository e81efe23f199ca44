import type { Policy, PolicyRule, PolicySpec, RuleKind } from '../model.ts';
import { type PlacedMap, type PlacedNode, plainValue } from './placed-node.ts';
import { readAttachment } from './policy-names.ts';
import { readValues } from './read-spec.ts';
import { booleanAt, checkNames, fault, isNothing, mapAt, member, note, type Reading, textAt } from './reading.ts';

/**
 * Reads a policy of the first version of the API: `constraint` with `listPolicy`, `booleanPolicy` or `restoreDefault`.
 * It does not name its node: that is the document's `node`, or stands in the file's path.
 *
 * @see https://cloud.google.com/resource-manager/reference/rest/v1/Policy
 */
export function readOldPolicy(reading: Reading, map: PlacedMap): Policy | undefined {
  checkNames(reading, map, ['constraint', 'node', 'version', 'etag', 'updateTime', ...kinds], 'a policy');
  const constraintNode = member(reading, map, 'constraint');
  const place = constraintNode?.key ?? map.location;
  note(reading, 'v1', 'a policy of the first version of the API, read as one of the second', place);
  if (constraintNode === undefined || isNothing(constraintNode)) {
    fault(reading, 'policy-syntax', 'the policy has no `constraint`', place, 'write constraints/ and its name');
    return undefined;
  }
  const constraint = textAt(reading, constraintNode, 'constraint')?.replace(/^constraints\//, '');
  if (constraint === undefined) return undefined;
  const spec = readOldSpec(reading, map, constraintNode);
  const node = readAttachment(reading, map, 'the policy', constraintNode.location);
  return spec && node !== undefined ? { constraint, node, spec, location: constraintNode.location } : undefined;
}

const kinds = ['listPolicy', 'booleanPolicy', 'restoreDefault'] as const;

/** The body of a policy of the first version, as a spec of the second. */
function readOldSpec(reading: Reading, map: PlacedMap, owner: PlacedNode): PolicySpec | undefined {
  const found = kinds.flatMap((name) => {
    const node = member(reading, map, name);
    return node && !isNothing(node) ? [{ name, node }] : [];
  });
  const [first, second] = found;
  if (first === undefined || second !== undefined) {
    const message = first
      ? `the policy has both \`${first.name}\` and \`${second?.name}\``
      : 'the policy has none of `listPolicy`, `booleanPolicy` and `restoreDefault`';
    fault(reading, 'policy-rule', message, owner.location, 'give it exactly one of them');
    return undefined;
  }
  const body = mapAt(reading, first.node, first.name);
  if (body === undefined) return undefined;
  const location = body.key ?? body.location;
  if (first.name === 'restoreDefault') return { rules: [], inheritFromParent: false, reset: true, location };
  if (first.name === 'listPolicy') return readListPolicy(reading, body);
  checkNames(reading, body, ['enforced'], '`booleanPolicy`');
  const enforced = member(reading, body, 'enforced');
  // What the API leaves out is false.
  const enforce = booleanAt(reading, enforced, 'enforced') ?? false;
  const rule: PolicyRule = { kind: { kind: 'enforce', enforce }, location: enforced?.location ?? body.location };
  return { rules: [rule], inheritFromParent: false, reset: false, location };
}

function readListPolicy(reading: Reading, body: PlacedMap): PolicySpec {
  const names = ['allowedValues', 'deniedValues', 'allValues', 'inheritFromParent', 'suggestedValue'];
  checkNames(reading, body, names, '`listPolicy`');
  const allowed = readValues(reading, member(reading, body, 'allowedValues'), 'allowedValues');
  const denied = readValues(reading, member(reading, body, 'deniedValues'), 'deniedValues');
  const all = readAllValues(reading, member(reading, body, 'allValues'));
  const hasValues = allowed.length + denied.length > 0;
  if (all && hasValues)
    fault(reading, 'policy-rule', '`allValues` stands beside values', all.location, 'give either of them');
  const kind: RuleKind | undefined = hasValues ? { kind: 'values', allowed, denied } : all?.kind;
  return {
    rules: kind ? [{ kind, location: hasValues || !all ? body.location : all.location }] : [],
    inheritFromParent: booleanAt(reading, member(reading, body, 'inheritFromParent'), 'inheritFromParent') ?? false,
    reset: false,
    location: body.key ?? body.location,
  };
}

function readAllValues(
  reading: Reading,
  node: PlacedNode | undefined,
): { readonly kind: RuleKind; readonly location: PlacedNode['location'] } | undefined {
  const word = textAt(reading, node, 'allValues');
  if (node === undefined || word === undefined || word === 'ALL_VALUES_UNSPECIFIED') return undefined;
  if (word === 'ALLOW') return { kind: { kind: 'allowAll' }, location: node.location };
  if (word === 'DENY') return { kind: { kind: 'denyAll' }, location: node.location };
  const message = `\`allValues\` is ${JSON.stringify(plainValue(node))}, it has to be ALLOW or DENY`;
  fault(reading, 'policy-syntax', message, node.location);
  return undefined;
}
