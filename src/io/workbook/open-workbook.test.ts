import { deflateSync, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { KrarupError } from '../../domain/index.ts'
import { madeWorkbook } from './made-workbook.testing.ts'
import { openWorkbook } from './open-workbook.ts'

const good = () =>
  madeWorkbook({
    sheets: [
      {
        name: 'Data',
        rows: [
          ['Start', 'Offered'],
          [1, 2],
        ],
      },
    ],
  })

function refusal(bytes: Uint8Array): KrarupError {
  try {
    for (const sheet of openWorkbook(bytes, 'h.xlsx').sheets) sheet.forEachRow(() => true)
  } catch (error) {
    if (error instanceof KrarupError) return error
    throw error
  }
  throw new Error('it was read')
}

const utf16 = (text: string) => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]))
const compound = (name: string) =>
  Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600), ...utf16(name)])
const archive = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])))

/** Where a signature stands in bytes. */
function find(bytes: Uint8Array, signature: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 4 <= bytes.length; at++) if (view.getUint32(at, true) === signature) return at
  throw new Error('no such signature')
}

describe('what is no workbook is refused by its name, with what to do', () => {
  test.each<[string, Uint8Array, string, string]>([
    ['.xls', compound('Workbook'), 'old Excel workbook (.xls)', 'Excel workbook (.xlsx)'],
    ['a password', compound('EncryptedPackage'), 'locked by a password', 'take the password off'],
    ['.xlsb', archive('[Content_Types].xml', 'xl/workbook.bin'), 'binary workbook (.xlsb)', '.xlsx'],
    ['.ods', archive('mimetype', 'content.xml'), 'OpenDocument file (.ods)', '--convert-to xlsx'],
    ['Numbers', archive('Index/Document.iwa'), 'Numbers document', 'export it as Excel'],
    ['a Word document', archive('[Content_Types].xml', 'word/document.xml'), 'Word document', 'workbook or the CSV'],
    ['a presentation', archive('ppt/presentation.xml'), 'presentation', 'workbook or the CSV'],
    ['an archive with a CSV file', archive('march.csv'), 'zip archive', 'unpack it first; in it is march.csv'],
    ['an empty archive', archive(), 'zip archive', 'workbook or the CSV'],
  ])('%s', (_, bytes, what, how) => {
    expect(refusal(bytes)).toMatchObject({
      code: 'UNSUPPORTED',
      what: expect.stringContaining(what),
      how: expect.stringContaining(how),
    })
  })
})

describe('a damaged workbook is refused, never half read', () => {
  test('cut off anywhere', () => {
    const bytes = good()
    for (let length = 4; length < bytes.length; length += 97)
      expect(refusal(bytes.subarray(0, length))).toMatchObject({ what: expect.stringContaining('damaged') })
  })

  test('a bit that has changed anywhere among the rows', () => {
    const bytes = good()
    const part = 'xl/worksheets/sheet1.xml'
    // the name stands before the part's bytes and again in the list at the end
    const from = new TextDecoder('latin1').decode(bytes).indexOf(part) + part.length
    for (let at = from; at < from + 60; at++) {
      const other = bytes.slice()
      other[at] ^= 4
      expect(refusal(other).code).toMatch(/UNREADABLE|UNSUPPORTED/)
    }
  })

  test.each<[string, Record<string, string | Uint8Array | undefined>, string]>([
    ['no sheet where one is named', { 'xl/worksheets/sheet1.xml': undefined }, 'sheet1.xml is missing'],
    ['a sheet without rows', { 'xl/worksheets/sheet1.xml': '<worksheet/>' }, 'has no rows'],
    ['a sheet that ends too early', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1">' }, 'cut off'],
    ['no XML', { 'xl/sharedStrings.xml': 'oops' }, 'not well-formed XML'],
    [
      'a document type',
      { 'xl/styles.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet>&a;</styleSheet>' },
      'document type',
    ],
    [
      'an entity that nobody defines',
      { 'xl/sharedStrings.xml': '<sst><si><t>&lol;</t></si></sst>' },
      'not well-formed',
    ],
  ])('%s', (_, parts, says) => {
    const bytes = madeWorkbook({ sheets: [{ name: 'Data', rows: [['Start'], [1]] }], parts })
    expect(refusal(bytes)).toMatchObject({ code: 'UNREADABLE', what: expect.stringContaining(says) })
  })
})

describe('sizes have limits', () => {
  test('a part that says it is huge is refused before it is unpacked', () => {
    const bytes = good()
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = find(bytes, 0x02014b50); view.getUint32(at, true) === 0x02014b50; ) {
      view.setUint32(at + 24, 4_000_000_000, true)
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    expect(refusal(bytes)).toMatchObject({ code: 'UNSUPPORTED', what: expect.stringContaining('4000 MB, more than') })
  })

  test('a bomb that lies about its size costs no more than it says', () => {
    // 200 MB of zeros said to be 1 000 bytes
    const bomb = deflateSync(new Uint8Array(200e6))
    const bytes = zipSync({ 'xl/workbook.xml': [new Uint8Array(1000), { level: 0 }] })
    const name = 'xl/workbook.xml'
    const view = new DataView(bytes.buffer)
    const directory = find(bytes, 0x02014b50)
    const head = bytes.slice(0, 30 + name.length)
    const tail = bytes.slice(directory)
    const made = new Uint8Array(head.length + bomb.length + tail.length)
    made.set(head)
    made.set(bomb, head.length)
    made.set(tail, head.length + bomb.length)
    const inMade = new DataView(made.buffer)
    const at = head.length + bomb.length
    inMade.setUint16(at + 10, 8, true)
    inMade.setUint32(at + 20, bomb.length, true)
    inMade.setUint32(at + 24, 1000, true)
    inMade.setUint32(at + tail.length - 6, at, true)
    expect(view.byteLength).toBeLessThan(made.length)
    const before = performance.now()
    expect(refusal(made)).toMatchObject({ code: 'UNREADABLE', what: expect.stringContaining('damaged') })
    expect(performance.now() - before).toBeLessThan(5000)
  })
})

test('names with a backslash, in capitals, and absolute targets', () => {
  const bytes = zipSync({
    'xl\\Workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="x"/><sheet name="Chart" r:id="y"/></sheets></workbook>',
    ),
    'xl\\_rels\\Workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="x" Type="http://x/worksheet" Target="/xl/Worksheets/One.xml"/><Relationship Id="y" Type="http://x/chartsheet" Target="chartsheets/c.xml"/></Relationships>',
    ),
    'xl\\worksheets\\one.xml': strToU8('<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>'),
  })
  const { sheets } = openWorkbook(bytes, 'h.xlsx')
  expect(sheets.map(({ name }) => name)).toEqual(['A'])
  const cells: unknown[] = []
  sheets[0].forEachRow((row) => cells.push(...row.cells) > 0)
  expect(cells).toEqual([{ type: 'number', value: 7 }])
})
