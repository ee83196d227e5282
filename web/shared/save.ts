import { h } from './dom.ts'

/** Hands the user a file. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = h('a', { href: address, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // The browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Texts of fields by name, as they stand after the # of an address. */
export function fromHash(): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
}

/** Writes them there, without a new entry in the browser's history. */
export function toHash(values: Readonly<Record<string, string>>): void {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()
  history.replaceState(undefined, '', text === '' ? location.pathname + location.search : `#${text}`)
}
