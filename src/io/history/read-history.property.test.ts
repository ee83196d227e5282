/** @module-tag slow */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_SECONDS, dateParts, dayNumber, KrarupError, STATE } from '../../domain/index.ts'
import type { RejectedRow } from './judged-rows.ts'
import { type HistoryReading, type ReadHistoryOptions, readHistoryThrough } from './read-history.ts'

/** How a table is written down: everything that two exports of the same numbers may differ in. */
interface Dialect {
  delimiter: ',' | ';' | '\t'
  lineEnd: '\n' | '\r\n' | '\r'
  encoding: 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'gb18030'
  date: 'iso' | 'iso T' | 'dmy' | 'mdy' | 'slashes' | 'chinese' | 'packed'
  quotes: 'none' | 'queue' | 'all'
  decimalComma: boolean
  durations: 'seconds' | 'clock'
  blankLines: boolean
  chineseHeadings: boolean
}

const dialects: fc.Arbitrary<Dialect> = fc
  .record({
    delimiter: fc.constantFrom<Dialect['delimiter']>(',', ';', '\t'),
    lineEnd: fc.constantFrom<Dialect['lineEnd']>('\n', '\r\n', '\r'),
    encoding: fc.constantFrom<Dialect['encoding']>('utf-8', 'utf-8 with mark', 'utf-16le', 'gb18030'),
    date: fc.constantFrom<Dialect['date']>('iso', 'iso T', 'dmy', 'mdy', 'slashes', 'chinese', 'packed'),
    quotes: fc.constantFrom<Dialect['quotes']>('none', 'none', 'queue', 'all'),
    decimalComma: fc.boolean(),
    durations: fc.constantFrom<Dialect['durations']>('seconds', 'clock'),
    blankLines: fc.boolean(),
    chineseHeadings: fc.boolean(),
  })
  .map((dialect) => (dialect.delimiter === ',' ? { ...dialect, decimalComma: false } : dialect))

interface Row {
  start: number
  queue: string
  offered: number
  answered: number
  /** Tenths of a second. */
  ahtTenths: number
}

const QUEUES = ['General', 'VIP', '英语', '投诉 热线', 'Q-7']

/** Half-hours of a few weeks, some of them absent, each queue and start at most once; the 25th is always there, so that the dates tell their order. */
const tables: fc.Arbitrary<Row[]> = fc
  .uniqueArray(
    fc.record({
      slot: fc.integer({ min: 0, max: 48 * 9 - 1 }),
      queue: fc.constantFrom(...QUEUES),
      offered: fc.integer({ min: 0, max: 5000 }),
      lost: fc.integer({ min: 0, max: 50 }),
      ahtTenths: fc.integer({ min: 1, max: 20_000 }),
    }),
    { minLength: 3, maxLength: 30, selector: ({ slot, queue }) => `${slot} ${queue}` },
  )
  .map((rows) => {
    const first = dayNumber({ year: 2026, month: 3, day: 8 }) * DAY_SECONDS
    const anchors: Row[] = [0, 1800].map((more) => ({
      start: dayNumber({ year: 2026, month: 3, day: 25 }) * DAY_SECONDS + 36_000 + more,
      queue: 'Anchor',
      offered: 987,
      answered: 900,
      ahtTenths: 1235,
    }))
    return [
      ...rows.map(({ slot, queue, offered, lost, ahtTenths }) => ({
        start: first + slot * 1800,
        queue,
        offered,
        answered: Math.max(0, offered - lost),
        ahtTenths,
      })),
      ...anchors,
    ]
  })

const pad = (n: number) => String(n).padStart(2, '0')

function writeStart(start: number, form: Dialect['date']): string {
  const { year, month, day } = dateParts(Math.floor(start / DAY_SECONDS))
  const second = start % DAY_SECONDS
  const clock = `${pad(Math.floor(second / 3600))}:${pad((second / 60) % 60)}`
  switch (form) {
    case 'iso':
      return `${year}-${pad(month)}-${pad(day)} ${clock}`
    case 'iso T':
      return `${year}-${pad(month)}-${pad(day)}T${clock}:00`
    case 'dmy':
      return `${day}-${month}-${year} ${clock}`
    case 'mdy':
      return `${month}/${day}/${year} ${clock}`
    case 'slashes':
      return `${year}/${month}/${day} ${clock}`
    case 'chinese':
      return `${year}年${month}月${day}日 ${clock}`
    case 'packed':
      return `${year}${pad(month)}${pad(day)} ${clock}`
  }
}

function writeAht(tenths: number, { decimalComma, durations }: Dialect): string {
  if (durations === 'clock' && tenths % 10 === 0) {
    const seconds = tenths / 10
    return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  }
  const text = (tenths / 10).toFixed(1)
  return decimalComma ? text.replace('.', ',') : text
}

function write(rows: readonly Row[], dialect: Dialect): Uint8Array {
  const quote = (text: string, always: boolean) => (always ? `"${text.replaceAll('"', '""')}"` : text)
  const all = dialect.quotes === 'all'
  const lines = [
    (dialect.chineseHeadings
      ? ['开始时间', '队列', '呼入量', '接通量', '平均处理时长(秒)']
      : ['Start', 'Queue', 'Offered', 'Answered', 'AHT (s)']
    )
      .map((heading) => quote(heading, all))
      .join(dialect.delimiter),
    ...rows.map(({ start, queue, offered, answered, ahtTenths }) =>
      [
        quote(writeStart(start, dialect.date), all),
        quote(queue, all || dialect.quotes === 'queue'),
        quote(String(offered), all),
        quote(String(answered), all),
        quote(writeAht(ahtTenths, dialect), all),
      ].join(dialect.delimiter),
    ),
  ]
  const between = dialect.blankLines ? dialect.lineEnd + dialect.lineEnd : dialect.lineEnd
  return encode(lines.join(between) + dialect.lineEnd, dialect.encoding)
}

