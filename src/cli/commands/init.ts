import { UsageError } from '../../errors.ts';
import type { Command } from '../command.ts';

/** `imprint init`: a new workspace, or a new blueprint in one. */
export const init: Command = {
  name: 'init',
  summary: 'Start a workspace or a blueprint, from nothing or from an existing Terraform module',
  arguments: '[DIR]',
  options: [],
  examples: [],
  run() {
    return Promise.reject(new UsageError('init cannot write anything yet'));
  },
};
