import { describe, expect, it } from 'vitest';
import { restObjectReader } from '../../src/submit/object-reader.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { findRunLogs, parseErrorLines, readLog } from '../../src/submit/run-logs.ts';
import { type StandInRoutes, standIn } from './service-stand-in.ts';

const name = 'projects/p/locations/l/deployments/d';

describe('findRunLogs', () => {
  const routes: StandInRoutes = {
    [`GET /v1/${name}/revisions/r-3`]: { logs: 'gs://b/r-3/logs', errorLogs: 'gs://b/r-3/errors' },
    [`GET /v1/${name}/revisions/r-1`]: { logs: 'gs://b/r-1/logs' },
  };
  const find = (deployment: object, revision?: string) =>
    findRunLogs(
      name,
      revision,
      restConfigApi('http://service', standIn({ ...routes, [`GET /v1/${name}`]: deployment }).rest),
    );
  const latestRevision = `${name}/revisions/r-3`;

  it('are those of the newest revision, or of the one asked for', async () => {
    const newest = { run: 'r-3', logs: 'gs://b/r-3/logs', errorLogs: 'gs://b/r-3/errors' };
    await expect(find({ state: 'ACTIVE', latestRevision })).resolves.toEqual(newest);
    await expect(find({}, 'r-1')).resolves.toEqual({ run: 'r-1', logs: 'gs://b/r-1/logs' });
  });

  it('are those of the destroy run where a delete failed, and not after the next apply', async () => {
    const deleteLogs = 'gs://b/delete/logs';
    await expect(find({ state: 'FAILED', latestRevision, deleteLogs })).resolves.toEqual({
      run: 'delete',
      logs: deleteLogs,
    });
    await expect(find({ state: 'ACTIVE', latestRevision, deleteLogs })).resolves.toMatchObject({ run: 'r-3' });
  });

  it('are none where nothing was run', async () => {
    await expect(find({ state: 'CREATING' })).resolves.toBeUndefined();
    await expect(find({ status: 404, json: {} })).resolves.toBeUndefined();
  });
});

describe('readLog', () => {
  const bytes = (text: string) => ({ status: 200, json: new TextEncoder().encode(text) });
  const read = (uri: string, routes: StandInRoutes) =>
    readLog(uri, restObjectReader('http://service', standIn(routes).rest));

  it('reads the object of that name', async () => {
    await expect(read('gs://b/logs', { 'GET /storage/v1/b/b/o/logs': bytes('apply complete\n') })).resolves.toBe(
      'apply complete\n',
    );
  });

  it('reads all objects below it where there is none of that name', async () => {
    const items = [{ name: 'logs/1' }, { name: 'logs/2' }];
    const routes = {
      'GET /storage/v1/b/b/o': { items },
      'GET /storage/v1/b/b/o/logs/1': bytes('one\n'),
      'GET /storage/v1/b/b/o/logs/2': bytes('two\n'),
    };
    await expect(read('gs://b/logs', routes)).resolves.toBe('one\ntwo\n');
  });

  it('is undefined where there is nothing', async () => {
    await expect(read('gs://b/logs', {})).resolves.toBeUndefined();
  });

  it('takes out what a terminal would act upon', async () => {
    const text = '\u001b[31mred\u001b[0m\ttab\u0007\u001b]0;title\u0007\r\n';
    await expect(read('gs://b/logs', { 'GET /storage/v1/b/b/o/logs': bytes(text) })).resolves.not.toMatch(
      /[\u0000-\u0008\u000b-\u001f]/,
    );
  });
});

describe('parseErrorLines', () => {
  it('reads an error a line, and keeps a line that is none as its words', () => {
    expect(parseErrorLines('{"resourceAddress":"a.b","httpResponseCode":403}\n\nsegmentation fault\n')).toEqual([
      { resourceAddress: 'a.b', httpResponseCode: 403 },
      { errorDescription: 'segmentation fault' },
    ]);
  });
});
