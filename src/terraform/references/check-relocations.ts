import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { addressText, type WrittenAddress } from '../config/address.ts';
import {
  type ImportConfig,
  type MoveConfig,
  type Placed,
  type ResourceConfig,
  resourceKey,
} from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';

/** Reports imports outside of the root module, into resources of child modules that are not declared, and instance keys that do not suit the resource. */
export function checkImports(root: ModuleNode, nodes: readonly ModuleNode[], faults: Diagnostic[]): void {
  for (const { parent, config } of nodes) {
    if (parent === undefined) continue;
    const message = 'imports are written in the root module only';
    for (const { file, block } of config.imports)
      reportAt(faults, file, block.headerRange, { code: 'invalid-declaration', message });
  }
  for (const each of root.config.imports) {
    const { to, file } = each;
    const target = declaredBy(root, to);
    const refuse = (message: string): void =>
      reportAt(faults, file, to.range, { code: 'invalid-declaration', message });
    if (target === 'not looked into') continue;
    if (target === undefined && to.modules.length > 0) refuse(`there is no resource ${addressText(to)} to import into`);
    else if (target !== undefined && 'mode' in target) checkKey(each, target, refuse);
  }
}

function checkKey({ to }: ImportConfig, { count, forEach }: ResourceConfig, refuse: (message: string) => void): void {
  const key = to.resource?.key;
  if (typeof key === 'number' && count === undefined)
    refuse(`${addressText(to)} is not there: the resource has no count`);
  if (typeof key === 'string' && forEach === undefined)
    refuse(`${addressText(to)} is not there: the resource has no for_each`);
}

/** Reports what planning refuses of `moved`, `removed` and `import` blocks, whatever the state is. */
export function checkRelocations(root: ModuleNode, faults: Diagnostic[]): void {
  checkMoves(root, faults);
  for (const { from, block, file } of root.config.removals) {
    const target = declaredBy(root, from);
    if (target === undefined || target === 'not looked into') continue;
    const message = `a removed block says that ${addressText(from)} is removed, but here it is still declared`;
    const related = [{ message: 'removed here', location: { file, range: block.headerRange } }];
    reportAt(faults, target.file, target.block.headerRange, { code: 'invalid-declaration', message, related });
  }
  for (const { to, file } of root.config.imports) {
    if (to.modules.length > 0 || declaredBy(root, to) !== undefined) continue;
    const message = `there is no resource ${addressText(to)} to import into`;
    reportAt(faults, file, to.range, { code: 'invalid-declaration', message });
  }
}

/** Where one end of a move is an instance so is the other, even without a key, and that is not all of the resource. */
function formOf(from: string, to: string): 'instance' | 'whole' {
  return from.endsWith(']') || to.endsWith(']') ? 'instance' : 'whole';
}

function checkMoves(root: ModuleNode, faults: Diagnostic[]): void {
  const sources = new Map<string, MoveConfig>();
  const targets = new Map<string, MoveConfig>();
  for (const move of root.config.moves) {
    const { from, to, block, file } = move;
    const [fromText, toText] = [addressText(from), addressText(to)];
    const refuse = (message: string, other?: Placed): void =>
      reportAt(faults, file, block.headerRange, {
        code: 'invalid-declaration',
        message,
        ...(other !== undefined && { related: declaredAt(other) }),
      });
    const form = formOf(fromText, toText);
    const sameSource = sources.get(`${form} ${fromText}`);
    const sameTarget = targets.get(`${form} ${toText}`);
    sources.set(`${form} ${fromText}`, sameSource ?? move);
    targets.set(`${form} ${toText}`, sameTarget ?? move);
    if (fromText === toText) refuse(`this moves ${fromText} to where it is`);
    else if (sameSource !== undefined && addressText(sameSource.to) !== toText)
      refuse(`${fromText} is moved to two places`, sameSource);
    else if (sameTarget !== undefined && addressText(sameTarget.from) !== fromText)
      refuse(`${toText} is moved there from two places`, sameTarget);
    else if (leadsBack(move, root.config.moves)) refuse(`${fromText} is moved in a circle`);
    else checkStillDeclared(root, from, toText, refuse);
  }
}

// Of the moves in a circle only the first is reported.
function leadsBack(start: MoveConfig, moves: readonly MoveConfig[]): boolean {
  const next = new Map(moves.map((move) => [addressText(move.from), move]));
  const seen = new Set<MoveConfig>();
  for (let move: MoveConfig | undefined = start; move !== undefined; move = next.get(addressText(move.to))) {
    if (seen.has(move)) return move === start && moves.find((each) => seen.has(each)) === start;
    seen.add(move);
  }
  return false;
}

// A resource that is there with and without a key, such as after count was added, is one declaration: only whole ones are looked at.
function checkStillDeclared(
  root: ModuleNode,
  from: WrittenAddress,
  to: string,
  refuse: (message: string, other?: Placed) => void,
): void {
  const hasKey = [...from.modules, ...(from.resource === undefined ? [] : [from.resource])].some(
    ({ key }) => key !== undefined,
  );
  if (hasKey || to.startsWith(`${addressText(from)}[`)) return;
  const target = declaredBy(root, from);
  if (target === undefined || target === 'not looked into') return;
  refuse(`${addressText(from)} is still declared, so it has not moved to ${to}`, target);
}

// The declaration that an address leads to; undefined when there is none.
function declaredBy(
  root: ModuleNode,
  { modules, resource }: WrittenAddress,
): ResourceConfig | Placed | 'not looked into' | undefined {
  let node = root;
  let call: Placed | undefined;
  for (const { name } of modules) {
    call = node.config.modules.get(name);
    if (call === undefined) return undefined;
    const child = node.children.get(name);
    if (child === undefined) return 'not looked into';
    node = child;
  }
  return resource === undefined
    ? call
    : node.config.resources.get(resourceKey(resource.mode, resource.type, resource.name));
}

function declaredAt({ file, block }: Placed): readonly {
  readonly message: string;
  readonly location: { readonly file: string; readonly range: Range };
}[] {
  return [{ message: 'declared here', location: { file, range: block.headerRange } }];
}
