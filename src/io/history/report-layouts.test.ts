import { describe, expect, test } from 'vitest'
import { type ReadHistoryOptions, readHistory } from '../index.ts'
import { groupsOf, type MadeRow, madeCsv, madeRows } from './made-export.testing.ts'

const read = (text: string, options: ReadHistoryOptions = {}) => readHistory(Buffer.from(text), options)
const rows = madeRows({ queues: ['Sales', 'Service'] })
const plain = madeCsv('Date,Queue,Time,Offered,Answered,AHT', rows, (row) => cellsOf(row))

function cellsOf({ date, queue, time, offered, answered, aht }: MadeRow): (string | number)[] {
  return [date, queue, time, offered, answered, aht]
}

describe('merged cells', () => {
  const byQueue = groupsOf(rows, ({ date, queue }) => `${date} ${queue}`).flat()

  // Once refused: "the row has values but no time".
  test('date and queue on the first row of a group only; the time on the first of its queues only', async () => {
    const truth = await read(plain)
    const merged = madeCsv('Date,Queue,Time,Offered,Answered,AHT', byQueue, (row) => {
      const before = byQueue[byQueue.indexOf(row) - 1]
      const isSame = before?.date === row.date && before.queue === row.queue
      return isSame ? ['', '', ...cellsOf(row).slice(2)] : cellsOf(row)
    })
    const groups = await read(merged)
    expect(groups.history).toEqual(truth.history)
    expect(groups.findings.filledRows).toBe(byQueue.length - groupsOf(rows, ({ date, queue }) => date + queue).length)
    const byTime = await read(
      madeCsv('Start,Queue,Offered,Answered,AHT', rows, (row) => [
        row.queue === 'Sales' ? row.start : '',
        ...cellsOf(row).filter((_, i) => i !== 0 && i !== 2),
      ]),
    )
    expect(byTime.history).toEqual(truth.history)
  })

  test('one row without a queue is a bad row', async () => {
    const text = madeCsv('Date,Queue,Time,Offered,Answered,AHT', rows, (row) =>
      row === rows[9] ? ['2026-01-05', '', '10:00', 1, 1, 200] : cellsOf(row),
    )
    await expect(read(text)).rejects.toThrow('the row names no queue')
  })
})

describe('reports of many pages', () => {
  test('titles, and the headings again on every page', async () => {
    const head = 'Date,Queue,Time,Offered,Answered,AHT'
    const pages = groupsOf(rows, ({ date }) => date)
    const text = pages
      .map((page, i) =>
        [
          'Skill report',
          '',
          `Printed 03/03/2026 page ${i + 1}`,
          head,
          ...page.map((row) => cellsOf(row).join(',')),
        ].join('\n'),
      )
      .join('\n')
    const { history, findings } = await read(text)
    expect(history).toEqual((await read(plain)).history)
    expect(findings).toMatchObject({ rejected: 0, titleRows: 3 * (pages.length - 1) })
  })
})

describe('--map beside headings', () => {
  // Once the first row of data became the heading, and the error listed its cells.
  test('headings stay headings, whatever else is lacking', async () => {
    const text = madeCsv('Tagx,Warte,Zeitx,Anrx,Angx,AHT', rows, cellsOf)
    await expect(read(text, { map: { date: 'Tagx' } })).rejects.toThrow(
      'the headings are: Tagx, Warte, Zeitx, Anrx, Angx, AHT',
    )
    await expect(read(text, { map: { date: 'Tagx', offered: 'Anrx' } })).rejects.toThrow('--map time=Column')
    const { history } = await read(text, {
      map: { date: 'Tagx', time: 'Zeitx', queue: 'Warte', offered: 'Anrx', answered: 'Angx' },
    })
    expect(history).toEqual((await read(plain)).history)
  })
})

describe('headings of other languages', () => {
  test.each([
    'Datum,Warteschlange,Uhrzeit,Anrufe,Angenommen,Durchschnittliche Bearbeitungszeit',
    'Datum,Wachtrij,Tijd,Aangeboden oproepen,Beantwoord,Gemiddelde afhandeltijd',
    'Date,File,Heure,Appels reçus,Appels traités,Durée moyenne de traitement',
    'Fecha,Cola,Hora,Llamadas recibidas,Llamadas atendidas,Tiempo medio de gestión',
    'Data,Fila,Horário,Chamadas recebidas,Chamadas atendidas,Tempo médio de atendimento',
    '日期,技能组,时段,人工呼入量,人工接通量,平均处理时长',
  ])('%s', async (headings) => {
    const { history } = await read(madeCsv(headings, rows, cellsOf))
    expect(history).toEqual((await read(plain)).history)
  })
})

describe('dates and times of other languages', () => {
  const marchOf = (start: string) => ({ day: Number(start.slice(8, 10)), clock: start.slice(11) })
  const march = rows.map((row, k) => ({
    ...row,
    start: `2026-03-${String(2 + Math.floor(k / 40)).padStart(2, '0')} ${row.time}`,
  }))

  // `segunda-feira, 2 de março`, `08h30` and `08:30 Uhr` used to be refused.
  test.each<[string, string, (start: string) => string[]]>([
    [
      'Datum;Uhrzeit;Warteschlange;Anrufe;Angenommen;AHT',
      'de',
      (s) => [`${marchOf(s).day}. März 2026`, `${marchOf(s).clock} Uhr`],
    ],
    [
      'Datum;Tijd;Wachtrij;Oproepen;Beantwoord;AHT',
      'nl',
      (s) => [`${marchOf(s).day} mrt 2026`, `${marchOf(s).clock} uur`],
    ],
    [
      'Date;Heure;File;Appels offerts;Appels répondus;DMT',
      'fr',
      (s) => [`lundi ${marchOf(s).day} mars 2026`, marchOf(s).clock.replace(':', 'h')],
    ],
    [
      'Fecha;Hora;Cola;Llamadas;Atendidas;TMO',
      'es',
      (s) => [`lun., ${marchOf(s).day} de marzo de 2026`, marchOf(s).clock],
    ],
    [
      'Data;Hora;Fila;Chamadas;Atendidas;TMA',
      'pt',
      (s) => [`segunda-feira, ${marchOf(s).day} de março de 2026`, marchOf(s).clock],
    ],
  ])('%s', async (headings, _, written) => {
    const truth = await read(
      madeCsv('Start,Queue,Offered,Answered,AHT', march, (r) => [r.start, r.queue, r.offered, r.answered, r.aht]),
    )
    const text = [headings, ...march.map((r) => [...written(r.start), r.queue, r.offered, r.answered, r.aht].join(';'))]
    const { history } = await read(text.join('\n'))
    expect(history).toEqual(truth.history)
  })
})
