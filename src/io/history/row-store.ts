const CHUNK = 1 << 17

type Packed = Uint8Array | Uint16Array | Int32Array | Float64Array

/**
 * A long column of numbers that grows: every full chunk is kept in the narrowest type that holds it exactly, so that
 * ten million counts take 20 MB instead of 80.
 */
class PackedColumn {
  readonly full: Packed[] = []
  readonly current = new Float64Array(CHUNK)

  pack(): void {
    this.full.push(packed(this.current))
  }
}

function packed(values: Float64Array): Packed {
  const bits = bitsOf(values)
  if (Number.isNaN(bits)) return values.slice()
  const narrow = bits < 0 || bits >= 65_536 ? Int32Array : bits < 256 ? Uint8Array : Uint16Array
  return new narrow(whole)
}

/** The numbers of a chunk as whole ones, before their type is known. */
const whole = new Int32Array(CHUNK)

/**
 * Every bit that some number of a chunk has: the highest says which type holds them all. NaN where they are not all whole:
 * fractions, blanks (NaN) and what is beyond 32 bits stay as they are.
 */
function bitsOf(values: Float64Array): number {
  let bits = 0
  for (let i = 0; i < values.length; i++) {
    const integer = values[i] | 0
    if (integer !== values[i]) return Number.NaN
    whole[i] = integer
    bits |= integer
  }
  return bits
}

/** The rows read: start, queue and one number for each measure column, in order of the file. */
export class RowStore {
  count = 0
  private readonly columns: PackedColumn[]
  private readonly currents: Float64Array[]
  private filled = 0

  /** @param width number of measure columns */
  constructor(width: number) {
    this.columns = Array.from({ length: width + 2 }, () => new PackedColumn())
    this.currents = this.columns.map(({ current }) => current)
  }

  push(start: number, queue: number, values: Float64Array): void {
    const { currents, filled } = this
    currents[0][filled] = start
    currents[1][filled] = queue
    for (let i = 0; i < values.length; i++) currents[i + 2][filled] = values[i]
    this.count++
    if (++this.filled === CHUNK) {
      for (const column of this.columns) column.pack()
      this.filled = 0
    }
  }

  /**
   * Calls `visit` with the columns of each stretch of rows, the number of rows in it and the ordinal of its first. The
   * arrays are reused from stretch to stretch; with `last` the columns' memory is given back as they are passed (starts
   * and queues are kept: they lead back to the lines).
   */
  forEachChunk(
    wanted: readonly number[],
    visit: (columns: Float64Array[], length: number, first: number) => void,
    last = false,
  ): void {
    const scratch = wanted.map(() => new Float64Array(CHUNK))
    const chunks = Math.ceil(this.count / CHUNK)
    for (let chunk = 0; chunk < chunks; chunk++) {
      const first = chunk * CHUNK
      for (const [i, column] of wanted.entries()) {
        const { full, current } = this.columns[column]
        scratch[i].set(chunk < full.length ? full[chunk] : current)
        if (last && column >= FIRST_MEASURE_COLUMN && chunk < full.length) full[chunk] = EMPTY
      }
      visit(scratch, Math.min(CHUNK, this.count - first), first)
    }
  }

  /** Rewrites one column in place. */
  rewrite(column: number, change: (value: number, row: number) => number): void {
    const { full, current } = this.columns[column]
    for (const [chunk, values] of full.entries()) {
      const wide = Float64Array.from(values, (value, i) => change(value, chunk * CHUNK + i))
      full[chunk] = packed(wide)
    }
    const first = full.length * CHUNK
    for (let i = 0; i < this.filled; i++) current[i] = change(current[i], first + i)
  }
}

const EMPTY = new Uint8Array(0)

/** Columns of the store before the measures. */
export const START_COLUMN = 0
export const QUEUE_COLUMN = 1
export const FIRST_MEASURE_COLUMN = 2
