import { kindOfFormatId, type NumberKind } from './number-format.ts'
import { attributeOf, isOn, parseXml } from './xml.ts'

/** A relationship of a part to another: its kind (the last word of its type, which strict and transitional workbooks share) and the part. */
export interface Relationship {
  id: string
  kind: string
  target: string
}

/** The relationships of a part, from the bytes of its `.rels`; targets are names within the archive. */
export function readRelationships(bytes: Uint8Array, part: string, file: string): Relationship[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const found: Relationship[] = []
  parseXml(
    [bytes],
    {
      open: (name, attributes) => {
        if (name !== 'Relationship') return
        const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes
        if (mode === 'External') return
        found.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), target: resolve(folder, target) })
      },
    },
    file,
    `${part}.rels`,
  )
  return found
}

/** A target relative to the folder of the part that names it. */
function resolve(folder: string, target: string): string {
  const plain = target.replaceAll('\\', '/')
  if (plain.startsWith('/')) return plain.slice(1)
  const path: string[] = []
  for (const step of `${folder}${plain}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  name: string
  relationship: string
  isHidden: boolean
}

export function readWorkbookPart(
  bytes: Uint8Array,
  part: string,
  file: string,
): { sheets: ListedSheet[]; date1904: boolean } {
  const sheets: ListedSheet[] = []
  let date1904 = false
  parseXml(
    [bytes],
    {
      open: (name, attributes) => {
        if (name === 'workbookPr') date1904 = isOn(attributes.date1904)
        else if (name === 'sheet') {
          sheets.push({
            name: attributes.name ?? '',
            relationship: attributeOf(attributes, 'id') ?? '',
            isHidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
          })
        }
      },
    },
    file,
    part,
  )
  return { sheets, date1904 }
}

/** What the number format of each cell style shows, by the style's number. */
export function readStyles(bytes: Uint8Array, part: string, file: string): NumberKind[] {
  const codes = new Map<number, string>()
  const ids: number[] = []
  let inCellFormats = false
  parseXml(
    [bytes],
    {
      open: (name, attributes) => {
        if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
        else if (name === 'cellXfs') inCellFormats = true
        else if (name === 'xf' && inCellFormats) ids.push(Number(attributes.numFmtId ?? 0))
      },
      close: (name) => {
        if (name === 'cellXfs') inCellFormats = false
      },
    },
    file,
    part,
  )
  const kinds = new Map<number, NumberKind>()
  return ids.map((id) => {
    const kind = kinds.get(id) ?? kindOfFormatId(id, codes)
    kinds.set(id, kind)
    return kind
  })
}

/** The texts that cells name by number. Runs of rich text are put together, and what tells how to pronounce them is left out. */
export function readSharedStrings(bytes: Uint8Array, part: string, file: string): string[] {
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = 0
  parseXml(
    [bytes],
    {
      open: (name) => {
        if (name === 'si') text = ''
        else if (name === 'rPh') phonetic++
        else if (name === 't') inText = phonetic === 0
      },
      text: (piece) => {
        if (inText) text += piece
      },
      close: (name) => {
        if (name === 't') inText = false
        else if (name === 'rPh') phonetic--
        else if (name === 'si') strings.push(unescapeText(text))
      },
    },
    file,
    part,
  )
  return strings
}

/** Characters that XML does not take are written as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([\dA-F]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** An Excel table on a sheet. */
export interface SheetTable {
  name: string
  /** `A1:F500`, the row of totals with it. */
  range: CellRange
  hasTotals: boolean
}

export function readTablePart(bytes: Uint8Array, part: string, file: string): SheetTable | undefined {
  let table: SheetTable | undefined
  parseXml(
    [bytes],
    {
      open: (name, attributes) => {
        const range = name === 'table' ? parseRange(attributes.ref ?? '') : undefined
        if (!range) return
        const { displayName, name: own = '', totalsRowCount = '0' } = attributes
        table = { name: displayName ?? own, range, hasTotals: Number(totalsRowCount) > 0 }
      },
    },
    file,
    part,
  )
  return table
}

/** Cells from one corner to the other; rows from 1, columns from 0. */
export interface CellRange {
  top: number
  left: number
  bottom: number
  right: number
}

/** `A1:F500`, or one cell; undefined for anything else. */
export function parseRange(text: string): CellRange | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(text)
  if (!match) return undefined
  const [, left, top, right = left, bottom = top] = match
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) }
}

/** The number of a column from its letters, from 0: what follows them (the row) is left alone. */
export function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}
