/** Characters of a piece, about: enough that few are written, and far less than a string may hold. */
const PIECE = 1 << 16
/** What is left to the engine at once: so many values, or a string of so many characters for each. */
const AT_ONCE = 4000
const CHARACTERS = 32

/**
 * The text of `JSON.stringify`, in pieces: results with many steps are longer than a string may be (half a thousand million characters), and are never in memory as a whole.
 * A value that JSON does not know, such as `undefined`, gives no pieces.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = ''
  for (const part of partsOf(value)) {
    piece += part
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

/** Parts of at most some thousand values: these the engine writes faster than anything that goes from value to value. */
function* partsOf(value: unknown): Generator<string> {
  if (!isPlain(value) || costOf(value, AT_ONCE) <= AT_ONCE) {
    const text = JSON.stringify(value)
    if (text !== undefined) yield text
  } else if (Array.isArray(value)) yield* partsOfList(value)
  else yield* partsOfObject(value)
}

/** Neighbours that are small are written together. */
function* partsOfList(list: readonly unknown[]): Generator<string> {
  yield '['
  for (let from = 0; from < list.length; ) {
    if (from > 0) yield ','
    let cost = costOf(list[from], AT_ONCE)
    let to = from + 1
    while (to < list.length && cost <= AT_ONCE) {
      cost += costOf(list[to], AT_ONCE)
      if (cost <= AT_ONCE) to++
    }
    if (to === from + 1 && cost > AT_ONCE && isPlain(list[from])) yield* partsOf(list[from])
    else yield JSON.stringify(list.slice(from, to)).slice(1, -1)
    from = to
  }
  yield ']'
}

function* partsOfObject(object: object): Generator<string> {
  yield '{'
  let before = ''
  for (const [key, value] of Object.entries(object)) {
    let name = `${before}${JSON.stringify(key)}:`
    for (const part of partsOf(value)) {
      yield name + part
      name = ''
    }
    // What JSON does not know has no place in an object either.
    if (name === '') before = ','
  }
  yield '}'
}

/** A list, or an object of names and values, that says nothing of how it is to be written. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false
  const prototype = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}

/** How many values there are in one, counted until they are more than `most`. */
function costOf(value: unknown, most: number): number {
  if (typeof value === 'string') return 1 + value.length / CHARACTERS
  if (!isPlain(value)) return ArrayBuffer.isView(value) ? value.byteLength : 1
  let cost = 1
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length && cost <= most; i++) cost += costOf(value[i], most - cost)
    return cost
  }
  for (const key in value) {
    if (cost > most) break
    cost += 1 + costOf((value as Record<string, unknown>)[key], most - cost)
  }
  return cost
}
