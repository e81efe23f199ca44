/** What a block of the Terraform language may hold; provider-defined bodies are `open`. */
export interface BlockSchema {
  /** Names of the labels, for messages. */
  readonly labels?: readonly string[];
  /** Arguments by name. */
  readonly arguments?: Readonly<Record<string, ArgumentSchema>>;
  /** Nested blocks by type. */
  readonly blocks?: Readonly<Record<string, BlockSchema>>;
  /** Other arguments and blocks are somebody else's business. */
  readonly open?: true;
  /** Terraform version that brought the block; absent for those that version 1.0 had. */
  readonly since?: string;
}

/** An argument of a block of the language. */
export interface ArgumentSchema {
  readonly required?: true;
  /** Terraform version that brought the argument. */
  readonly since?: string;
}

const anything: BlockSchema = { open: true };
const labelled: BlockSchema = { labels: ['name'], open: true };
const optional: ArgumentSchema = {};
const required: ArgumentSchema = { required: true };

const condition: BlockSchema = { arguments: { condition: required, error_message: required } };
const conditionSince12: BlockSchema = { ...condition, since: '1.2' };

const resourceLifecycle: BlockSchema = {
  arguments: {
    create_before_destroy: optional,
    prevent_destroy: optional,
    ignore_changes: optional,
    replace_triggered_by: { since: '1.2' },
  },
  blocks: { precondition: conditionSince12, postcondition: conditionSince12 },
};

const conditionsOnly: BlockSchema = { blocks: { precondition: conditionSince12, postcondition: conditionSince12 } };

const repeated: Readonly<Record<string, ArgumentSchema>> = {
  count: optional,
  for_each: optional,
  provider: optional,
  depends_on: optional,
};

const dataBlock: BlockSchema = {
  labels: ['type', 'name'],
  arguments: repeated,
  blocks: { lifecycle: conditionsOnly },
  open: true,
};

/**
 * Top-level blocks of a `.tf` file.
 *
 * @see https://developer.hashicorp.com/terraform/language
 */
export const languageBlocks: Readonly<Record<string, BlockSchema>> = {
  terraform: {
    arguments: { required_version: optional, experiments: optional, language: optional },
    blocks: {
      required_providers: anything,
      backend: { labels: ['type'], open: true },
      cloud: anything,
      provider_meta: labelled,
    },
  },
  provider: { labels: ['name'], arguments: { alias: optional, version: optional }, open: true },
  variable: {
    labels: ['name'],
    arguments: {
      type: optional,
      default: optional,
      description: optional,
      sensitive: optional,
      nullable: { since: '1.1' },
      ephemeral: { since: '1.10' },
    },
    blocks: { validation: condition },
  },
  locals: anything,
  output: {
    labels: ['name'],
    arguments: {
      value: required,
      description: optional,
      sensitive: optional,
      depends_on: optional,
      ephemeral: { since: '1.10' },
    },
    blocks: { precondition: conditionSince12 },
  },
  resource: {
    labels: ['type', 'name'],
    arguments: repeated,
    blocks: { lifecycle: resourceLifecycle, connection: anything, provisioner: { labels: ['type'], open: true } },
    open: true,
  },
  data: dataBlock,
  ephemeral: {
    labels: ['type', 'name'],
    arguments: repeated,
    blocks: { lifecycle: conditionsOnly },
    open: true,
    since: '1.10',
  },
  module: {
    labels: ['name'],
    arguments: {
      source: required,
      version: optional,
      count: optional,
      for_each: optional,
      providers: optional,
      depends_on: optional,
    },
    open: true,
  },
  moved: { arguments: { from: required, to: required }, since: '1.1' },
  import: {
    arguments: {
      to: required,
      id: optional,
      provider: optional,
      for_each: { since: '1.7' },
      identity: { since: '1.12' },
    },
    since: '1.5',
  },
  removed: {
    arguments: { from: required },
    blocks: {
      lifecycle: { arguments: { destroy: required } },
      connection: anything,
      provisioner: { labels: ['type'], open: true },
    },
    since: '1.7',
  },
  check: { labels: ['name'], blocks: { data: dataBlock, assert: condition }, since: '1.5' },
};
