import { pipeline, Readable } from 'node:stream'
import { type Options, parse } from 'csv-parse'

/** What csv-parse is asked for. */
export type CsvOptions = Omit<Options, 'encoding'>

/** A record as csv-parse hands it over when asked for `raw`: the text from the end of the record before to its own. */
export interface CsvRecord {
  record: string[]
  raw: string
}

/** Cuts bytes into records while they come, one character a byte: the text's encoding is the reader's business. */
export async function* csvRecords(bytes: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncGenerator<CsvRecord> {
  const parser = parse({ ...options, encoding: 'latin1' })
  const input = Readable.from(bytes, { objectMode: false })
  pipeline(input, parser, () => {
    // a failure of either reaches the loop below
  })
  try {
    yield* parser as AsyncIterable<CsvRecord>
  } finally {
    input.destroy()
  }
}
