import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readXlsx } from 'hucre/xlsx'
import { describe } from 'vitest'

const USUAL_PLACES = [
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
]

/** Where LibreOffice was found. `SOFFICE` names one, which must then be there. Nothing is downloaded. */
const sofficePath: string | undefined = process.env.SOFFICE ?? USUAL_PLACES.find((path) => existsSync(path))

/** A group of tests in LibreOffice; where none is installed they are skipped, and it says so. */
export function describeInLibreOffice(name: string, tests: () => void): void {
  if (!sofficePath) console.warn(`${name}: skipped, no LibreOffice was found (set SOFFICE to the path of its soffice)`)
  describe.skipIf(!sofficePath)(name, tests)
}

/** What somebody types: a sheet, a cell, and a number, a text or (with `=` in front) a formula. */
export type Typed = readonly [sheet: string, cell: string, what: number | string]

/** What stands in a cell: a number, a text or nothing. */
export type Shown = string | number | boolean | Date | null | undefined

/**
 * Opens a workbook in LibreOffice, types, has everything computed anew, and saves it as .xlsx.
 *
 * @returns what stands in a cell of a sheet afterwards
 */
export async function typeInLibreOffice(
  workbook: Uint8Array,
  typed: readonly Typed[],
): Promise<(sheet: string, row: number, column: number) => Shown> {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-office-'))
  try {
    const from = join(folder, 'before.xlsx')
    const to = join(folder, 'after.xlsx')
    writeFileSync(from, workbook)
    // A new profile is filled at the first start, and only then takes a macro.
    soffice(folder, '--terminate_after_init')
    writeMacro(folder, macro(from, to, typed))
    soffice(folder, 'macro:///Standard.Typing.Typed')
    if (!existsSync(to)) throw new Error(readFileSync(join(folder, 'complaint.txt'), 'utf8'))
    const { sheets } = await readXlsx(readFileSync(to))
    const rows = new Map(sheets.map((sheet) => [sheet.name, sheet.rows]))
    return (sheet, row, column) => rows.get(sheet)?.[row]?.[column]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Saves a file in another format beside it. */
export function saveInLibreOffice(path: string, ending: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-office-'))
  try {
    soffice(folder, '--convert-to', ending, '--outdir', dirname(path), path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs LibreOffice with a profile of its own in the folder. */
function soffice(folder: string, ...what: string[]): void {
  const profile = pathToFileURL(join(folder, 'profile')).href
  const words = [`-env:UserInstallation=${profile}`, '--headless', '--norestore', ...what]
  const { status, stderr, error } = spawnSync(sofficePath as string, words, { encoding: 'utf8', timeout: 120_000 })
  if (status !== 0) throw new Error(`LibreOffice (${sofficePath}): ${error?.message ?? stderr}`)
}

function macro(from: string, to: string, typed: readonly Typed[]): string {
  const text = (value: string) => `"${value.replaceAll('"', '""')}"`
  const url = (path: string) => text(pathToFileURL(path).href)
  return [
    'Sub Typed',
    'On Error GoTo Wrong',
    'Dim hidden(0) As New com.sun.star.beans.PropertyValue',
    'hidden(0).Name = "Hidden"',
    'hidden(0).Value = True',
    `document = StarDesktop.loadComponentFromURL(${url(from)}, "_blank", 0, hidden())`,
    ...typed.map(([sheet, cell, what]) => {
      const at = `document.Sheets.getByName(${text(sheet)}).getCellRangeByName(${text(cell)})`
      return typeof what === 'number' ? `${at}.Value = ${what}` : `${at}.Formula = ${text(what)}`
    }),
    'document.calculateAll()',
    // Plain numbers throughout: what a reader makes of dates and durations is not asked here.
    'For i = 0 To document.Sheets.getCount() - 1',
    'all = document.Sheets.getByIndex(i).createCursor()',
    'all.gotoEndOfUsedArea(False)',
    'document.Sheets.getByIndex(i).getCellRangeByPosition(0, 0, all.RangeAddress.EndColumn, all.RangeAddress.EndRow).NumberFormat = 0',
    'Next i',
    'Dim how(0) As New com.sun.star.beans.PropertyValue',
    'how(0).Name = "FilterName"',
    'how(0).Value = "Calc MS Excel 2007 XML"',
    `document.storeToURL(${url(to)}, how())`,
    'document.close(True)',
    'StarDesktop.terminate()',
    'Exit Sub',
    'Wrong:',
    `Open ${text(join(dirname(to), 'complaint.txt'))} For Output As #1`,
    'Print #1, Error & " in line " & Erl',
    'Close #1',
    'StarDesktop.terminate()',
    'End Sub',
  ].join('\n')
}

/** A profile of its own with one macro in it. */
function writeMacro(folder: string, source: string): void {
  const basic = join(folder, 'profile', 'user', 'basic', 'Standard')
  mkdirSync(basic, { recursive: true })
  const escaped = source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
  const library = (element: string) =>
    `${head}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">${element}</library:library>`
  writeFileSync(
    join(basic, 'Typing.xba'),
    `${head}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">${escaped}</script:module>`,
  )
  writeFileSync(join(basic, 'script.xlb'), library('<library:element library:name="Typing"/>'))
  writeFileSync(join(basic, 'dialog.xlb'), library(''))
}
