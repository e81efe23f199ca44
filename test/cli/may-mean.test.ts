import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { createWorkspace, environmentFile } from '../check/workspace-fixture.ts';
import { memoryIo } from './memory-io.ts';

const workspace = createWorkspace();
afterAll(() => workspace.dispose());
workspace.edit(environmentFile('dev'), '  location:', '  locatoin:');
workspace.write(environmentFile('other'), 'kind: Environment\n');

describe('an environment that is asked for and cannot be read', () => {
  it.each([[['validate']], [['plan']], [['policy', 'check']], [['cost']]])('is told of by %j', async (words) => {
    const io = memoryIo({ cwd: workspace.folder });
    const code = await runCli([...words, 'dev'], () => io);
    expect(code).toBe(1);
    expect(io.out() + io.err()).toContain('unknown key `locatoin`');
    expect(io.out() + io.err()).not.toContain('other.yaml');
  });
});
