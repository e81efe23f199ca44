import { type MessageSchema, type MessageValue, type PartialValue, scalar } from '../../cel/partial/partial-value.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { TypeFacts } from '../../terraform/facts/facts.ts';
import { allowPolicy, isAllowPolicy } from './allow-policy.ts';
import { apiExceptions } from './api-exceptions.ts';
import { writeLevel } from './build-message.ts';
import { camelCase } from './field-types.ts';
import { fieldType, finishMessage, type MessageDraft, newDraft, write } from './message-draft.ts';
import { apiType } from './message-schema.ts';
import { makesNodePools, nodePoolsOf, nodePoolType } from './node-pools.ts';
import { readSteps } from './type-layout.ts';

/** A planned resource as the service gets it. */
export interface ApiResource {
  /** `storage.googleapis.com/Bucket`. */
  readonly type: string;
  readonly message: MessageValue;
  /** The Terraform resource writes a part of the REST resource only, such as one rule of a policy; the rest is not known. */
  readonly isPart?: true;
  /** The REST resource is made anew, though not all of it is written: a template or an image has the rest. */
  readonly isMadeWhole?: true;
}

const allowPolicyType = 'iam.googleapis.com/AllowPolicy';

const mapped = new WeakMap<ResourceInstance, readonly ApiResource[]>();

/**
 * The REST resource a planned resource is, with its fields in the API's names; undefined when the facts tell of none. What is
 * known after apply is unknown in the message; what the module leaves to the service is not set.
 */
export function apiResource(resource: ResourceInstance): ApiResource | undefined {
  return apiResources(resource)[0];
}

/** The same with the resources that are made along with it: the node pools of a cluster. Each instance is mapped once. */
export function apiResources(resource: ResourceInstance): readonly ApiResource[] {
  const known = mapped.get(resource);
  if (known !== undefined) return known;
  const result = mapResource(resource);
  mapped.set(resource, result);
  return result;
}

/** Types of the REST resources that {@link apiResources} may give, found without making them. */
export function apiResourceTypes({ mode, type, facts }: ResourceInstance): readonly string[] {
  if (mode !== 'managed') return [];
  if (isAllowPolicy(type)) return [allowPolicyType];
  const own = facts && constrainedType(facts);
  if (own === undefined) return [];
  return makesNodePools(type) ? [own, nodePoolType] : [own];
}

function mapResource(resource: ResourceInstance): readonly ApiResource[] {
  const { facts } = resource;
  const [type] = apiResourceTypes(resource);
  if (type === allowPolicyType) return [{ type, message: allowPolicy(resource) }];
  if (facts === undefined || type === undefined) return [];
  const { layout, schema } = apiType(facts);
  const draft = newDraft([]);
  const action = resource.change?.action;
  writeLevel(draft, layout, schema, {
    values: resource.values,
    configuration: resource.configuration,
    path: [],
    resource: resource.values,
    isNew: action !== 'update' && action !== 'delete' && action !== 'no-op',
  });
  writeDefaults(draft, facts.type, schema);
  const message = finishMessage(draft, schema);
  const isMadeWhole = madeFromOther.test(facts.type);
  const own: ApiResource = {
    type,
    message,
    ...(isPart(facts) && { isPart: true }),
    ...(isMadeWhole && { isMadeWhole }),
  };
  return [own, ...nodePoolsOf(resource, message)];
}

function writeDefaults(draft: MessageDraft, type: string, schema: MessageSchema): void {
  for (const [path, value] of Object.entries(apiExceptions[type]?.defaults ?? {})) {
    const steps = readSteps(path);
    const names = steps.flatMap((step) => (typeof step === 'string' ? [step] : []));
    const attribute = schemaPath(schema, names);
    write(draft, steps, defaultValue(value, attribute), attribute);
  }
}

function defaultValue(value: string | number | boolean | readonly string[], path: readonly string[]): PartialValue {
  if (typeof value === 'object') return { kind: 'list', items: value.map((item) => scalar(item)), paths: [path] };
  return scalar(typeof value === 'number' ? BigInt(value) : value, { paths: [path] });
}

function schemaPath(schema: MessageSchema, names: readonly string[]): readonly string[] {
  const parent = fieldType(schema, names.slice(0, -1));
  return (parent?.kind === 'message' ? parent.schema.fields.get(names.at(-1) ?? '')?.path : undefined) ?? [];
}

/** The resource type constraints name; undefined when the facts do not tell of a REST resource. */
export function constrainedType(facts: TypeFacts): string | undefined {
  // Some facts lack the kind, whatever the type says.
  const kind: string | undefined = apiExceptions[facts.type]?.kind ?? facts.api?.kind;
  if (facts.api === undefined || kind === undefined) return undefined;
  const { service } = facts.api;
  // Constraints know one type for regional and global resources of Compute Engine.
  return `${service}/${service === 'compute.googleapis.com' ? kind.replace(/^(?:Region|Global)(?=[A-Z])/, '') : kind}`;
}

/** Types whose name does not end as their kind, and that are the whole resource all the same. */
const wholeTypes =
  /_(?:bucket_config|firewall_policy_with_rules|reservation|custom_role|sink|exclusion|settings|slo|guest_policies|url_lists|service_lb_policies|blockchain_nodes|big_query_exports|access_levels|service_perimeters|notebook_execution|agent_pool|policy_orchestrator_for_(?:folder|organization))$|^google_(?:storage_(?:notification|hmac_key)|logging_linked_dataset|sourcerepo_repository|tpu_v2_vm|apigee_api|apigee_environment_keyvaluemaps)$/;

/** Types that make a whole resource, of which they write what differs from a template, an image or a model. */
const madeFromOther = /^google_(?:compute_instance_from_\w+|vertex_ai_endpoint_with_model_garden_deployment)$/;

/** Whether a Terraform type writes a part of a REST resource only. */
export function isPart(facts: TypeFacts): boolean {
  const lastWord = /[A-Z][a-z0-9]*$/.exec(facts.api?.kind ?? '')?.[0].toLowerCase();
  const name = camelCase(facts.type).toLowerCase();
  return lastWord !== undefined && !name.endsWith(lastWord) && !wholeTypes.test(facts.type);
}
