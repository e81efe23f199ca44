import type { Expr } from './interpret.ts';
import type { UnknownField } from './partial-cel.ts';
import type { FieldType, MessageSchema } from './partial-value.ts';
import { childrenOf, type Syntax } from './syntax.ts';

type Types = ReadonlyMap<string, FieldType>;

/** Fields an expression reads of messages that do not have them. What is not known to be a message is left alone. */
export function findUnknownFields(
  syntax: Syntax,
  variables: ReadonlyMap<string, MessageSchema>,
): readonly UnknownField[] {
  const walk = new FieldWalk(syntax);
  walk.visit(
    syntax.expr,
    new Map([...variables].map(([name, schema]) => [name, { kind: 'message', schema } as const])),
  );
  return walk.found;
}

class FieldWalk {
  readonly found: UnknownField[] = [];
  private readonly syntax: Syntax;

  constructor(syntax: Syntax) {
    this.syntax = syntax;
  }

  /** Looks through a tree; the type of its value where that is known. */
  visit(expr: Expr, types: Types): FieldType | undefined {
    const kind = expr?.exprKind;
    switch (kind?.case) {
      case 'identExpr':
        return types.get(kind.value.name.replace(/^\./, ''));
      case 'selectExpr':
        return this.field(expr, this.visit(kind.value.operand, types), kind.value.field);
      case 'comprehensionExpr':
        return this.comprehension(kind.value, types);
      case 'callExpr': {
        const known = [kind.value.target, ...kind.value.args].map((part) => this.visit(part, types));
        return kind.value.function === '_[_]' ? elementType(known[1] ?? known[0]) : undefined;
      }
      default:
        for (const child of expr === undefined ? [] : childrenOf(expr)) this.visit(child, types);
        return undefined;
    }
  }

  private comprehension(
    fold: Extract<NonNullable<Expr>['exprKind'], { case: 'comprehensionExpr' }>['value'],
    types: Types,
  ): undefined {
    const range = this.visit(fold.iterRange, types);
    const item = range?.kind === 'list' ? range.element : undefined;
    const inner = new Map(types);
    inner.delete(fold.accuVar);
    inner.delete(fold.iterVar);
    if (item !== undefined) inner.set(fold.iterVar, item);
    this.visit(fold.accuInit, types);
    this.visit(fold.loopStep, inner);
  }

  private field(expr: Expr, operand: FieldType | undefined, field: string): FieldType | undefined {
    if (operand?.kind === 'map') return operand.value;
    if (operand?.kind !== 'message') return undefined;
    const known = operand.schema.fields.get(field);
    if (known !== undefined || operand.schema.isOpen === true) return known?.type;
    const start = Math.max(this.syntax.text.indexOf(field, this.syntax.offsetOf(expr)), 0);
    if (!this.found.some((other) => other.start === start))
      this.found.push({ message: operand.schema, field, start, end: start + field.length });
    return undefined;
  }
}

function elementType(collection: FieldType | undefined): FieldType | undefined {
  if (collection?.kind === 'list') return collection.element;
  return collection?.kind === 'map' ? collection.value : undefined;
}
