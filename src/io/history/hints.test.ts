import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KrarupError, STATE } from '../../domain/index.ts'
import { type HistoryReading, type ReadHistoryOptions, readHistory } from '../index.ts'
import { type MadeRow, madeCsv, madeRows } from './made-export.testing.ts'

/** What may be odd about an export; each was once read wrong, or refused with a hint that led to a wrong plan. */
interface Oddity {
  unit: 'ms' | 's' | 'min' | 'days'
  total: boolean
  heading: 'AHT' | 'Handle Time' | 'Zeit je Anruf'
  date: 'dmy' | 'mdy' | 'iso'
  count: 'Offered' | 'Xyz'
  sum: 'none' | 'All Queues' | 'Zzz'
  minutes: 0 | 30
  /** Whether talk and after-call work stand apart, the latter in seconds. */
  parts: boolean
}

const oddities: fc.Arbitrary<Oddity> = fc.record({
  unit: fc.constantFrom<Oddity['unit']>('ms', 's', 'min', 'days'),
  total: fc.boolean(),
  heading: fc.constantFrom<Oddity['heading']>('AHT', 'Handle Time', 'Zeit je Anruf'),
  date: fc.constantFrom<Oddity['date']>('dmy', 'mdy', 'iso'),
  count: fc.constantFrom<Oddity['count']>('Offered', 'Xyz'),
  sum: fc.constantFrom<Oddity['sum']>('none', 'All Queues', 'Zzz'),
  minutes: fc.constantFrom<Oddity['minutes']>(0, 30),
  parts: fc.boolean(),
})

const SECONDS = { ms: 0.001, s: 1, min: 60, days: 86_400 }

/** After-call work of every contact, seconds. */
const WRAP = 30

function write({ unit, total, heading, date, count, sum, minutes, parts }: Oddity): { text: string; rows: MadeRow[] } {
  const rows = madeRows({ days: 7, opens: 8 * 3600 + minutes * 60, interval: 3600, queues: ['Sales', 'Service'] })
  const all = rows.flatMap((row, i) => {
    if (sum === 'none' || i % 2 === 0) return [row]
    const other = rows[i - 1]
    return [row, { ...row, queue: sum, offered: row.offered + other.offered, answered: row.answered + other.answered }]
  })
  const day = (iso: string) => {
    const [year, month, number] = iso.split('-')
    return date === 'iso' ? iso : date === 'dmy' ? `${number}/${month}/${year}` : `${month}/${number}/${year}`
  }
  const times = parts ? `${total ? 'Total' : 'Avg'} Talk,${total ? 'Total' : 'Avg'} ACW` : heading
  const text = madeCsv(`Date,Time,Queue,${count},Answered,${times}`, all, (row) => [
    day(row.date),
    row.time,
    row.queue,
    row.offered,
    row.answered,
    (((total ? row.answered : 1) * (row.aht - (parts ? WRAP : 0))) / SECONDS[unit]).toFixed(9),
    ...(parts ? [(total ? row.answered : 1) * WRAP] : []),
  ])
  return { text, rows }
}

/** What the hint says, as options: the first of those that it offers. `Column` is what a person would look up. */
function follow(error: KrarupError, options: ReadHistoryOptions, oddity: Oddity): ReadHistoryOptions {
  const how = error.how ?? ''
  const map = /--map (\w+)=(\w+)/.exec(how)
  const units = [...how.split(';')[0].matchAll(/--unit (aht|wait|talk)=(\w+)/g)].map(([, kind, unit]) => [kind, unit])
  if (units.length > 0) return { ...options, units: { ...options.units, ...Object.fromEntries(units) } }
  if (map) {
    const [, role, column] = map
    const wanted = role === 'aht' && oddity.total ? 'handleTotal' : role
    return { ...options, map: { ...options.map, [wanted]: column === 'Column' ? oddity.count : column } }
  }
  const order = /--date-order (\w+)/.exec(how)
  if (order) return { ...options, dateOrder: oddity.date === 'mdy' ? 'mdy' : 'dmy' }
  if (how.includes('--sums drop')) return { ...options, sums: 'drop' }
  const decimal = /--decimal (\w+)/.exec(how)
  if (decimal) return { ...options, decimal: 'point' }
  const interval = /--interval (\w+)/.exec(how)
  if (interval) return { ...options, interval: 3600 }
  throw error
}

test('following the hints of errors ends in the right history or in another clear error', async () => {
  await fc.assert(
    fc.asyncProperty(oddities, async (oddity) => {
      const { text, rows } = write(oddity)
      let options: ReadHistoryOptions = {}
      let reading: HistoryReading | undefined
      for (let step = 0; step < 6 && !reading; step++) {
        try {
          reading = await readHistory(Buffer.from(text), options)
        } catch (error) {
          if (!(error instanceof KrarupError)) throw error
          expect(error.how, error.message).toBeTruthy()
          options = follow(error, options, oddity)
        }
      }
      if (!reading) throw new Error('the hints lead round in a circle')
      const { queues } = reading.history
      const sum = (measure: 'offered' | 'handleTotal') =>
        queues.reduce(
          (all, { measures }) => (measures[measure] ?? new Float64Array(0)).reduce((a, v) => a + (v || 0), all),
          0,
        )
      expect(sum('offered')).toBeCloseTo(rows.reduce((all, { offered }) => all + offered, 0))
      // an unknown heading is left aside and named: then there are no handle times, not wrong ones
      if (queues[0].measures.handleTotal) {
        const truth = rows.reduce((all, { aht, answered }) => all + aht * answered, 0)
        expect(sum('handleTotal') / truth).toBeCloseTo(1, 2)
      } else
        expect(reading.findings.aside.map(({ heading }) => heading)).toContain(oddity.parts ? 'none' : oddity.heading)
      // no closed holes between rows
      const [{ state }] = queues
      const first = state.indexOf(STATE.observed)
      expect(state.subarray(first, first + 8).every((one) => one === STATE.observed)).toBe(true)
    }),
    { numRuns: 60 },
  )
})
