import { parse } from 'csv-parse/sync'
import { Bytes } from '../source/index.ts'
import type { CsvOptions, CsvRecord } from './csv-records.ts'

/**
 * As `csv-records.ts`, for browsers, which have no streams of Node's: `browser` in package.json puts this in its place. Bytes are taken whole, and cut as a text of one character
 * a byte.
 */
export async function* csvRecords(bytes: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncGenerator<CsvRecord> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  yield* parse(Bytes.concat(pieces).toString('latin1'), options) as unknown as CsvRecord[]
}
