/**
 * Characters that a terminal acts on instead of showing them: bells, cursors, colours, titles of windows, and those that turn the direction of what follows. A line end and a tab stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about.
const CONTROL = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g
/** Of the colours only those that krarup itself uses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about.
const OWN_STYLE = /\u001b\[(?:0|1|2|36)m/g

/** Text as a terminal may be shown it, whatever the names in it hold. */
export function shownText(text: string): string {
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same for a line in krarup's own colours. */
export function shownLine(line: string): string {
  const styles = line.match(OWN_STYLE) ?? []
  return line
    .split(OWN_STYLE)
    .map((part, i) => shownText(part) + (styles[i] ?? ''))
    .join('')
}