/** GB18030 of the few characters that the tables use, from its decoder. */
const gb18030 = new Map<string, number[]>()
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    if (trail !== 0x7f) gb18030.set(new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
}

function encode(text: string, encoding: Dialect['encoding']): Uint8Array {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding === 'gb18030') {
    return Uint8Array.from([...text].flatMap((one) => (one < '\x80' ? [one.charCodeAt(0)] : (gb18030.get(one) ?? []))))
  }
  return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`)
}

type Outcome = { reading: HistoryReading; rejects: RejectedRow[] } | { error: string }

async function outcome(way: 'scanner' | 'csv-parse', bytes: Uint8Array, options: ReadHistoryOptions): Promise<Outcome> {
  const rejects: RejectedRow[] = []
  try {
    const reading = await readHistoryThrough(way, bytes, options.rejects ? { ...options, rejects } : options)
    return { reading, rejects }
  } catch (error) {
    if (error instanceof KrarupError) return { error: `${error.code} ${error.message}` }
    throw error
  }
}

describe('tables in random dialects', () => {
  test('come back as the numbers that were written, the same through the scanner and through csv-parse', async () => {
    await fc.assert(
      fc.asyncProperty(tables, dialects, async (rows, dialect) => {
        const bytes = write(rows, dialect)
        // handle times of any length, so nobody may doubt them
        const scanned = await outcome('scanner', bytes, { units: { aht: 's' } })
        const parsed = await outcome('csv-parse', bytes, { units: { aht: 's' } })
        expect(scanned).toEqual(parsed)
        if ('error' in scanned) throw new Error(scanned.error)
        const { history } = scanned.reading
        expect(history.interval).toBe(1800)
        const seen = history.queues.reduce(
          (sum, { state }) => sum + state.filter((one) => one === STATE.observed).length,
          0,
        )
        for (const { start, queue, offered, answered, ahtTenths } of rows) {
          const found = history.queues.find((one) => one.queue === queue)
          if (!found) throw new Error(`no queue ${queue}`)
          const at = (start - found.start) / 1800
          // what is zero in every row may be judged as closed
          if (found.state[at] === STATE.closed && offered === 0) continue
          expect(found.state[at]).toBe(STATE.observed)
          expect(found.measures.offered[at]).toBe(offered)
          expect(found.measures.answered?.[at]).toBe(answered)
          expect(found.measures.handleTotal?.[at]).toBe(answered === 0 ? 0 : (ahtTenths / 10) * answered)
        }
        expect(seen).toBeLessThanOrEqual(rows.length)
      }),
      { numRuns: 40 },
    )
  })
})

/** Cells as they come from broken exports. */
const cells = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 99_999 }).map(String) },
  fc.constantFrom(
    '',
    ' ',
    '#N/A',
    '-',
    '1.234',
    '1,5',
    '12.',
    '.5',
    '67%',
    '0:02:14',
    '1 234',
    '1.234,5',
    '1,234.5',
    '-3',
    'abc',
    '"',
    '"12"',
    '"a ""b"""',
    '5" pipe',
    '１２',
    '1e3',
    '12345678901234567',
    ' 7 ',
  ),
  fc.string({ maxLength: 6 }),
)
const starts = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 47 }))
      .map(([day, slot]) => `2026-03-${pad(day)} ${pad(slot >> 1)}:${slot % 2 ? '30' : '00'}`),
  },
  fc.constantFrom(
    '2026-03-32 00:00',
    '2026-03-05T07:30:00Z',
    '2026-03-05T07:30:00+02:00',
    '2026-3-5 7:30',
    '5/3/2026 07:30',
    '13/3/2026 7:30 PM',
    '20260305 0730',
    '2026-03-05',
    '2026-03-05 24:00',
    '',
    'Total',
    '合计',
    '2026-03-05 07:00-07:30',
    '2026-03-05 07:30:61',
    '990201',
    '5 Mar 2026 08:00',
  ),
)

describe('tables with anything in them', () => {
  test('the scanner and csv-parse read, reject and refuse the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc
            .array(fc.oneof({ weight: 30, arbitrary: fc.constant('\0') }, fc.constantFrom('extra', '')), {
              minLength: 5,
              maxLength: 6,
            })
            .chain((shape) =>
              fc.tuple(starts, fc.constantFrom('A', 'B', ' A ', '', '"C, D"', 'Ü'), cells, cells, cells).map((row) => {
                const kept = shape.map((one, i) => (one === '\0' ? (row[i] ?? '') : one))
                // rows are mostly whole
                return shape.every((one) => one === '\0') ? row : kept
              }),
            ),
          { maxLength: 25 },
        ),
        fc.constantFrom<',' | ';' | '\t'>(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        async (rows, delimiter, lineEnd, collect) => {
          const text = [['start', 'queue', 'offered', 'answered', 'aht'], ...rows]
            .map((row) => row.join(delimiter))
            .join(lineEnd)
          const bytes = Buffer.from(text)
          const options: ReadHistoryOptions = collect ? { rejects: [] } : {}
          expect(await outcome('scanner', bytes, options)).toEqual(await outcome('csv-parse', bytes, options))
        },
      ),
      { numRuns: 100 },
    )
  })
})
