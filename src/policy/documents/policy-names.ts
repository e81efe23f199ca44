import type { Location } from '../../diagnostics/range.ts';
import type { PlacedMap } from './placed-node.ts';
import { fault, isNothing, member, note, type Reading, textAt } from './reading.ts';

/** A node: organizations and folders go by their number. */
const nodePattern = /(?:organizations|folders)\/\d+|projects\/[^/]+/;
const wholeNode = new RegExp(`^(?:${nodePattern.source})$`);
/** A name as the API writes it: `organizations/1/policies/gcp.resourceLocations`. */
const policyName = new RegExp(`^(?://orgpolicy\\.googleapis\\.com/)?(${nodePattern.source})/policies/(.+)$`);

/** Node and constraint of a policy's name; a fault where it has another form. */
export function readPolicyName(
  reading: Reading,
  map: PlacedMap,
): { readonly node: string; readonly constraint: string; readonly location: Location } | undefined {
  const node = member(reading, map, 'name');
  if (node === undefined || isNothing(node)) {
    fault(reading, 'policy-syntax', 'the policy has no `name`', node?.key ?? map.location, nameHint);
    return undefined;
  }
  const name = textAt(reading, node, 'name');
  if (name === undefined) return undefined;
  const parts = policyName.exec(name);
  if (parts === null) {
    fault(reading, 'policy-syntax', `"${name}" is not the name of a policy`, node.location, nameHint);
    return undefined;
  }
  return {
    node: parts[1] ?? '',
    constraint: readConstraintName(reading, parts[2] ?? '', node.location),
    location: node.location,
  };
}

const nameHint = 'write organizations/NUMBER, folders/NUMBER or projects/ID before /policies/ and the constraint';

/** The name of a constraint without `constraints/`, which names of policies do not have. */
export function readConstraintName(reading: Reading, text: string, location: Location): string {
  const name = text.replace(/^constraints\//, '');
  if (name !== text)
    note(reading, 'prefix', `\`${name}\` is written with \`constraints/\` here`, location, 'leave out `constraints/`');
  return name;
}

/** The node a file belongs to by its path: `policies/folders/200/locations.yaml`; the last such pair of folders counts. */
function nodeOfPath(file: string): string | undefined {
  const matches = [...file.matchAll(/(?:^|\/)((?:organizations|folders|projects)\/[^/]+)(?=\/)/g)];
  return matches.at(-1)?.[1];
}

/**
 * Where a policy that does not name its node is attached: its document's `node`, else the file's path.
 * A fault where neither tells.
 */
export function readAttachment(reading: Reading, map: PlacedMap, what: string, place: Location): string | undefined {
  const own = map.entries.get('node');
  const text = textAt(reading, own, 'node');
  if (own && text !== undefined) {
    if (wholeNode.test(text)) return text;
    const hint = 'write organizations/NUMBER, folders/NUMBER or projects/ID';
    fault(reading, 'policy-node', `"${text}" is no node of a hierarchy`, own.location, hint);
    return undefined;
  }
  const byPath = nodeOfPath(place.file);
  if (byPath !== undefined && wholeNode.test(byPath)) return byPath;
  if (byPath !== undefined) {
    const message = `${what} lies in ${byPath}, which is no node of a hierarchy`;
    fault(
      reading,
      'policy-node',
      message,
      place,
      'add `node: folders/200` or the like, or name the folder by its number',
    );
    return undefined;
  }
  const hint = 'add `node: folders/200` or the like, or put the file into a folder such as folders/200/';
  fault(reading, 'policy-node', `${what} does not say which node it belongs to`, place, hint);
  return undefined;
}
