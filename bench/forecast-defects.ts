/** Defects put into real data at random places, and how many of them cleaning finds. */
import { type Calendar, type IntervalSeries, intervalsPerDay, STATE } from '../src/domain/index.ts'
import { type CleanedCase, cleanSeries } from '../src/forecast/index.ts'
import { randomStream } from '../src/numeric/random/stream.ts'

export interface Judgement {
  injected: number
  found: number
  /** Cases that were not there before the injection and touch nothing injected. */
  false: number
  recall: number
  precision: number
  byKind: Record<string, { injected: number; found: number }>
}

type Kind = 'zero day' | 'low day' | 'outage' | 'rebound' | 'stuck value' | 'spike'

/** Each round puts one defect of each kind into a fresh copy, on different ordinary days at least three days apart. */
export function judgeCleaning(history: IntervalSeries, calendar: Calendar, rounds: number, seed: number): Judgement {
  const random = randomStream(seed)
  const slots = intervalsPerDay(history.interval)
  const days = history.values.length / slots
  const special = new Set(calendar.specialDays.map(({ day }) => day - history.start / 86_400))
  const before = new Set(cleanSeries(history, { calendar }).cases.map(key))
  const total = (row: number) =>
    history.values.subarray(row * slots, (row + 1) * slots).reduce((sum, it) => sum + (it > 0 ? it : 0), 0)
  const totals = Float64Array.from({ length: days }, (_, row) => total(row))
  const largest = totals.slice().sort()[Math.floor(days * 0.75)]
  const byKind: Judgement['byKind'] = {}
  let falseAlarms = 0
  let foundCases = 0
  for (let round = 0; round < rounds; round++) {
    const values = history.values.slice()
    const used: number[] = []
    const injected: { kind: Kind; from: number; to: number }[] = []
    const draw = (from: number, to: number) => from + Math.floor(random.uniform() * (to - from))
    for (const kind of ['zero day', 'low day', 'outage', 'rebound', 'stuck value', 'spike'] as const) {
      let row = draw(14, days - 14)
      while (special.has(row) || totals[row] < 0.3 * largest || used.some((it) => Math.abs(it - row) < 3))
        row = draw(14, days - 14)
      used.push(row)
      // Within the busy half of the day: what happens at night in a small centre cannot be told from chance.
      const busy = busyHalf(history.values.subarray(row * slots, (row + 1) * slots))
      const start = row * slots + busy[0] + Math.floor(random.uniform() * Math.max(1, busy[1] - busy[0] - 6))
      const hours = 3 + Math.floor(random.uniform() * 4)
      if (kind === 'zero day') {
        for (let i = row * slots; i < (row + 1) * slots; i++) if (values[i] >= 0) values[i] = 0
        injected.push({ kind, from: row * slots, to: (row + 1) * slots })
      } else if (kind === 'low day') {
        for (let i = row * slots; i < (row + 1) * slots; i++)
          if (values[i] >= 0) values[i] = Math.round(values[i] * 0.1)
        injected.push({ kind, from: row * slots, to: (row + 1) * slots })
      } else if (kind === 'outage') {
        for (let i = start; i < start + hours; i++) values[i] = Math.round(values[i] * 0.1)
        injected.push({ kind, from: start, to: start + hours })
      } else if (kind === 'rebound') {
        for (let i = start; i < start + hours; i++) values[i] = 0
        for (let i = start + hours; i < start + hours + 2; i++) values[i] = Math.round(values[i] * 1.8)
        injected.push({ kind: 'outage', from: start, to: start + hours })
        injected.push({ kind, from: start + hours, to: start + hours + 2 })
      } else if (kind === 'stuck value') {
        for (let i = start + 1; i < start + 6; i++) values[i] = values[start]
        injected.push({ kind, from: start, to: start + 6 })
      } else {
        values[start] = Math.round(values[start] * 2)
        injected.push({ kind, from: start, to: start + 1 })
      }
    }
    const state = history.state.slice()
    for (let i = 0; i < values.length; i++) if (values[i] >= 0) state[i] = STATE.observed
    const { cases } = cleanSeries({ ...history, values, state }, { calendar })
    const touches = ({ from, to }: { from: number; to: number }, it: CleanedCase) =>
      it.from < to && from < it.from + it.count
    for (const it of injected) {
      byKind[it.kind] ??= { injected: 0, found: 0 }
      byKind[it.kind].injected++
      if (cases.some((found) => found.rule !== 'level shift' && touches(it, found))) byKind[it.kind].found++
    }
    for (const found of cases) {
      if (found.rule === 'level shift' || before.has(key(found))) continue
      foundCases++
      if (!injected.some((it) => touches(it, found))) falseAlarms++
    }
  }
  const injected = Object.values(byKind).reduce((sum, it) => sum + it.injected, 0)
  const found = Object.values(byKind).reduce((sum, it) => sum + it.found, 0)
  return {
    injected,
    found,
    false: falseAlarms,
    recall: found / injected,
    precision: 1 - falseAlarms / foundCases,
    byKind,
  }
}

function key({ rule, from }: CleanedCase): string {
  return `${rule} ${from}`
}

function busyHalf(day: Float64Array): [number, number] {
  const top = [...day].reduce((best, it) => (it > best ? it : best), 0)
  const high = [...day].map((it, slot) => (it > top / 2 ? slot : -1)).filter((slot) => slot >= 0)
  return [high[0], high.at(-1)!]
}
