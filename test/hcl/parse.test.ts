import { describe, expect, it } from 'vitest';
import type { Expression, TemplatePart } from '../../src/hcl/ast.ts';
import { parseBody, parseExpression, parseTemplate } from '../../src/hcl/syntax/parse.ts';

/** An expression in prefix form, so that a table shows how it was grouped. */
function outline(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.literal.type === 'number'
        ? expression.literal.text
        : String(expression.literal.type === 'null' ? null : expression.literal.value);
    case 'template':
      return `"${expression.parts.map(outlinePart).join('|')}"`;
    case 'tuple':
      return `[${expression.items.map(outline).join(' ')}]`;
    case 'object':
      return `{${expression.items.map((item) => `${item.bareKey ?? outline(item.key)}=${outline(item.value)}`).join(' ')}}`;
    case 'for': {
      const names = [expression.keyName, expression.valueName].filter(Boolean).join(',');
      const key = expression.key ? `${outline(expression.key)}=>` : '';
      const tail = `${expression.grouping ? '...' : ''}${expression.condition ? ` if ${outline(expression.condition)}` : ''}`;
      return `(for-${expression.form} ${names} ${outline(expression.collection)}: ${key}${outline(expression.value)}${tail})`;
    }
    case 'call':
      return `${expression.name}(${expression.args.map(outline).join(' ')}${expression.spread ? '...' : ''})`;
    case 'conditional':
      return `(? ${outline(expression.condition)} ${outline(expression.then)} ${outline(expression.else)})`;
    case 'unary':
      return `(${expression.operator} ${outline(expression.operand)})`;
    case 'binary':
      return `(${expression.operator} ${outline(expression.left)} ${outline(expression.right)})`;
    case 'reference':
      return expression.name;
    case 'attribute-access':
      return `${outline(expression.object)}.${expression.name}`;
    case 'index-access':
      return `${outline(expression.object)}${expression.legacy ? '.' : ''}[${outline(expression.index)}]`;
    case 'splat':
      return `(splat-${expression.form} ${outline(expression.source)} ${outline(expression.each)})`;
    case 'parenthesized':
      return `(${outline(expression.expression)})`;
    case 'invalid':
      return '<invalid>';
  }
}

function outlinePart(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'interpolation':
      return `\${${outline(part.expression)}}`;
    case 'if':
      return `<if ${outline(part.condition)}: ${part.then.map(outlinePart).join('|')} else ${part.else.map(outlinePart).join('|')}>`;
    case 'for': {
      const names = [part.keyName, part.valueName].filter(Boolean).join(',');
      return `<for ${names} ${outline(part.collection)}: ${part.body.map(outlinePart).join('|')}>`;
    }
  }
}

