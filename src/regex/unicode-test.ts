/** Whether a text fits a pattern, as `RegExp` says it. */
export type TextTest = Pick<RegExp, 'test'>;

/**
 * A test by a pattern with classes of Unicode, such as `^\p{L}+$`, given as its source. V8 takes a millisecond or two to compile one, and
 * nearly all texts are ASCII: those are decided by `ascii`, which must say the same of them.
 */
export function unicodeTest(ascii: RegExp, source: string): TextTest {
  let pattern: RegExp | undefined;
  return {
    test(text) {
      if (isAscii.test(text)) return ascii.test(text);
      pattern ??= new RegExp(source, 'u');
      return pattern.test(text);
    },
  };
}

const isAscii = /^[\0-\x7f]*$/;
