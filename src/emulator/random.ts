import { createHash } from 'node:crypto';

/** Makes things up reproducibly: the same seed and label give the same thing. */
export interface Random {
  /** A UUID of version 4's form. */
  uuid(label: string): string;
  /** Lowercase letters and digits. */
  letters(label: string, length: number): string;
  /** Decimal digits, the first not 0. */
  digits(label: string, length: number): string;
  /** A whole number from 0 to `below` - 1. */
  integer(label: string, below: number): number;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Makes things up from a seed. */
export function seededRandom(seed: string): Random {
  const bytes = (label: string): Buffer =>
    createHash('sha512')
      .update(JSON.stringify([seed, label]))
      .digest();
  return {
    uuid: (label) => {
      const hex = bytes(label).toString('hex');
      const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    letters: (label, length) =>
      [...bytes(label).subarray(0, length)].map((byte) => alphabet.charAt(byte % alphabet.length)).join(''),
    digits: (label, length) =>
      [...bytes(label).subarray(0, length)].map((byte, index) => (index === 0 ? 1 + (byte % 9) : byte % 10)).join(''),
    integer: (label, below) => bytes(label).readUInt32BE(0) % below,
  };
}
