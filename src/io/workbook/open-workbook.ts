import { unknownName } from '../../domain/index.ts'
import { damaged, tooLarge } from './damaged.ts'
import {
  type Relationship,
  readRelationships,
  readSharedStrings,
  readStyles,
  readTablePart,
  readWorkbookPart,
  type SheetTable,
} from './parts.ts'
import { forEachRow, readShape, type SheetShape } from './read-sheet.ts'
import { lockedArchive, refuseCompoundFile, refuseOtherArchives } from './refuse-file.ts'
import type { SharedParts, SheetPart, SheetRow } from './row-builder.ts'
import { Archive } from './zip.ts'

/** Bytes of a workbook, and of its parts when they are unpacked: a full sheet of a million rows and ten columns has 450 MB. */
const MOST_FILE = 300e6
const MOST_SHEET = 700e6
const MOST_STRINGS = 200e6
const MOST_SMALL_PART = 30e6

/** Sheets of a workbook. */
const MOST_SHEETS = 1000

/** A sheet of a workbook that was opened. */
export interface Sheet {
  name: string
  isHidden: boolean
  shape(): SheetShape
  tables(): SheetTable[]
  /** Reads its rows; see `forEachRow` of `read-sheet.ts`. */
  forEachRow(visit: (row: SheetRow) => boolean): void
}

export interface Workbook {
  file: string
  sheets: readonly Sheet[]
}

function isCompoundFile([a, b, c, d]: Uint8Array): boolean {
  return a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0
}

/**
 * Opens a workbook (.xlsx, .xlsm): transitional or strict, from any writer.
 *
 * @throws {KrarupError} UNSUPPORTED for .xls, .xlsb, .ods, a password and other archives, and beyond the limits of size; UNREADABLE where it is damaged
 */
export function openWorkbook(bytes: Uint8Array, file: string): Workbook {
  if (isCompoundFile(bytes)) refuseCompoundFile(bytes, file)
  if (bytes.length > MOST_FILE) {
    throw tooLarge(
      file,
      `the workbook has ${Math.ceil(bytes.length / 1e6)} MB, more than the ${MOST_FILE / 1e6} MB that are read`,
      'export fewer days, or save the sheet as CSV',
    )
  }
  const archive = new Archive(bytes, file)
  const root = archive.read('_rels/.rels', MOST_SMALL_PART)
  const main =
    (root && readRelationships(root, '', file).find(({ kind }) => kind === 'officeDocument')?.target) ??
    'xl/workbook.xml'
  if (!/\.xml$/i.test(main) || !archive.has(main) || /^(word|ppt)\//i.test(main)) refuseOtherArchives(archive, file)
  if (archive.isEncrypted) throw lockedArchive(file)
  const { sheets: listed, date1904 } = readWorkbookPart(need(archive, main, MOST_SMALL_PART, file), main, file)
  if (listed.length > MOST_SHEETS)
    throw tooLarge(
      file,
      `the workbook has ${listed.length} sheets`,
      'keep the sheet of the history in a workbook of its own',
    )
  const related = relationshipsOf(archive, main, file)
  const shared = sharedParts(archive, related, date1904, file)
  const sheets = listed.flatMap(({ name, relationship, isHidden }) => {
    const target = related.find(({ id, kind }) => id === relationship && kind === 'worksheet')?.target
    // sheets of charts and dialogs have no cells
    return target === undefined ? [] : [sheetOf(archive, { name, isHidden, part: target }, shared, file)]
  })
  return { file, sheets }
}

function need(archive: Archive, part: string, most: number, file: string): Uint8Array {
  const bytes = archive.read(part, most)
  if (!bytes) throw damaged(file, `the part ${part} is missing`)
  return bytes
}

function relationshipsOf(archive: Archive, part: string, file: string): Relationship[] {
  const slash = part.lastIndexOf('/') + 1
  const bytes = archive.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, MOST_SMALL_PART)
  return bytes ? readRelationships(bytes, part, file) : []
}

/** Strings and styles, read once when the first sheet is. */
function sharedParts(
  archive: Archive,
  related: readonly Relationship[],
  date1904: boolean,
  file: string,
): () => SharedParts {
  let known: SharedParts | undefined
  const partOf = (kind: string) => related.find((one) => one.kind === kind)?.target ?? ''
  return () => {
    if (known) return known
    const styles = archive.read(partOf('styles'), MOST_SMALL_PART)
    const strings = archive.read(partOf('sharedStrings'), MOST_STRINGS)
    known = {
      date1904,
      styles: styles ? readStyles(styles, partOf('styles'), file) : [],
      strings: strings ? readSharedStrings(strings, partOf('sharedStrings'), file) : [],
    }
    return known
  }
}

function sheetOf(
  archive: Archive,
  { name, isHidden, part }: { name: string; isHidden: boolean; part: string },
  shared: () => SharedParts,
  file: string,
): Sheet {
  let unpacked: SheetPart | undefined
  const sheet = () => {
    unpacked ??= { bytes: need(archive, part, MOST_SHEET, file), part, file }
    return unpacked
  }
  return {
    name,
    isHidden,
    shape: () => readShape(sheet()),
    tables: () =>
      relationshipsOf(archive, part, file).flatMap(({ kind, target }) => {
        const bytes = kind === 'table' ? archive.read(target, MOST_SMALL_PART) : undefined
        return (bytes && readTablePart(bytes, target, file)) ?? []
      }),
    forEachRow: (visit) => forEachRow(sheet(), shared(), visit),
  }
}

/**
 * The sheet of a name; case and spaces at the ends do not count.
 *
 * @throws {KrarupError} MISSING
 */
export function sheetNamed({ sheets, file }: Workbook, name: string): Sheet {
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
  const found = sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => plain(sheet.name) === plain(name))
  if (found) return found
  throw unknownName({
    code: 'MISSING',
    what: `the workbook has no sheet ${JSON.stringify(name)}`,
    name,
    known: sheets.map((sheet) => sheet.name),
    where: { file, name: '--sheet' },
    list: 'its sheets are',
    most: 20,
  })
}