describe('parseExpression', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['1 + 2 * 3 - 4', '(- (+ 1 (* 2 3)) 4)'],
    ['a || b && c == d', '(|| a (&& b (== c d)))'],
    ['a == b != c', '(!= (== a b) c)'],
    ['1 < 2 == true', '(== (< 1 2) true)'],
    ['-a.b + !c[0]', '(+ (- a.b) (! c[0]))'],
    ['- - 1', '(- (- 1))'],
    ['a ? b : c ? d : e', '(? a b (? c d e))'],
    ['a\n?\nb\n:\nc', '(? a b c)'],
    ['(1 + 2) * 3', '(* ((+ 1 2)) 3)'],
    ['1.50e+10', '1.50e+10'],
    ['var.a["b"].c.0.d', 'var.a["b"].c.[0].d'],
    ['a[*].b[0].c', '(splat-full a *.b[0].c)'],
    ['a[*].b[*].c', '(splat-full a (splat-full *.b *.c))'],
    ['a.*.b.0[1]', '(splat-attribute-only a *.b.[0])[1]'],
    ['[1, 2,\n 3,]', '[1 2 3]'],
    ['{ a = 1, (b) = 2, "c" : 3\n true = 4\n 5 = 6 }', '{a=1 (b)=2 "c"=3 true=4 5=6}'],
    ['{\n# c\na = 1 // d\n/* e */ b = 2\n}', '{a=1 b=2}'],
    ['[for x in y : x if x != ""]', '(for-tuple x y: x if (!= x ""))'],
    ['{ for k, v in y : k => v... if v }', '(for-object k,v y: k=>v... if v)'],
    ['{\nfor k, v in y\n: k => v\n}', '(for-object k,v y: k=>v)'],
    ['f(a, g()...)', 'f(a g()...)'],
    ['provider::google::x(1,)', 'provider::google::x(1)'],
    ['f (1)', 'f(1)'],
    ['a-b - c', '(- a-b c)'],
    ['größe.été', 'größe.été'],
    ['"a${b}c$d%%{e}$${f}"', '"a|${b}|c$d%{e}${f}"'],
    ['"${a}"', '"${a}"'],
    ['"${"${a}"}"', '"${"${a}"}"'],
    ['"\\n\\t\\"\\\\\\u00e9\\U0001F600"', '"\n\t"\\é😀"'],
    ['"%{ if a }x%{ else }y%{ endif }"', '"<if a: x else y>"'],
    ['"%{ for k, v in m ~}  ${k} %{~ endfor }"', '"<for k,v m: |${k}|>"'],
    ['""', '""'],
    ['<<EOT\n  a\n  ${b}\nEOT\n', '"  a\n  |${b}|\n"'],
    ['<<-EOT\n    a\n\n      b\n    EOT\n', '"a\n\n  b\n"'],
    ['<<-EOT\n    ${a}\n  b\n  EOT\n', '"  |${a}|\nb\n"'],
    ['<<EOT\na\n\u3000EOT\u0085\n', '"a\n"'],
    ['<<EOT\nEOT\ufeff\nEOT\n', '"EOT\ufeff\n"'],
    ['<<EOT\r\na\r\nEOT\r\n', '"a\r\n"'],
  ];
  it.each(cases)('groups %j', (text, expected) => {
    const { value, diagnostics } = parseExpression(text, 'x');
    expect(diagnostics).toEqual([]);
    expect(outline(value)).toBe(expected);
  });

  it('gives each node the range of its text', () => {
    const text = 'f(a.b, "x${c[0]}") + [1]';
    const { value } = parseExpression(text, 'x');
    const seen: string[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if (Array.isArray(node)) for (const child of node) visit(child);
      else {
        if ('kind' in node && 'range' in node) {
          const { start, end } = node.range as { start: number; end: number };
          seen.push(text.slice(start, end));
        }
        for (const child of Object.values(node)) visit(child);
      }
    };
    visit(value);
    expect(seen).toEqual([
      text,
      'f(a.b, "x${c[0]}")',
      'a.b',
      'a',
      '"x${c[0]}"',
      'x',
      '${c[0]}',
      'c[0]',
      'c',
      '0',
      '[1]',
      '1',
    ]);
  });
});

describe('parseTemplate', () => {
  it('reads a text as the inside of a string', () => {
    const { value, diagnostics } = parseTemplate('a "quoted"\n%{ for x in y ~}\n  ${x}\n%{ endfor ~}\n$', 'x');
    expect(diagnostics).toEqual([]);
    expect(value.map(outlinePart)).toEqual(['a "quoted"\n', '<for x y:   |${x}|\n>', '$']);
  });
});

describe('parseBody', () => {
  it('reads arguments, blocks and their labels', () => {
    const text = '\ufeffa = 1\r\nresource "x" y {\r\n  b = 2 # c\r\n  inner { d = 3 }\r\n  empty {}\r\n}\r\n';
    const { value, diagnostics } = parseBody(text, 'main.tf');
    expect(diagnostics).toEqual([]);
    const [a, resource] = value.items;
    expect(a).toMatchObject({ kind: 'attribute', name: 'a', range: { start: 1, end: 6 } });
    expect(resource).toMatchObject({
      kind: 'block',
      type: 'resource',
      labels: [
        { text: 'x', quoted: true },
        { text: 'y', quoted: false },
      ],
      body: {
        items: [
          { name: 'b' },
          { type: 'inner', body: { items: [{ name: 'd' }] } },
          { type: 'empty', body: { items: [] } },
        ],
      },
    });
    if (resource?.kind !== 'block') throw new Error('expected a block');
    expect(text.slice(resource.headerRange.start, resource.headerRange.end)).toBe('resource "x" y');
    expect(text.slice(resource.range.start, resource.range.end)).toMatch(/^resource.*\}$/s);
  });
});
