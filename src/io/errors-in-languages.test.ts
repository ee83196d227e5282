import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { KrarupError } from '../domain/index.ts'
import { ERROR_WORDS } from '../domain/messages/index.ts'
import { errorInLanguage } from '../report/index.ts'
import { readHistory } from './index.ts'

const BAD = 'fixtures/bad'

/** Refused in English for now. */
const ENGLISH = ['century.csv', 'shift-table.csv', 'workbook.csv']

async function refused(name: string): Promise<KrarupError | undefined> {
  try {
    await readHistory(join(BAD, name))
    return undefined
  } catch (error) {
    if (error instanceof KrarupError) return error
    throw error
  }
}

describe('what is wrong with a history is said in each language', () => {
  it.each(readdirSync(BAD))('%s', async (name) => {
    const error = await refused(name)
    if (!error) return
    expect(errorInLanguage(error)).toBe(`error: ${error.message}`)
    const said = { zh: errorInLanguage(error, 'zh'), de: errorInLanguage(error, 'de') }
    if (ENGLISH.includes(name)) return expect(said.zh).toBe(`error: ${error.message}`)
    expect(said.zh).toMatch(/^错误：/)
    expect(said.de).toMatch(/^Fehler: /)
    expect(said.zh.split('\n').length).toBe(error.message.split('\n').length)
    expect(said.de.split('\n').length).toBe(error.message.split('\n').length)
    // A hint about dates in two orders stayed English below a German error.
    const english = error.message.split('\n').slice(1)
    for (const text of [said.zh, said.de]) expect(text.split('\n').filter((line) => english.includes(line))).toEqual([])
  })

  it('with the value that was given, its place, and how to mend it', async () => {
    const error = (await refused('not-a-number.csv'))!
    expect(errorInLanguage(error, 'zh')).toBe(
      '错误：不是数字（收到"forty"）\n  位置：not-a-number.csv，第4行，第3列（offered）\n  请写数字，没有则留空\n  或不用这些行而继续，并把它们另存：--rejects 文件',
    )
    expect(errorInLanguage(error, 'de')).toBe(
      'Fehler: keine Zahl (erhalten: "forty")\n  in not-a-number.csv, Zeile 4, Spalte 3 (offered)\n  Ziffern schreiben, oder leer lassen, wo es nichts gibt\n  oder ohne diese Zeilen weitermachen und sie gesondert ablegen: --rejects DATEI',
    )
    expect(
      errorInLanguage((await refused('contradiction.csv'))!, 'de')
        .split('\n')
        .slice(0, 2),
    ).toEqual([
      'Fehler: 2 Zeilen sind nicht brauchbar:',
      '  Zeile 3: Zeilen für dasselbe Intervall und dieselbe Warteschlange haben verschiedene Werte (02.03.2026 08:30, General)',
    ])
  })

  it('with a hint about dates in two orders, and about swapped ones', async () => {
    const days = Array.from({ length: 28 }, (_, d) => `${String(d + 1).padStart(2, '0')}/03/2026 08:00,5`)
    const read = (rows: readonly string[], dateOrder?: 'dmy') =>
      readHistory(Readable.from(['start,offered\n', `${rows.join('\n')}\n`]), {
        interval: 1800,
        ...(dateOrder ? { dateOrder } : {}),
      }).then(
        () => undefined,
        (error: unknown) => error as KrarupError,
      )
    const mixed = errorInLanguage((await read([...days, '03/29/2026 08:00,5']))!, 'de').split('\n')
    expect(mixed[2]).toMatch(/^ {2}2026-03-31 07:30 schreiben; die Daten davor haben die Reihenfolge Tag, Monat, Jahr/)
    const months = Array.from({ length: 9 }, (_, m) => `05/0${m + 1}/2026 08:00,5`)
    expect(errorInLanguage((await read(months, 'dmy'))!, 'de')).toMatch(
      /^Fehler: die Zeilen stehen am 5\. von 9 .*\n.*angeben, was/s,
    )
  })

  it('of a queue and of a sheet', () => {
    const inner = new KrarupError({ code: 'TOO_SHORT', what: 'the file is empty', where: { name: 'queue Sales' } })
    expect(errorInLanguage(inner, 'de')).toBe('Fehler: die Datei ist leer\n  in Warteschlange Sales')
    const where = { file: 'a.xlsx', sheet: 'Data', line: 7, column: 3, heading: 'Offered' }
    const cell = new KrarupError({ code: 'UNREADABLE', what: 'not a number', where })
    expect(errorInLanguage(cell, 'zh')).toBe('错误：不是数字\n  位置：a.xlsx，工作表Data，单元格C7（Offered）')
  })
})

it('each sentence that is found by its English text is said somewhere', () => {
  /** Put together where they are said. */
  const together =
    /^this is (a web page|JSON)|^the file (has the (answered|abandoned)|cannot be)|^it cannot be told whether 1|^write 2026|^the file's decimal mark/
  const files = ['src/io', 'src/forecast/past', 'src/cli/run'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  const source = files.join('\n')
  expect(Object.keys(ERROR_WORDS).filter((text) => !together.test(text) && !source.includes(text))).toEqual([])
})
