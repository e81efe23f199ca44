import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';

/** Reports arguments that a module call gives although the module has no such variable, and those it needs and does not get. */
export function checkCalls(node: ModuleNode, faults: Diagnostic[]): void {
  for (const [name, child] of node.children) {
    const call = node.config.modules.get(name);
    if (call === undefined) continue;
    const { variables } = child.config;
    for (const [argument, { nameRange, file }] of call.arguments) {
      if (variables.has(argument)) continue;
      const near = suggest(argument, variables.keys());
      reportAt(faults, file, nameRange, {
        code: 'unsupported-argument',
        message: `the module "${name}" has no variable "${argument}"`,
        ...(near !== undefined && { hint: `did you mean "${near}"?` }),
        args: { name: argument },
      });
    }
    for (const variable of variables.values()) {
      if (variable.default !== undefined || call.arguments.has(variable.name)) continue;
      reportAt(faults, call.file, call.block.headerRange, {
        code: 'missing-argument',
        message: `the module "${name}" needs the argument "${variable.name}"`,
        related: [
          {
            message: 'its variable has no default',
            location: { file: variable.file, range: variable.block.headerRange },
          },
        ],
        args: { name: variable.name },
      });
    }
  }
}
