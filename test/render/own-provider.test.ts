import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CliWorkspace, cliWorkspace } from './cli-workspace.ts';

let workspace: CliWorkspace;
beforeEach(() => {
  workspace = cliWorkspace(true);
});
afterEach(() => workspace.remove());

it('leaves a provider that a template configures itself out of providers.tf', async () => {
  mkdirSync(join(workspace.root, 'old'));
  const module = 'provider "google" {\n  project               = var.project\n  user_project_override = true\n}\n';
  writeFileSync(
    join(workspace.root, 'old/main.tf'),
    `variable "project" {\n  type    = string\n  default = "acme-dev"\n}\n\n${module}`,
  );
  await workspace.run('init', '--from-module', 'old', '--project', 'acme-dev');
  expect(await workspace.run('render')).toMatchObject({ exitCode: 0 });
  const folder = join(workspace.root, 'generated/old/dev/infrastructure-manager');
  expect(readFileSync(join(folder, 'main.tf'), 'utf8')).toContain('user_project_override');
  expect(existsSync(join(folder, 'providers.tf'))).toBe(false);
});
