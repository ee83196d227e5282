import { describe, expect, it } from 'vitest'
import * as domain from '../src/domain/index.ts'
import * as forecast from '../src/forecast/index.ts'
import * as plan from '../src/plan/index.ts'
import * as sim from '../src/sim/index.ts'

/** What JavaScript may hand over where the types ask for something else. */
const WRONG: [name: string, value: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['a list', []],
  ['a record', {}],
  ['a record of nulls', { queues: null, groups: null, start: null, interval: null, state: null, measures: null }],
  ['a list of nulls', [null]],
  ['a list of records', [{}]],
  ['queues that are null', { interval: 1800, queues: { a: null }, groups: { g: null } }],
  ['queues of nulls', { interval: 1800, queues: { a: { volume: null, aht: null, groups: null } }, groups: { g: {} } }],
  ['a list of queues that are null', { interval: 1800, queues: [null] }],
]

/** Doors that take what a user wrote or put together. */
const DOORS: Record<string, (value: never) => unknown> = {
  parseDuration: domain.parseDuration,
  parseTarget: domain.parseTarget,
  parsePlainDateTime: domain.parsePlainDateTime,
  parseDay: (value) => domain.parseDay(value, 'first'),
  parseChange: (value) => domain.parseChange(value),
  parseGrowth: (value) => domain.parseGrowth(value),
  compile: sim.compile,
  replicate: (value) => sim.replicate(value),
  compareScenarios: (value) => sim.compareScenarios(value, value),
  makePlan: (value) => plan.makePlan(value),
  planInParts: (value) => plan.planInParts(value),
  forecastQueue: (value) => forecast.forecastQueue(value, { horizon: 48 }),
  forecastQueues: (value) => forecast.forecastQueues(value, { horizon: 48 }),
  forecastSeries: (value) => forecast.forecastSeries(value, { horizon: 48 }),
  forecastTogether: (value) => forecast.forecastTogether(value, { horizon: 48 }),
  cleanSeries: (value) => forecast.cleanSeries(value),
  backtest: (value) => forecast.backtest(value, { models: ['seasonal-naive'] }),
}

// Most of these used to end in a bare "Cannot read properties of undefined".
describe.each(Object.entries(DOORS))('%s', (_, door) => {
  it.each(WRONG)('refuses %s in words of its own', async (_name, value) => {
    const error = await (async () => door(value as never))().catch((each: unknown) => each)
    expect(error).toBeInstanceOf(domain.KrarupError)
  })
})

it('says what is wrong, where, and what to give', () => {
  expect(() => sim.compile({ interval: 1800, queues: null, groups: null } as never)).toThrow(/queues/)
  expect(() => plan.planInParts({ interval: 1800, queues: [{ queue: 'a', start: 0 }] } as never)).toThrow(
    /makePlan: a has no interval\n.*give a history as readHistory makes it/,
  )
  expect(() => domain.parseDuration(300 as never)).toThrow(
    /a duration is text \(got 300\)\n.*write 300 s as the text 300/,
  )
})
