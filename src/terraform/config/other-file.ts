import type { Attribute, Block, Body } from '../../hcl/ast.ts';

/** The body with every item and every value of it saying that it is written in `file`: so it can stand in the tree of another file. */
export function inFile(body: Body, file: string): Body {
  return { ...body, items: body.items.map((item) => itemInFile(item, file)) };
}

function itemInFile(item: Attribute | Block, file: string): Attribute | Block {
  if (item.kind === 'block') return { ...item, file, body: inFile(item.body, file) };
  const { value } = item;
  return { ...item, file, value: { kind: 'parenthesized', expression: value, file, range: value.range } };
}
