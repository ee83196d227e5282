import { describe, expect, it } from 'vitest'
import type { QueueHistory } from '../domain/index.ts'
import { makePlan } from './index.ts'
import type { QueueSettings } from './plan.ts'

const DAYS = 28
const open = Float64Array.from({ length: DAYS * 24 }, (_, i) => (i % 24 >= 8 && i % 24 < 18 ? 40 : Number.NaN))
const of = (each: number) => open.map((value) => (Number.isNaN(value) ? value : each))

async function remarksOf(measures: QueueHistory['measures'], settings: Partial<QueueSettings> = {}) {
  const state = Uint8Array.from(open, (value) => (Number.isNaN(value) ? 1 : 0))
  const queue = { queue: 'sales', start: 4 * 86_400, interval: 3600, state, measures }
  const { remarks, groups } = await makePlan(
    { interval: 3600, queues: [queue] },
    { days: 1, settings, forecastModel: 'recent-median', paths: 0 },
  )
  return `${groups[0].model}; ${remarks.join('; ')}`
}

describe('a queueing model that does not fit the history says why', () => {
  const base = { offered: open, answered: of(36), handleTotal: of(36 * 200) }
  const waits = { abandoned: of(4), waitTotal: of(600) }

  it.each([
    ['no waits', { ...base, abandoned: of(4) }, {}, /^erlangC; sales: .*no total wait.*--patience 2m/],
    ['asked for', { ...base, ...waits }, { model: 'erlangC' as const }, /^erlangC; sales: .*it was asked for/],
    ['infinite', { ...base, ...waits }, { patience: 'infinite' as const }, /^erlangC; .*said to be infinite/],
    ['nobody hung up', { ...base, abandoned: of(0) }, { patience: 120 }, /^erlangA; .*nobody hung up/],
    ['all is known', { ...base, ...waits }, {}, /^erlangA; $/],
    ['nothing is known', base, {}, /^erlangC; $/],
    ['nobody hung up, Erlang C', { ...base, abandoned: of(0) }, {}, /^erlangC; $/],
  ])('%s', async (_, measures, settings, said) => {
    expect(await remarksOf(measures, settings)).toMatch(said)
  })
})
