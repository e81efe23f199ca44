import type { Rule } from './rule.ts';

/** What a module has to mention for a rare rule to find anything in it. */
const mention = new RegExp(
  [
    'deletion_policy',
    'random_(id|string|pet)',
    'google_cloud_(run_v2_(service|job)|scheduler_job)',
    'google_(bigquery_datapolicyv2_data_policy|compute_instance|datastream_(connection_profile|stream))',
    'google_(logging_metric|monitoring_alert_policy|project_iam_audit_config|storage_bucket)',
  ].join('|'),
);

/** The rare rules where one of the texts may be for them, none for all others: so that only those pay for loading them. */
export async function loadRareRules(texts: Iterable<string>): Promise<readonly Rule[]> {
  for (const text of texts)
    if (mention.test(text)) return (await import('./rare-module-rules.generated.ts')).rareModuleRules;
  return [];
}
