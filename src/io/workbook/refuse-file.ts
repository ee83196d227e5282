import { KrarupError } from '../../domain/index.ts'
import type { Archive } from './zip.ts'

/** What a file that is not a workbook of this kind is, by what its archive holds. */
const ARCHIVES: readonly { holds: RegExp; what: string; how: string }[] = [
  {
    holds: /^xl\/workbook\.bin$/i,
    what: 'this is a binary workbook (.xlsb)',
    how: 'save it as "Excel workbook (.xlsx)" and read that',
  },
  {
    holds: /^(mimetype|content\.xml)$/i,
    what: 'this is an OpenDocument file (.ods)',
    how: 'save it as "Excel 2007-365 (.xlsx)" and read that: soffice --headless --convert-to xlsx FILE',
  },
  {
    holds: /^index\/(document|tables?)/i,
    what: 'this is a Numbers document',
    how: 'export it as Excel (.xlsx) and read that',
  },
  { holds: /^word\//i, what: 'this is a Word document, not a table', how: 'give the workbook or the CSV export' },
  { holds: /^ppt\//i, what: 'this is a presentation, not a table', how: 'give the workbook or the CSV export' },
]

/**
 * Refuses an archive that holds no workbook, by name.
 *
 * @throws {KrarupError} UNSUPPORTED
 */
export function refuseOtherArchives(archive: Archive, file: string): never {
  const { names } = archive
  const known = ARCHIVES.find(({ holds }) => names.some((name) => holds.test(name)))
  const tables = names.filter((name) => /\.(csv|xlsx|txt)$/i.test(name))
  throw new KrarupError({
    code: 'UNSUPPORTED',
    what: known?.what ?? 'this is a zip archive, not a workbook',
    where: { file },
    how:
      known?.how ??
      (tables.length > 0
        ? `unpack it first; in it is ${tables.slice(0, 5).join(', ')}`
        : 'give the workbook or the CSV export'),
  })
}

/**
 * Refuses a compound file: an old workbook, or a new one behind a password.
 *
 * @throws {KrarupError} UNSUPPORTED
 */
export function refuseCompoundFile(bytes: Uint8Array, file: string): never {
  const locked = holdsName(bytes, 'EncryptedPackage')
  throw new KrarupError({
    code: 'UNSUPPORTED',
    what: locked ? 'the workbook is locked by a password' : 'this is an old Excel workbook (.xls)',
    where: { file },
    how: locked
      ? 'open it in Excel, take the password off (File, Info, Protect Workbook) and save it'
      : 'save it as "Excel workbook (.xlsx)" and read that: in Excel, or by soffice --headless --convert-to xlsx FILE',
  })
}

/** Whether a name stands in the directory of a compound file, which is UTF-16. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const last = bytes.length - name.length * 2
  for (let at = 0; at <= last; at++) {
    let i = 0
    while (i < name.length && bytes[at + i * 2] === name.charCodeAt(i) && bytes[at + i * 2 + 1] === 0) i++
    if (i === name.length) return true
  }
  return false
}

/** The error for a workbook whose archive is locked. */
export function lockedArchive(file: string): KrarupError {
  return new KrarupError({
    code: 'UNSUPPORTED',
    what: 'the archive of the workbook is locked by a password',
    where: { file },
    how: 'unpack it with its password, and read the workbook in it',
  })
}
