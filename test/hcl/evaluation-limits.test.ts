import { expect, it } from 'vitest';
import { evaluateText } from '../terraform/evaluate-text.ts';

const chain = (step: (before: string) => string, start: string): string =>
  `locals {\n  a0 = ${start}\n${Array.from({ length: 60 }, (_, index) => `  a${index + 1} = ${step(`local.a${index}`)}\n`).join('')}}\n`;

it.each([
  [
    'loops within loops',
    'locals {\n  a = [for i in range(1000) : [for j in range(1000) : [for k in range(1000) : k]]]\n}\n',
  ],
  ['a text that doubles', chain((before) => `"\${${before}}\${${before}}"`, '"0123456789abcdef"')],
  ['a list that doubles', chain((before) => `concat(${before}, ${before})`, '["x"]')],
  ['a tree that doubles', chain((before) => `[${before}, ${before}]`, '["x"]')],
  ['a product of lists', 'locals {\n  r = range(1000)\n  a = setproduct(local.r, local.r, local.r)\n}\n'],
  ['a wide format', 'locals {\n  a = format("%999999999d", 1)\n}\n'],
  ['a large power of ten', 'locals {\n  a = 1e999999999\n}\n'],
  ['a range without end', 'locals {\n  a = range(0, 1e12)\n}\n'],
])('answers %s with one diagnostic, quickly', (_, text) => {
  const start = process.cpuUsage().user;
  const { diagnostics } = evaluateText(text);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(new Set(diagnostics.map(({ code }) => code)).size).toBe(1);
  expect((process.cpuUsage().user - start) / 1e6).toBeLessThan(20);
});
