import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerFacts } from '../../src/cli/shipped-facts.ts';
import { estimate } from '../../src/cost/estimate.ts';
import type { Estimate } from '../../src/cost/model.ts';
import { exactMoney } from '../../src/cost/money.ts';
import { openPriceBook, type PriceBook } from '../../src/cost/price-book.ts';
import type { Usage } from '../../src/cost/usage.ts';
import { loadEngines } from '../../src/hcl/functions/load-engines.ts';
import type { SourceDocument } from '../../src/load/document.ts';
import type { PriceBookDocument } from '../../src/load/price-book.ts';
import { readDocument } from '../../src/load/read-document.ts';
import { evaluateModule } from '../../src/terraform/evaluate-module.ts';
import type { Evaluation } from '../../src/terraform/evaluation.ts';

const listFile = 'schemas/prices/google-cloud-list.yaml';

/** The price book that ships. */
export const listPrices: SourceDocument<PriceBookDocument> = readPrices(
  readFileSync(join(import.meta.dirname, '../..', listFile), 'utf8'),
);

/** The prices of it. */
export const listBook: PriceBook = openPriceBook([listPrices.value]);

/** A price book document without faults. */
export function readPrices(text: string, file: string = listFile): SourceDocument<PriceBookDocument> {
  const { value, diagnostics } = readDocument(text, file, 'PriceBook');
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

const facts = providerFacts();

/** A module of one file, evaluated; fails the test where Terraform would refuse it. */
export async function evaluated(text: string): Promise<Evaluation> {
  const files = new Map([['main.tf', text]]);
  const engines = await loadEngines([text]);
  const { value, diagnostics } = evaluateModule({ files, terraformVersion: '1.5.7', engines, facts });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return value.evaluation;
}

/** What a module of one file costs by list prices. */
export async function estimateText(text: string, usage: Usage = {}, hasPaidTerraform = false): Promise<Estimate> {
  return estimate({ name: 'test', evaluation: await evaluated(text), book: listBook, usage, hasPaidTerraform });
}

/** Hourly and daily costs in dollars without zeros at the end. */
export function perHourAndDay({ total }: Estimate): readonly string[] {
  return [total.hourly, total.daily].map(dollars);
}

/** Dollars without zeros at the end. */
export function dollars(nanos: bigint): string {
  return exactMoney(nanos).replace(/\.?0+$/, '');
}
