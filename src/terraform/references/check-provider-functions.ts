import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Body } from '../../hcl/ast.ts';
import { callsIn } from '../../hcl/syntax/inner-expressions.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import { reportAt } from '../config/recorder.ts';

/** Reports calls of functions of providers that `required_providers` does not name. */
export function checkProviderFunctions(
  config: ModuleConfig,
  files: ReadonlyMap<string, string>,
  faults: Diagnostic[],
): void {
  for (const [file, body] of config.bodies) {
    if (files.get(file)?.includes('provider::') === true) checkBody(body, file, config, faults);
  }
}

function checkBody(body: Body, file: string, config: ModuleConfig, faults: Diagnostic[]): void {
  for (const item of body.items) {
    if (item.kind === 'block') {
      checkBody(item.body, item.file ?? file, config, faults);
      continue;
    }
    for (const { name, nameRange } of callsIn(item.value)) {
      const provider = /^provider::([^:]+)::/.exec(name)?.[1];
      if (provider === undefined || config.requiredProviders.has(provider)) continue;
      reportAt(faults, item.file ?? file, nameRange, {
        code: 'unknown-function',
        message: `there is no function "${name}": required_providers does not name the provider "${provider}"`,
        args: { name },
      });
    }
  }
}
