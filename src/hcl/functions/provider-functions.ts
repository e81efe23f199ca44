import { anyType, stringType } from '../values/types.ts';
import { stringValue, unknownAny } from '../values/values.ts';
import { text, textAt } from './arguments.ts';
import { encodeExpression, encodeVariables } from './encode-expression.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

/**
 * Functions that providers bring, by local name of the provider. The local name is taken for the provider of that name: a module that
 * calls it differently has its functions not evaluated.
 *
 * @see https://developer.hashicorp.com/terraform/language/functions/terraform-encode_tfvars
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs/functions/location_from_id
 */
export function functionsOfProvider(localName: string): readonly FunctionDescriptor[] | undefined {
  if (localName === 'terraform') return terraformFunctions;
  return localName === 'google' || localName === 'google-beta' ? googleFunctions : undefined;
}

const since = '1.8';

const terraformFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'encode_expr',
    parameters: [{ name: 'expr', type: anyType, nullable: true, whole: true }],
    returns: stringType,
    since,
    evaluate: ([value = unknownAny], { engines }) => stringValue(encodeExpression(value, engines)),
  },
  {
    name: 'encode_tfvars',
    parameters: [{ name: 'value', type: anyType, whole: true }],
    returns: stringType,
    since,
    evaluate: ([value = unknownAny], { engines }) => stringValue(encodeVariables(value, engines)),
  },
  {
    name: 'decode_tfvars',
    parameters: [text('src')],
    returns: anyType,
    since,
    evaluate: (args, { variables }) => variables?.(textAt(args, 0)) ?? unknownAny,
  },
];

const googleFunctions: readonly FunctionDescriptor[] = [
  partOfId('location_from_id', 'id', /locations\/([^/]+)\//, 'a location, as in "…/locations/us-central1/…"'),
  partOfId('name_from_id', 'id', /\/([^/]+)$/, 'a name after its last slash'),
  partOfId('project_from_id', 'id', /projects\/([^/]+)\//, 'a project, as in "projects/my-project/…"'),
  partOfId('region_from_id', 'id', /regions\/([^/]+)\//, 'a region, as in "…/regions/us-central1/…"'),
  partOfId('region_from_zone', 'zone', /^(.+)-.$/, 'a zone, such as us-central1-a'),
  partOfId('zone_from_id', 'id', /zones\/([^/]+)\//, 'a zone, as in "…/zones/us-central1-a/…"'),
];

function partOfId(name: string, parameter: string, pattern: RegExp, expected: string): FunctionDescriptor {
  return {
    name,
    parameters: [text(parameter)],
    returns: stringType,
    since,
    evaluate: (args) => {
      const part = pattern.exec(textAt(args, 0))?.[1];
      if (part === undefined) throw new FunctionFault(`"${textAt(args, 0)}" does not hold ${expected}`, 0);
      return stringValue(part);
    },
  };
}
