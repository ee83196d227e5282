import type { Language } from 'krarup/report'
import { h } from './dom.ts'
import { languageNamed } from './language.ts'

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

/** Writes them there, without a new entry in the browser's history; the language that was chosen stays. */
export function toHash(values: Readonly<Record<string, string>>): void {
  const text = new URLSearchParams(
    Object.entries({ ...values, lang: languageOfLink() ?? '' }).filter(([, value]) => value !== ''),
  ).toString()
  history.replaceState(undefined, '', text === '' ? location.pathname + location.search : `#${text}`)
}

/** The language that the address names. */
export function languageOfLink(): Language | undefined {
  return languageNamed(fromHash().lang)
}

/** Names a language in the address, beside what stands there. */
export function rememberLanguage(chosen: Language): void {
  const values = new URLSearchParams(location.hash.slice(1))
  values.set('lang', chosen)
  history.replaceState(undefined, '', `#${values}`)
}
