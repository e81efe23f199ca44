import type { JsonTexts } from '../../hcl/syntax/json-expression.ts';
import { type TextTest, unicodeTest } from '../../regex/unicode-test.ts';
import type { ConstantType } from './constants.ts';

/** What a block of the Terraform language may hold; provider-defined bodies are `open`. */
export interface BlockSchema {
  /** Names of the labels, for messages. */
  readonly labels?: readonly string[];
  /** Arguments by name. */
  readonly arguments?: Readonly<Record<string, ArgumentSchema>>;
  /** Nested blocks by type. */
  readonly blocks?: Readonly<Record<string, BlockSchema>>;
  /** Other arguments and blocks, or other arguments only, are somebody else's business. */
  readonly open?: true | 'arguments';
  /** What the labels must look like. Absent: anything. */
  readonly names?: TextTest;
  /** There is at most one in the block around it. */
  readonly single?: true;
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
  /** It is read before anything is evaluated, so its value is a constant of this type. Absent: any expression. */
  readonly constant?: ConstantType;
}

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;
const providerName = unicodeTest(/^[a-z\d][a-z\d-]*$/i, '^[\\p{L}\\p{N}][\\p{L}\\p{N}-]*$');

const anything: BlockSchema = { open: true };
const labelled: BlockSchema = { labels: ['name'], open: true };
const optional: ArgumentSchema = {};
const flag: ArgumentSchema = { constant: 'bool' };
const constantText: ArgumentSchema = { texts: 'constant', constant: 'string' };
const constant: ArgumentSchema = { texts: 'constant' };
const names: ArgumentSchema = { texts: 'expression' };
const requiredNames: ArgumentSchema = { required: true, texts: 'expression' };
const provisioner: BlockSchema = {
  labels: ['type'],
  arguments: { when: names, on_failure: names },
  blocks: { connection: { open: true, single: true } },
  open: true,
};
const required: ArgumentSchema = { required: true };

const condition: BlockSchema = { arguments: { condition: required, error_message: required } };
const conditionSince12: BlockSchema = { ...condition, since: '1.2' };

const resourceLifecycle: BlockSchema = {
  arguments: {
    create_before_destroy: flag,
    prevent_destroy: flag,
    ignore_changes: names,
    replace_triggered_by: { since: '1.2', texts: 'expression' },
  },
  blocks: { precondition: conditionSince12, postcondition: conditionSince12 },
  single: true,
};

const conditionsOnly: BlockSchema = {
  blocks: { precondition: conditionSince12, postcondition: conditionSince12 },
  single: true,
};

const repeated: Readonly<Record<string, ArgumentSchema>> = {
  count: optional,
  for_each: optional,
  provider: names,
  depends_on: names,
};

const dataBlock: BlockSchema = {
  labels: ['type', 'name'],
  names: identifier,
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
  provider: {
    labels: ['name'],
    names: providerName,
    arguments: { alias: constantText, version: constantText },
    open: true,
  },
  variable: {
    labels: ['name'],
    names: identifier,
    arguments: {
      type: names,
      default: { texts: 'constant', constant: 'any' },
      description: constantText,
      sensitive: flag,
      nullable: { ...flag, since: '1.1' },
      ephemeral: { ...flag, since: '1.10' },
    },
    blocks: { validation: condition },
  },
  locals: { open: true, texts: 'template' },
  output: {
    labels: ['name'],
    names: identifier,
    arguments: {
      value: required,
      description: constantText,
      sensitive: flag,
      depends_on: names,
      ephemeral: { ...flag, since: '1.10' },
    },
    blocks: { precondition: conditionSince12 },
  },
  resource: {
    labels: ['type', 'name'],
    names: identifier,
    arguments: repeated,
    blocks: { lifecycle: resourceLifecycle, connection: { open: true, single: true }, provisioner },
    open: true,
  },
  data: dataBlock,
  ephemeral: {
    labels: ['type', 'name'],
    names: identifier,
    arguments: repeated,
    blocks: { lifecycle: conditionsOnly },
    open: true,
    since: '1.10',
  },
  module: {
    labels: ['name'],
    names: identifier,
    arguments: {
      source: { ...constantText, required: true },
      version: constantText,
      count: optional,
      for_each: optional,
      providers: names,
      depends_on: names,
    },
    open: 'arguments',
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
  check: { labels: ['name'], names: identifier, blocks: { data: dataBlock, assert: condition }, since: '1.5' },
};
