import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell } from '../cells/index.ts'
import { kindOfFormat } from './number-format.ts'
import { forEachRow } from './read-sheet.ts'
import type { SharedParts } from './row-builder.ts'

const shared: SharedParts = {
  strings: ['Queue', 'Änderung', '变更 & more'],
  styles: [{ kind: 'number' }, kindOfFormat('yyyy-mm-dd hh:mm'), kindOfFormat('[h]:mm:ss'), kindOfFormat('0%')],
  date1904: false,
}

type Row = { line: number; isHidden: boolean; cells: Cell[] }

function rowsOf(xml: string, plain: boolean): Row[] | string {
  const rows: Row[] = []
  const sheet = { bytes: new TextEncoder().encode(xml), part: 'xl/worksheets/sheet1.xml', file: 'h.xlsx' }
  try {
    forEachRow(
      sheet,
      shared,
      ({ line, isHidden, cells }) => {
        rows.push({ line, isHidden, cells: [...cells] })
        return true
      },
      plain,
    )
  } catch (error) {
    return (error as Error).message
  }
  return rows
}

const sheetXml = (rows: string) => `<worksheet xmlns="x"><sheetData>${rows}</sheetData><mergeCells/></worksheet>`

describe('the scanner of plain sheets and the XML parser', () => {
  const cell = fc.oneof(
    fc.record({ t: fc.constant(''), v: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) }),
    fc.record({ t: fc.constantFrom('', ' t="n"'), v: fc.integer({ min: 0, max: 99_999 }).map(String) }),
    fc.record({ t: fc.constant(''), v: fc.double({ min: 1, max: 60_000, noNaN: true }).map((x) => x.toFixed(10)) }),
    fc.record({ t: fc.constant(' t="s"'), v: fc.integer({ min: 0, max: 2 }).map(String) }),
    fc.record({
      t: fc.constantFrom(' t="str"', ' t="e"', ' t="d"', ' t="b"'),
      v: fc.constantFrom('', '1', 'true', '2026-03-31', '#DIV/0!', 'Köln', 'a &amp; b', ' x ', 'a&#10;b', '_x000D_'),
    }),
    fc.record({
      t: fc.constant(' t="inlineStr"'),
      v: fc.constantFrom('', 'Sales', 'Köln', 'R&amp;D', '变更', '<![CDATA[a<b]]>'),
    }),
  )
  const made = fc.record({
    cell,
    s: fc.constantFrom('', ' s="1"', ' s="2"', ' s="3"', ' s="99"'),
    f: fc.constantFrom('', '', '', '<f>SUM(A1:B2)</f>', '<f t="shared" si="0"/>', '<f>IF(A1&lt;2,"&gt;",1)</f>'),
    odd: fc.constantFrom('', '', '', '', '<!-- -->', '\n ', '<v xml:space="preserve">7</v>'),
    empty: fc.boolean(),
  })
  const xmlOf = (
    rows: { cells: (typeof made extends fc.Arbitrary<infer T> ? T : never)[]; attributes: string; gap: number }[],
    numbered: boolean,
  ) => {
    let line = 0
    return rows
      .map(({ cells, attributes, gap }) => {
        line += gap
        const body = cells
          .map(({ cell: { t, v }, s, f, odd, empty }, i) => {
            const r = numbered ? ` r="${String.fromCharCode(65 + i * 2)}${line}"` : ''
            if (empty) return `<c${r}${s}/>`
            const value = t.includes('inlineStr') ? `<is><t>${v}</t></is>` : `${f}${v === '' ? '' : `<v>${v}</v>`}`
            return `<c${r}${s}${t}>${odd.startsWith('<v') ? odd : `${value}${odd}`}</c>`
          })
          .join('')
        return `<row${numbered ? ` r="${line}"` : ''}${attributes}>${body}</row>`
      })
      .join('')
  }

  test('read the same rows, whatever stands in them', () => {
    const row = fc.record({
      cells: fc.array(made, { maxLength: 5 }),
      attributes: fc.constantFrom(
        '',
        ' spans="1:5"',
        ' hidden="1"',
        ' hidden="true"',
        ' ht="15" customHeight="1"',
        " x='1'",
      ),
      gap: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.boolean(), (rows, numbered) => {
        const xml = sheetXml(xmlOf(rows, numbered))
        expect(rowsOf(xml, true)).toEqual(rowsOf(xml, false))
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    [
      'a cell without a number',
      '<row><c><v>1</v></c><c t="s"><v>0</v></c></row>',
      [[{ type: 'number', value: 1 }, 'Queue']],
    ],
    [
      'a text of several runs',
      '<row r="1"><c r="A1" t="inlineStr"><is><r><t>Sa</t></r><r><t>les</t></r></is></c></row>',
      [['Sales']],
    ],
    [
      'a formula without a value',
      '<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>C1</f><v/></c><c r="C1"><f>C1</f><v></v></c></row>',
      [[{ type: 'uncalculated' }, { type: 'uncalculated' }, { type: 'uncalculated' }]],
    ],
    ['a formula that gives an empty text', '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>', [['']]],
    ['an empty cell between', '<row r="1"><c r="C1"><v>1</v></c></row>', [['', '', { type: 'number', value: 1 }]]],
  ])('%s', (_, xml, cells) => {
    for (const plain of [true, false])
      expect((rowsOf(sheetXml(xml), plain) as Row[]).map((row) => row.cells)).toEqual(cells)
  })

  test.each([
    ['rows that go back', '<row r="2"/><row r="1"/>', 'row 1 after row 2'],
    ['a row beyond the last', '<row r="1048577"/>', 'row 1048577'],
    ['a cell beyond the last column', '<row r="1"><c r="XFE1"><v>1</v></c></row>', 'beyond the last column'],
    ['a text that is not there', '<row r="1"><c r="A1" t="s"><v>9</v></c></row>', 'names a text that is not there'],
    ['an element that is not closed', '<row r="1"><c r="A1"><v>1</c></row>', 'not well-formed XML'],
    ['no UTF-8', '<row r="1"><c r="A1" t="str"><v>\u00ff</v></c></row>', ''],
  ])('%s is refused', (_, xml, says) => {
    for (const plain of [true, false]) {
      const outcome = rowsOf(sheetXml(xml), plain)
      if (says !== '') expect(outcome).toContain(says)
    }
  })
})

describe('what number formats show', () => {
  test.each([
    ['General', 'number'],
    ['0', 'number'],
    ['#,##0.00', 'number'],
    ['#,##0 "€"', 'number'],
    ['[$€-407] #,##0.00', 'number'],
    ['0.00E+00', 'number'],
    ['@', 'number'],
    ['General" calls"', 'number'],
    ['"day "0', 'number'],
    ['[Red]0;[Blue]-0', 'number'],
    ['0.0"h"', 'unit'],
    ['0\\ \\s', 'unit'],
    ['0.0%', 'percentage'],
    ['0%;[Red]-0%', 'percentage'],
    ['yyyy-mm-dd', 'date'],
    ['d. mmmm yyyy', 'date'],
    ['mmm-yy', 'date'],
    ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
    ['TT.MM.JJJJ', 'date'],
    ['jj/mm/aaaa', 'date'],
    ['dd-mm-jjjj', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[$-411]ge.m.d', 'date'],
    ['ddd', 'date'],
    ['yyyy-mm-dd hh:mm:ss', 'moment'],
    ['m/d/yy h:mm AM/PM', 'moment'],
    ['hh:mm dd.mm.yyyy', 'moment'],
    ['h:mm', 'clock'],
    ['h:mm:ss', 'clock'],
    ['mm:ss', 'clock'],
    ['mm:ss.0', 'clock'],
    ['h:mm AM/PM', 'clock'],
    ['[$-804]上午/下午h"时"mm"分"', 'clock'],
    ['[$-F400]h:mm:ss AM/PM', 'clock'],
    ['uu:mm', 'clock'],
    ['[h]:mm:ss', 'elapsed'],
    ['[hh]:mm', 'elapsed'],
    ['[mm]:ss', 'elapsed'],
    ['[ss]', 'elapsed'],
    ['[h]:mm:ss;@', 'elapsed'],
  ])('%s: %s', (code, kind) => {
    expect(kindOfFormat(code).kind).toBe(kind)
  })
})
