import { strToU8, zipSync } from 'fflate';
import { constantScope, functionContext } from '../../terraform/open-module.ts';
import { configurationJson } from '../../terraform/plan/configuration-json.ts';
import type { Plan, ResourceChange } from '../../terraform/plan/plan-model.ts';
import { terraformJson } from '../../terraform/plan/terraform-json.ts';
import type { ModulePlan } from './plan-module.ts';

/** A plan with what it is printed with. */
export interface PrintedPlan {
  /** The plan, or the destruction of what is there. */
  readonly plan: Plan;
  readonly planned: ModulePlan;
  readonly drift: readonly ResourceChange[];
  /** RFC 3339. */
  readonly time: string;
}

/** The plan as `terraform show -json` prints it (11.10). */
export function planJson({ plan, planned: { opened, context }, drift, time }: PrintedPlan): string {
  const constants = constantScope(functionContext(opened, []), []);
  const { facts } = opened;
  const isNew = context.prior.instances.size === 0 && context.prior.outputs.size === 0;
  return terraformJson(plan, {
    timestamp: time.replace(/\.\d+Z$/, 'Z'),
    configuration: configurationJson(opened.tree.root, { constants, ...(facts !== undefined && { facts }) }),
    drift,
    ...(isNew ? {} : { prior: context.prior }),
  });
}

/** The earliest time a zip entry can carry. */
const fixedTime = new Date(1980, 0, 1);

const readme = `This stands in for a binary plan file of Terraform. It was made by an emulator of Infrastructure Manager:
terraform cannot apply or show it. plan.json beside this text is the plan as "terraform show -json" prints it.
`;

/** What stands in for the binary plan: a zip, as those are, that says what it is. */
export function planArchive(json: string): Uint8Array {
  const options = { mtime: fixedTime, os: 3, attrs: 0o100644 << 16 } as const;
  return zipSync({ README: [strToU8(readme), options], 'plan.json': [strToU8(json), options] });
}
