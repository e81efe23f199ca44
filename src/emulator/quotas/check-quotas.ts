import type { Quota } from './quota.ts';
import { type DefaultPlace, demandOf, type QuotaResource } from './quota-demand.ts';

/** What a run would leave behind, and what there is beside it. */
export interface QuotaCase {
  readonly quotas: readonly Quota[];
  readonly place: DefaultPlace;
  /** What the deployment has before the run. */
  readonly before: readonly QuotaResource[];
  /** What it would have afterwards. */
  readonly after: readonly QuotaResource[];
  /** What other deployments have. */
  readonly others: readonly { readonly place: DefaultPlace; readonly resources: readonly QuotaResource[] }[];
}

/** A quota a run asks more of. */
export interface QuotaVerdict {
  readonly metric: string;
  readonly project: string;
  /** Absent for metrics of the whole project. */
  readonly region?: string;
  readonly limit: number;
  /** What is in use without the run. */
  readonly usage: number;
  /** How much more the run asks for; above 0. */
  readonly requested: number;
  readonly exceeded: boolean;
}

/** The report of a validation (17.4); the form is ours. */
export interface QuotaReport {
  /** In the order of the quotas; those of which nothing more is asked are left out. */
  readonly evaluated: readonly QuotaVerdict[];
  readonly notEvaluated: readonly { readonly address: string; readonly reason: string }[];
}

/** Holds what a run asks for against the quotas (17.2, 17.3). Pure. */
export function checkQuotas({ quotas, place, before, after, others }: QuotaCase): QuotaReport {
  const [had, wanted] = [demandOf(before, place), demandOf(after, place)];
  const elsewhere = others.map((other) => demandOf(other.resources, other.place).amounts);
  const evaluated = quotas.flatMap((quota): readonly QuotaVerdict[] => {
    const own = had.amounts.get(quota.name) ?? 0;
    const requested = (wanted.amounts.get(quota.name) ?? 0) - own;
    if (requested <= 0) return [];
    const usage = elsewhere.reduce((sum, amounts) => sum + (amounts.get(quota.name) ?? 0), quota.usage + own);
    const { metric, limit, region } = quota;
    const where = { project: quota.project, ...(region === undefined ? {} : { region }) };
    return [{ metric, ...where, limit, usage, requested, exceeded: usage + requested > limit }];
  });
  return { evaluated, notEvaluated: wanted.uncounted };
}

/** What a run is refused with for a quota. */
export function verdictText({ metric, project, region, limit, usage, requested }: QuotaVerdict): string {
  const place = region === undefined ? `project ${project}` : `project ${project}, region ${region}`;
  return `Quota '${metric}' exceeded in ${place}: limit ${limit}, in use ${usage}, requested ${requested}`;
}
