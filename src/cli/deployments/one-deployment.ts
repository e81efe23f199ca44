import type { Command, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { type AddressedDeployment, addressDeployments } from './address-deployments.ts';

/**
 * The one deployment that the first argument means; undefined when its environment has faults, which were told then.
 * @throws UsageError when there is no argument, too many of them, or a glob that means several
 */
export async function oneDeployment(
  command: Pick<Command, 'name' | 'arguments'>,
  options: ParsedArguments,
  io: Io,
): Promise<AddressedDeployment | undefined> {
  const wanted = command.arguments.split(' ').length;
  const { positionals } = options;
  if (positionals.length !== wanted)
    throw usage(command, `'${command.name}' takes ${command.arguments}, not ${positionals.length} arguments`);
  const { deployments, exitCode } = await addressDeployments({ ...options, positionals: positionals.slice(0, 1) }, io);
  if (deployments.length > 1)
    throw usage(
      command,
      `'${positionals[0]}' means ${deployments.map(({ environment }) => environment).join(', ')}; name one`,
    );
  return exitCode === 0 ? deployments[0] : undefined;
}
