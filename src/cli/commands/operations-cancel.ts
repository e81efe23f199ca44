import { parseName } from '../../config-api/names.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { usage } from '../framework/parse-arguments.ts';

/** `imprint operations cancel`: asks running operations to end. */
export const operationsCancel: Command = {
  name: 'operations cancel',
  summary: 'Ask running operations to end; what they have done so far stays',
  arguments: 'OPERATION…',
  options: [...targetOptions],
  examples: [
    {
      command: 'imprint operations cancel projects/acme/locations/europe-west1/operations/operation-17',
      what: 'the name is in `imprint operations list --format json`',
    },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const names = options.positionals;
  const wrong = names.find((name) => parseName('operation', name) === undefined);
  if (names.length === 0 || wrong !== undefined)
    throw usage(
      operationsCancel,
      `an operation is named projects/PROJECT/locations/LOCATION/operations/ID${wrong === undefined ? '' : `, not '${wrong}'`}`,
    );
  const { api } = await openTarget(options, io);
  for (const name of names) {
    await api.cancelOperation({ name });
    io.stdout.write(`asked ${name} to end\n`);
  }
  return 0;
}
