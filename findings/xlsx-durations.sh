#!/usr/bin/env bash
# hucre 1.0.0, exceljs 4.4.0, read-excel-file 9.3.17 and xlsx 0.18.5: one valid cell that holds a duration is four different things.
#
# Expected: a cell of 1.0625 (days) under any format of hours, minutes or seconds is 25 h 30 min, a number whose format only writes a letter behind it is a number, and 08:00 kept with eight decimals
# (0.33333333, as many writers round) is 08:00.
# Found: exceljs gives dates for [h]:mm:ss and plain numbers for [h], [mm] and [ss], and a date for 0\ \s, which is a number with " s" behind it. hucre gives a number for hh\:mm. Where a date is given its day
# differs: hucre counts from 1899-12-31, the others from 1899-12-30, so who subtracts the usual day zero gets 49.5 hours. 08:00 is 07:59:59.999 to read-excel-file, and the text of xlsx says 7:59:00, a minute off.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund fflate@0.8.3 hucre@1.0.0 exceljs@4.4.0 read-excel-file@9.3.17 xlsx@0.18.5 >/dev/null 2>&1
cat >run.mjs <<'JS'
import { strToU8, zipSync } from 'fflate'
import { readXlsx } from 'hucre'
import Excel from 'exceljs'
import * as readExcelFile from 'read-excel-file/node'
import XLSX from 'xlsx'

const formats = ['[h]:mm:ss', '[h]', '[mm]', '[ss]', 'hh\\:mm', '0\\ \\s']
const values = [25.5 / 24, 0.33333333]
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const doc = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const links = (list) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${doc}/${type}" Target="${target}"/>`).join('')}</Relationships>`
const xf = (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
const parts = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[['workbook', 'sheet.main'], ['styles', 'styles'], ['worksheets/sheet1', 'worksheet']].map(([name, type]) => `<Override PartName="/xl/${name}.xml" ContentType="${kind}.${type}+xml"/>`).join('')}</Types>`,
  '_rels/.rels': links([['rId1', 'officeDocument', 'xl/workbook.xml']]),
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${doc}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': links([['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'styles', 'styles.xml']]),
  'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('')}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length + 1}">${xf(0)}${formats.map((_, i) => xf(164 + i)).join('')}</cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${values.map((value, i) => `<row r="${i + 1}">${formats.map((_, j) => `<c r="${String.fromCharCode(65 + j)}${i + 1}" s="${j + 1}"><v>${value}</v></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`,
}
const bytes = Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))))

const book = new Excel.Workbook()
await book.xlsx.load(bytes)
const read = await (readExcelFile.default ?? readExcelFile.readSheet)(bytes)
const readers = {
  hucre: (await readXlsx(bytes)).sheets[0].rows,
  exceljs: values.map((_, r) => formats.map((_, c) => book.worksheets[0].getRow(r + 1).getCell(c + 1).value)),
  'read-excel-file': read[0]?.data ?? read,
  'xlsx, as text': XLSX.utils.sheet_to_json(XLSX.read(bytes).Sheets.Data, { header: 1, raw: false }),
}
for (const [name, rows] of Object.entries(readers)) {
  const show = (value) => (value instanceof Date ? value.toISOString().slice(0, 23) : value)
  console.log(name)
  for (const [c, format] of formats.entries()) console.log(`  ${format}: ${rows.map((row) => show(row[c])).join(' and ')}`)
}
JS
node run.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
hucre
  [h]:mm:ss: 1900-01-01T01:30:00.000 and 1899-12-31T08:00:00.000
  [h]: 1900-01-01T01:30:00.000 and 1899-12-31T08:00:00.000
  [mm]: 1900-01-01T01:30:00.000 and 1899-12-31T08:00:00.000
  [ss]: 1900-01-01T01:30:00.000 and 1899-12-31T08:00:00.000
  hh\:mm: 1.0625 and 0.33333333
  0\ \s: 1.0625 and 0.33333333
exceljs
  [h]:mm:ss: 1899-12-31T01:30:00.000 and 1899-12-30T08:00:00.000
  [h]: 1.0625 and 0.33333333
  [mm]: 1.0625 and 0.33333333
  [ss]: 1.0625 and 0.33333333
  hh\:mm: 1899-12-31T01:30:00.000 and 1899-12-30T08:00:00.000
  0\ \s: 1899-12-31T01:30:00.000 and 1899-12-30T08:00:00.000
read-excel-file
  [h]:mm:ss: 1899-12-31T01:30:00.000 and 1899-12-30T07:59:59.999
  [h]: 1899-12-31T01:30:00.000 and 1899-12-30T07:59:59.999
  [mm]: 1899-12-31T01:30:00.000 and 1899-12-30T07:59:59.999
  [ss]: 1899-12-31T01:30:00.000 and 1899-12-30T07:59:59.999
  hh\:mm: 1899-12-31T01:30:00.000 and 1899-12-30T07:59:59.999
  0\ \s: 1.0625 and 0.33333333
xlsx, as text
  [h]:mm:ss: 25:30:00 and 7:59:00
  [h]: 25 and 8
  [mm]: 1530 and 480
  [ss]: 91800 and 28800
  hh\:mm: 01:30 and 08:00
  0\ \s: 1 s and 0 s
SEEN
