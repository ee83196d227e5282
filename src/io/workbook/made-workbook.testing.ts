import { strToU8, type Zippable, zipSync } from 'fflate'

/** A cell as a workbook's file has it. */
export interface MadeCell {
  /** Its value as it is written; a text where `type` is `text`, `inline` or `formula text`. */
  value?: string | number
  type?: 'text' | 'inline' | 'formula text' | 'boolean' | 'error' | 'iso date'
  /** Code of its number format. */
  format?: string
  formula?: string
}

/** `''` for no cell at all; a text is a shared string, a number has the format General. */
export type Made = MadeCell | string | number

export interface MadeSheet {
  name: string
  rows: readonly (readonly Made[])[]
  state?: 'hidden' | 'veryHidden'
  /** `A2:A5`. */
  merged?: readonly string[]
  /** Numbers of hidden rows, from 1, and of hidden columns, from 1. */
  hiddenRows?: readonly number[]
  hiddenColumns?: readonly number[]
  filter?: string
  table?: { ref: string; totals?: boolean }
  /** XML in place of the sheet's own. */
  xml?: string
}

export interface MadeWorkbook {
  sheets: readonly MadeSheet[]
  date1904?: boolean
  /** How the writer is: `streaming` leaves out the numbers of rows and cells and shared strings, `prefixed` gives every element a prefix, `strict` has the namespaces of ISO 29500 strict. */
  writer?: 'streaming' | 'prefixed' | 'strict'
  /** Replaces parts, or takes them away. */
  parts?: Readonly<Record<string, string | Uint8Array | undefined>>
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** The earliest date that a zip archive can say: the same bytes on every day. */
const MTIME = new Date(1980, 0, 1)

/** A workbook with exactly what is asked for, as bytes that are the same every time. */
export function madeWorkbook({ sheets, date1904 = false, writer, parts = {} }: MadeWorkbook): Uint8Array {
  const strings: string[] = []
  const formats: string[] = []
  const isStreaming = writer === 'streaming'
  const main =
    writer === 'strict'
      ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
      : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const related =
    writer === 'strict'
      ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
      : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const sheetXml = (sheet: MadeSheet) => {
    const rows = sheet.rows.map((row, i) => {
      const hidden = sheet.hiddenRows?.includes(i + 1) ? ' hidden="1"' : ''
      const cells = row
        .map((made, column) => cellXml(made, `${letters(column)}${i + 1}`, { strings, formats, isStreaming }))
        .join('')
      return `<row${isStreaming ? '' : ` r="${i + 1}"`}${hidden}>${cells}</row>`
    })
    const columns = (sheet.hiddenColumns ?? []).map((n) => `<col min="${n}" max="${n}" width="9" hidden="1"/>`).join('')
    const merged = (sheet.merged ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    return [
      `<worksheet xmlns="${main}" xmlns:r="${related}">`,
      columns && `<cols>${columns}</cols>`,
      `<sheetData>${rows.join('')}</sheetData>`,
      sheet.filter ? `<autoFilter ref="${sheet.filter}"/>` : '',
      merged && `<mergeCells>${merged}</mergeCells>`,
      sheet.table ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : '',
      '</worksheet>',
    ].join('')
  }
  const bodies = sheets.map((sheet) => sheet.xml ?? sheetXml(sheet))
  const xf = (id: number) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
  const relationship = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${related}/${kind}" Target="${target}"/>`
  const relationships = (inside: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`
  const made: Record<string, string | Uint8Array | undefined> = {
    '[Content_Types].xml': contentTypes(sheets),
    '_rels/.rels': relationships(relationship(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${related}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      [
        ...sheets.map((_, i) => relationship(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
        ...(isStreaming
          ? []
          : [
              relationship(sheets.length + 1, 'styles', 'styles.xml'),
              relationship(sheets.length + 2, 'sharedStrings', 'sharedStrings.xml'),
            ]),
      ].join(''),
    ),
    ...(isStreaming
      ? {}
      : {
          'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats
            .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`)
            .join(
              '',
            )}</numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length + 1}">${xf(0)}${formats.map((_, i) => xf(164 + i)).join('')}</cellXfs></styleSheet>`,
          'xl/sharedStrings.xml': `<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings
            .map((text) => `<si>${text.startsWith('<') ? text : `<t xml:space="preserve">${escaped(text)}</t>`}</si>`)
            .join('')}</sst>`,
        }),
    ...Object.fromEntries(bodies.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
    ...Object.fromEntries(
      sheets.flatMap(({ table, rows }, i) =>
        table
          ? [
              [
                `xl/worksheets/_rels/sheet${i + 1}.xml.rels`,
                relationships(relationship(1, 'table', `../tables/table${i + 1}.xml`)),
              ],
              [`xl/tables/table${i + 1}.xml`, tableXml(table, rows, i, main)],
            ]
          : [],
      ),
    ),
    ...parts,
  }
  const files: Zippable = {}
  for (const [name, content] of Object.entries(made)) {
    if (content === undefined) continue
    const bytes =
      typeof content === 'string' ? strToU8(HEAD + (writer === 'prefixed' ? prefixed(content) : content)) : content
    files[name] = [bytes, { mtime: MTIME, level: 6 }]
  }
  return zipSync(files)
}

