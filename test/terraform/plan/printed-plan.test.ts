import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateOpened } from '../../../src/terraform/evaluate-module.ts';
import { constantScope, functionContext, openModule } from '../../../src/terraform/open-module.ts';
import { buildPlan } from '../../../src/terraform/plan/build-plan.ts';
import { configurationJson } from '../../../src/terraform/plan/configuration-json.ts';
import type { Plan } from '../../../src/terraform/plan/plan-model.ts';
import { planText } from '../../../src/terraform/plan/plan-text.ts';
import { terraformJson } from '../../../src/terraform/plan/terraform-json.ts';
import { shippedFacts } from './plan-module-text.ts';

const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
const hasTerraform = spawnSync('terraform', ['version'], { env }).status === 0;

const text = `variable "a" {
  default = "x"
}
variable "s" {
  default   = "secret"
  sensitive = true
}
locals {
  l = { a = 1 }
}
resource "terraform_data" "one" {
  for_each         = toset(["p", "q"])
  input            = { n = 12345678901234567890, f = 1.50, s = var.s, k = each.key, t = "<\${var.a}>" }
  triggers_replace = [var.a, local.l.a]
  depends_on       = [terraform_data.two]
}
resource "terraform_data" "two" {
  input = "z"
}
resource "terraform_data" "three" {
  count = 2
  input = terraform_data.one["p"].output
}
output "o" {
  value = [terraform_data.one["p"].id, var.a, terraform_data.two]
}
output "s" {
  value       = var.s
  sensitive   = true
  description = "d"
}
`;

const opened = openModule({ files: new Map([['main.tf', text]]), terraformVersion: '1.11.4', facts: shippedFacts });
const plan: Plan = buildPlan(evaluateOpened(opened, { mode: 'plan' }).value.evaluation);
const constants = constantScope(functionContext(opened, []), []);
const configuration = configurationJson(opened.tree.root, { constants, facts: shippedFacts });
const json = terraformJson(plan, { timestamp: '2026-01-01T00:00:00Z', configuration });

function ask(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('terraform', args, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`terraform ${args.join(' ')}: ${stderr}`);
  return stdout;
}

describe.skipIf(!hasTerraform)('beside the real terraform', () => {
  test('prints the same JSON and the same text', () => {
    const folder = mkdtempSync(join(tmpdir(), 'imprint-plan-'));
    try {
      writeFileSync(join(folder, 'main.tf'), text);
      ask(folder, 'init', '-no-color');
      const shown = ask(folder, 'plan', '-no-color', '-out', 'p');
      // What only terraform knows, and the time.
      const {
        relevant_attributes: _attributes,
        timestamp: _time,
        ...theirs
      } = JSON.parse(ask(folder, 'show', '-json', 'p'));
      const { timestamp: _ours, ...ours } = JSON.parse(json);
      expect(ours).toEqual(theirs);
      expect(Object.keys(ours)).toEqual(Object.keys(theirs));
      expect(shown).toContain(planText(plan));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});

test('prints numbers with all their digits', () => {
  expect(json).toContain('"n":12345678901234567890');
});

test('hides what is sensitive from people', () => {
  expect(planText(plan)).toContain('s = (sensitive value)');
  expect(planText(plan)).not.toContain('"secret"');
});
