import type { JsonTexts } from '../../hcl/syntax/json-expression.ts';

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
  /** In JSON: everything else in it is an argument, with texts meant like this. Absent: it may be a block. */
  readonly texts?: JsonTexts;
  /** Terraform version that brought the block; absent for those that version 1.0 had. */
  readonly since?: string;
}

/** An argument of a block of the language. */
export interface ArgumentSchema {
  readonly required?: true;
  /** Terraform version that brought the argument. */
  readonly since?: string;
  /** How texts are meant in JSON. Default: `template`. */
  readonly texts?: JsonTexts;
}

const anything: BlockSchema = { open: true };
const labelled: BlockSchema = { labels: ['name'], open: true };
const optional: ArgumentSchema = {};
const constant: ArgumentSchema = { texts: 'constant' };
const names: ArgumentSchema = { texts: 'expression' };
const requiredNames: ArgumentSchema = { required: true, texts: 'expression' };
const provisioner: BlockSchema = {
  labels: ['type'],
  arguments: { when: names, on_failure: names },
  blocks: { connection: anything },
  open: true,
};
const required: ArgumentSchema = { required: true };

const condition: BlockSchema = { arguments: { condition: required, error_message: required } };
const conditionSince12: BlockSchema = { ...condition, since: '1.2' };

const resourceLifecycle: BlockSchema = {
  arguments: {
    create_before_destroy: optional,
    prevent_destroy: optional,
    ignore_changes: names,
    replace_triggered_by: { since: '1.2', texts: 'expression' },
  },
  blocks: { precondition: conditionSince12, postcondition: conditionSince12 },
};

const conditionsOnly: BlockSchema = { blocks: { precondition: conditionSince12, postcondition: conditionSince12 } };

const repeated: Readonly<Record<string, ArgumentSchema>> = {
  count: optional,
  for_each: optional,
  provider: names,
  depends_on: names,
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
    arguments: { required_version: constant, experiments: names, language: names },
    blocks: {
      required_providers: { open: true, texts: 'constant' },
      backend: { labels: ['type'], open: true },
      cloud: anything,
      provider_meta: labelled,
    },
  },
  provider: { labels: ['name'], arguments: { alias: constant, version: constant }, open: true },
  variable: {
    labels: ['name'],
    arguments: {
      type: names,
      default: constant,
      description: constant,
      sensitive: optional,
      nullable: { since: '1.1' },
      ephemeral: { since: '1.10' },
    },
    blocks: { validation: condition },
  },
  locals: { open: true, texts: 'template' },
  output: {
    labels: ['name'],
    arguments: {
      value: required,
      description: constant,
      sensitive: optional,
      depends_on: names,
      ephemeral: { since: '1.10' },
    },
    blocks: { precondition: conditionSince12 },
  },
  resource: {
    labels: ['type', 'name'],
    arguments: repeated,
    blocks: { lifecycle: resourceLifecycle, connection: anything, provisioner },
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
      source: { required: true, texts: 'constant' },
      version: constant,
      count: optional,
      for_each: optional,
      providers: names,
      depends_on: names,
    },
    open: true,
    texts: 'template',
  },
  moved: { arguments: { from: requiredNames, to: requiredNames }, since: '1.1' },
  import: {
    arguments: {
      to: requiredNames,
      id: optional,
      provider: names,
      for_each: { since: '1.7' },
      identity: { since: '1.12' },
    },
    since: '1.5',
  },
  removed: {
    arguments: { from: requiredNames },
    blocks: {
      lifecycle: { arguments: { destroy: required } },
      connection: anything,
      provisioner,
    },
    since: '1.7',
  },
  check: { labels: ['name'], blocks: { data: dataBlock, assert: condition }, since: '1.5' },
};