function contentTypes(sheets: readonly MadeSheet[]): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${kind}.${type}+xml"/>`
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    part('workbook', 'sheet.main'),
    part('styles', 'styles'),
    part('sharedStrings', 'sharedStrings'),
    ...sheets.map((_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet')),
    ...sheets.flatMap(({ table }, i) => (table ? [part(`tables/table${i + 1}`, 'table')] : [])),
  ].join('')}</Types>`
}

function tableXml(
  { ref, totals }: { ref: string; totals?: boolean },
  rows: readonly (readonly Made[])[],
  index: number,
  main: string,
): string {
  const [, left, top, right] = /^([A-Z]+)(\d+):([A-Z]+)/.exec(ref) as RegExpExecArray
  const from = left.charCodeAt(0) - 65
  const names = rows[Number(top) - 1].slice(from, right.charCodeAt(0) - 64)
  return `<table xmlns="${main}" id="${index + 1}" name="Table${index + 1}" displayName="Table${index + 1}" ref="${ref}"${totals ? ' totalsRowCount="1"' : ''}><tableColumns count="${names.length}">${names
    .map((name, i) => `<tableColumn id="${i + 1}" name="${escaped(String(name))}"/>`)
    .join('')}</tableColumns></table>`
}

function cellXml(
  made: Made,
  place: string,
  { strings, formats, isStreaming }: { strings: string[]; formats: string[]; isStreaming: boolean },
): string {
  const at = isStreaming ? '' : ` r="${place}"`
  if (made === '') return isStreaming ? '<c/>' : ''
  if (typeof made === 'number') return `<c${at}><v>${made}</v></c>`
  const { value, type, format, formula }: MadeCell = typeof made === 'string' ? { value: made, type: 'text' } : made
  let style = ''
  if (format !== undefined) {
    if (!formats.includes(format)) formats.push(format)
    style = ` s="${formats.indexOf(format) + 1}"`
  }
  const f = formula === undefined ? '' : `<f>${escaped(formula)}</f>`
  const v = value === undefined ? '' : `<v>${escaped(String(value))}</v>`
  if (type === 'inline' || (type === 'text' && isStreaming))
    return `<c${at}${style} t="inlineStr"><is><t>${escaped(String(value))}</t></is></c>`
  if (type === 'text') {
    const text = String(value)
    if (!strings.includes(text)) strings.push(text)
    return `<c${at}${style} t="s">${f}<v>${strings.indexOf(text)}</v></c>`
  }
  const types = { 'formula text': ' t="str"', boolean: ' t="b"', error: ' t="e"', 'iso date': ' t="d"' }
  return `<c${at}${style}${type === undefined ? '' : types[type]}>${f}${v}</c>`
}

function prefixed(xml: string): string {
  return xml.includes('spreadsheetml/2006/main"')
    ? xml.replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replace('xmlns="', 'xmlns:x="')
    : xml
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)
}

/** Serial number of a date as Excel keeps it; `2026-03-31 07:30`. */
export function serialOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? '' : 'T00:00'}Z`) / 86_400_000 + 25_569
}
