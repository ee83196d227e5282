/** Characters that a sheet's name has at most, and what it may not have. */
const LONGEST_NAME = 31
const NOT_IN_NAMES = /[[\]:*?/\\']/g

/** Names of sheets that spreadsheets take: short enough, without signs of theirs, each once whatever its case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((text) => {
    const plain = text.replaceAll(NOT_IN_NAMES, ' ').trim().slice(0, LONGEST_NAME) || 'krarup'
    let name = plain
    for (let n = 2; taken.has(name.toLowerCase()); n++) {
      const end = ` ${n}`
      name = plain.slice(0, LONGEST_NAME - end.length) + end
    }
    taken.add(name.toLowerCase())
    return name
  })
}
