import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../src/settings.ts';
import { startService } from './running-service.ts';

function readTemplate(name: string): string {
  return readFileSync(new URL(`../../../templates/${name}`, import.meta.url), 'utf8');
}

/** Names of the variables that reading the settings asks for. */
function variablesRead(): Set<string> {
  const names = new Set<string>();
  readSettings(new Proxy({}, { get: (_target, name) => void names.add(String(name)) }));
  return names;
}

describe('the blueprint and the service', () => {
  const api = readTemplate('api.tf.hbs');

  test('mean the same variables; what the service does not read is known, and stands in its README', () => {
    const block = /for_each = \{([\s\S]*?)\n {8}\}/.exec(api)?.[1] ?? '';
    const set = [...block.matchAll(/^\s*([A-Z_]+)\s*=/gm)].map(([, name]) => name ?? '');
    const read = variablesRead();
    const unread = set.filter((name) => !read.has(name));
    expect(set.filter((name) => read.has(name)).sort()).toEqual([
      'GOOGLE_CLOUD_PROJECT',
      'INFERENCE_URL',
      'METRICS_TABLE',
      'POSITIONS_TABLE',
      'TRADING_DATASET',
    ]);
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    for (const name of unread) expect(readme).toContain(`\`${name}\``);
  });

  test('mean the same port, and probes that are answered', async () => {
    expect(/container_port = (\d+)/.exec(api)?.[1]).toBe(String(readSettings({}).port));
    const paths = [...api.matchAll(/path = "([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(0);
    const service = await startService();
    const statuses = await Promise.all(paths.map(async (path) => (await service.get(path)).status));
    await service.close();
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test('give a request less time than the platform gives it', () => {
    const seconds = Number(/timeout\s*= "(\d+)s"/.exec(api)?.[1]);
    expect(readSettings({}).requestTimeoutMs).toBeLessThan(seconds * 1000);
  });
});
