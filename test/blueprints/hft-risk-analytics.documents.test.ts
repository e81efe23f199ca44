import { describe, expect, it } from 'vitest';
import { world, worldOf, worlds } from './flagship-worlds.ts';

describe('source database SQL', () => {
  it('prepares MySQL so that it lasts, and grants no more than the tables need', () => {
    const sql = world('prod').text('docs/source-database.mysql.sql');
    expect(sql.match(/^SET PERSIST \w+/gm)?.map((line) => line.split(' ')[2])).toEqual(
      expect.arrayContaining(['binlog_format', 'binlog_row_image', 'binlog_expire_logs_seconds', 'gtid_mode']),
    );
    expect(sql).toContain("GRANT SELECT ON `trading`.`positions` TO `datastream_user`@'%';");
    expect(sql).not.toMatch(/GRANT SELECT ON \*\.\*|SET GLOBAL/);
  });

  it('publishes the tables of PostgreSQL before the slot, by the names of the stream', () => {
    const sql = world('staging').text('docs/source-database.postgresql.sql');
    expect(sql).toMatch(
      /CREATE PUBLICATION "trading_publication"[\s\S]*"trading"\."positions"[\s\S]*create_logical_replication_slot\('trading_slot'/,
    );
  });

  it('turns on the logs of Oracle, and change data capture of SQL Server, table by table', async () => {
    const oracle = await worldOf('dev', 'source_database_type=oracle', 'source_schema=TRADING');
    expect(oracle.text('docs/source-database.oracle.sql')).toContain(
      'ALTER TABLE "TRADING"."positions" ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS;',
    );
    const server = await worldOf('dev', 'source_database_type=sqlserver', 'source_schema=dbo');
    expect(server.text('docs/source-database.sqlserver.sql')).toContain(
      "EXEC sys.sp_cdc_enable_table @source_schema = 'dbo', @source_name = 'positions', @role_name = NULL;",
    );
  });

  it('is written for the engine of the environment only, and holds no password', async () => {
    for (const { files } of worlds) {
      const sql = [...files].filter(([path]) => path.endsWith('.sql'));
      expect(sql.length).toBe(1);
      expect(sql[0]?.[1]).not.toMatch(/IDENTIFIED BY '|PASSWORD '/);
    }
  });
});

describe.each(worlds)('documents of $name', ({ name, text, plan }) => {
  it('call things by the names they have', () => {
    const page = text('docs/README.md');
    for (const output of ['data_bucket_name', 'bigquery_dataset_id', 'risk_analytics_api_name', 'datastream_name'])
      expect(page, output).toContain(`\`${plan.outputs.get(output)}\``);
    expect(text('scripts/settings.sh')).toContain(`name='hft-risk-${name}'`);
  });

  it('draw what there is', () => {
    const diagram = /```mermaid\n([\s\S]*?)```/.exec(text('docs/README.md'))?.[1] ?? '';
    expect(diagram.startsWith('flowchart LR\n')).toBe(true);
    expect(diagram.includes('inference')).toBe(name !== 'dev');
    const nodes = [...diagram.matchAll(/^ {2}(\w+)[[({ -].*?(?:-->(?:\|[^|]+\|)? ?(\w+))/gm)];
    expect(nodes.length).toBeGreaterThan(4);
  });

  it('lead from what is seen to its cause and to what helps', () => {
    const page = text('docs/operations.md');
    const rows = page.match(/^\| .* \| .* \| .* \|$/gm) ?? [];
    expect(rows.length).toBeGreaterThan(8);
    for (const seen of ['The stream does not start', 'useToEncrypt', 'A revision is FAILED', '403 or 404'])
      expect(page).toContain(seen);
  });

  it('have links that lead somewhere', () => {
    for (const file of ['README.md', 'operations.md', 'compliance.md'])
      for (const [, link = ''] of text(`docs/${file}`).matchAll(/\]\(([^)]+)\)/g))
        expect(() => text(`docs/${link}`), link).not.toThrow();
  });
});

describe('market data', () => {
  it('comes by a topic that keeps it, in order, and what is given up is kept apart', () => {
    for (const one of worlds) {
      expect(one.values('google_pubsub_topic', 'name')).toEqual([
        `hft-risk-${one.name}-market-data`,
        `hft-risk-${one.name}-market-data-dead`,
      ]);
      expect(one.values('google_pubsub_subscription', 'dead_letter_policy.max_delivery_attempts')).toEqual([5]);
      expect(one.values('google_pubsub_subscription', 'enable_message_ordering')).toContain(true);
    }
  });
});
