import type { DatedBook } from '../cost/check-estimate.ts';
import { checkPriceBook } from '../cost/check-price-book.ts';
import { openPriceBook, type PriceBook } from '../cost/price-book.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { InternalError } from '../errors.ts';
import type { PriceBookDocument } from '../load/price-book.ts';
import { readDocument } from '../load/read-document.ts';
import { locateIn } from '../resolve/document-location.ts';
import { readPackageFile } from './package-files.ts';
import { readGivenFile } from './read-given-file.ts';

const listFile = 'schemas/prices/google-cloud-list.yaml';

/** The prices that estimates are made with. */
export interface PriceBooks {
  readonly book: PriceBook;
  /** The documents, the own one first. */
  readonly documents: readonly DatedBook[];
  /** Faults of the own one, which is left out then. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of the own one. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * The list prices that ship, and before them those of a file of one's own.
 *
 * @param path the own file, absolute; absent: list prices only
 * @param root folder that diagnostics name it relative to, absolute
 */
export function readPriceBooks(path: string | undefined, root: string): PriceBooks {
  const list = { document: shippedPrices() };
  const listOnly = { book: openPriceBook([list.document]), documents: [list], diagnostics: [], sources: new Map() };
  if (path === undefined) return listOnly;
  const { file, text, diagnostics: read } = readGivenFile(path, root);
  if (text === undefined || read.some(isError)) return { ...listOnly, diagnostics: read };
  const { value, diagnostics: faults } = readDocument(text, file, 'PriceBook');
  const diagnostics = [...read, ...faults, ...(value === undefined ? [] : checkPriceBook(value, list.document))];
  const sources = new Map([[file, text]]);
  if (value === undefined || diagnostics.some(isError)) return { ...listOnly, diagnostics, sources };
  const documents = [{ document: value.value, location: locateIn(value, '/spec/date', 'value') }, list];
  return { book: openPriceBook(documents.map(({ document }) => document)), documents, diagnostics, sources };
}

/** The price book in the package. */
function shippedPrices(): PriceBookDocument {
  const { value } = readDocument(readPackageFile(listFile) ?? '', listFile, 'PriceBook');
  if (value === undefined) throw new InternalError(`${listFile} is not in the package, or not as it was`);
  return value.value;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
