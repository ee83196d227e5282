import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { KrarupError } from '../../domain/index.ts'
import { damaged } from './damaged.ts'

/** What is done with the elements of an XML part; names come without their namespace's prefix. */
export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** Thrown by a handler that has seen enough: the parsing ends, and that is no error. */
export const ENOUGH = new Error('enough is known')

/** Bytes that are decoded and parsed at a time: strings of this size are short-lived. */
const PIECE = 1 << 16

/**
 * Parses an XML part of a workbook.
 *
 * @param pieces bytes that make the part together
 * @param part its name, for messages
 * @throws {KrarupError} UNREADABLE where it is not well formed
 */
export function parseXml(pieces: readonly Uint8Array[], handlers: XmlHandlers, file: string, part: string): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const { open, text, close } = handlers
  if (open) parser.on('opentag', (tag: SaxesTagPlain) => open(localName(tag.name), tag.attributes))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', (tag: SaxesTagPlain) => close(localName(tag.name)))
  parser.on('doctype', () => {
    throw damaged(file, `the part ${part} has a document type, which no workbook has`)
  })
  try {
    const decoder = new TextDecoder(encodingOf(pieces[0]), { fatal: true })
    for (const bytes of pieces) {
      for (let at = 0; at < bytes.length; at += PIECE)
        parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }))
    }
    parser.write(decoder.decode())
    parser.close()
  } catch (cause) {
    if (cause === ENOUGH) return
    if (cause instanceof KrarupError) throw cause
    throw damaged(file, `the part ${part} is not well-formed XML`, cause)
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** Some writers give every element a prefix (`x:row`). */
function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute whatever its prefix (`r:id`); attributes of workbooks differ in more than that. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const own = attributes[name]
  if (own !== undefined) return own
  const key = Object.keys(attributes).find((each) => each.endsWith(`:${name}`))
  return key === undefined ? undefined : attributes[key]
}

/** Whether an attribute says yes: `1` or `true`. */
export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
