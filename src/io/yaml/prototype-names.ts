/**
 * Records by name are ordinary objects where a file's shape is checked, and there `__proto__` names what every object has: zod leaves such a key out without a word. So it has another name meanwhile.
 */
const NAME = '__proto__'
/** Half a character: no text that is written in a file can hold it. */
const STAND_IN = '\ud800__proto__'

/** Plain data with another key in the place of `__proto__`; the same data where there is none. */
export function withStandIns(data: unknown): unknown {
  return has(data, NAME, new Set()) ? renamed(data, NAME, STAND_IN) : data
}

/** Plain data as it was before {@link withStandIns}. */
export function withoutStandIns<T>(data: T): T {
  return (has(data, STAND_IN, new Set()) ? renamed(data, STAND_IN, NAME) : data) as T
}

/** A key as the file writes it. */
export function writtenKey(key: string): string {
  return key === STAND_IN ? NAME : key
}

/** @param seen what aliases lead to more than once */
function has(data: unknown, key: string, seen: Set<object>): boolean {
  if (!isPlain(data) || seen.has(data)) return false
  seen.add(data)
  return Object.hasOwn(data, key) || Object.values(data).some((inner) => has(inner, key, seen))
}

function renamed(data: unknown, from: string, to: string): unknown {
  if (Array.isArray(data)) return data.map((inner) => renamed(inner, from, to))
  if (!isPlain(data)) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, inner]) => [key === from ? to : key, renamed(inner, from, to)]),
  )
}

function isPlain(data: unknown): data is object {
  return typeof data === 'object' && data !== null && !ArrayBuffer.isView(data)
}
