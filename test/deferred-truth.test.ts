/** @module-tag slow */
import { describe, expect, it } from 'vitest'
import { finishedOverDay, finishedWithin } from '../src/erlang/day/index.ts'
import { told } from '../src/sim/conservation.testing.ts'
import { compile } from '../src/sim/index.ts'
import { meanOf } from '../src/sim/mean-of.testing.ts'

/** Hours of a run, of which the first and the last are not looked at: the queue fills, and what comes late is not due. */
const HOURS = 60
const EDGE = 20
const RUNS = 12

// The calculator and the simulator do not know each other: the same work must come out alike.
describe('deferred work round the clock', () => {
  it.each([
    [1, 0.7, 3],
    [10, 9, 3],
    [100, 97, 2],
    [500, 493, 1.5],
  ])(
    '%d agents with %d Erlang: simulated they do as much within %d handle times as the formula says',
    (agents, load, x) => {
      const aht = 600
      const within = aht * x
      const model = compile({
        interval: 3600,
        intervals: HOURS,
        queues: {
          tickets: {
            channel: 'deferred',
            volume: (load / aht) * 3600 * HOURS,
            aht,
            deadline: within,
            groups: ['desk'],
          },
        },
        groups: { desk: { agents } },
      })
      const shares = Array.from({ length: agents > 50 ? 4 : RUNS }, (_, seed) => {
        const { contacts } = told(model, seed)
        const judged = contacts.filter(({ arrived }) => arrived > EDGE * 3600 && arrived < (HOURS - EDGE) * 3600)
        return judged.filter(({ arrived, free }) => free - arrived <= within).length / judged.length
      })
      const { onTime } = finishedWithin({ load, aht, agents, within })
      expect(meanOf(shares, onTime).isTrue).toBe(true)
    },
  )
})

/** Days of a run with nights: so many, of which the first ones and the last two are not looked at. */
const DAYS = { few: [40, 15], many: [12, 5] } as const

// By the fluid that stood here, two agents less than these would have done all of it.
describe('deferred work that is done in opening hours', () => {
  const HOUR = 3600
  /** Items of an hour of the day, in parts of the day's: most in the morning, some at night. */
  const SHAPE = [1, 1, 0, 0, 0, 1, 2, 4, 9, 14, 12, 10, 8, 8, 9, 8, 7, 6, 5, 4, 3, 3, 2, 1]
  const total = SHAPE.reduce((sum, part) => sum + part, 0)
  it.each([
    // agents, items a day, handle time, deadline in hours, lunch of how many agents
    [1, 20, 1200, 15, 0],
    [3, 60, 1500, 14.5, 0],
    [10, 345, 900, 13, 0],
    [10, 220, 1200, 2, 4],
    [100, 6000, 560, 13, 0],
    [500, 28200, 570, 13, 0],
  ])(
    '%d agents, %d items a day of %d s, due within %d h: simulated they do as much as the formula says',
    (n, items, aht, hours, atLunch) => {
      const volumes = SHAPE.map((part) => (items * part) / total)
      const agents = SHAPE.map((_, hour) => (hour < 8 || hour >= 18 ? 0 : hour === 12 && atLunch ? atLunch : n))
      const within = hours * HOUR
      const [days, settles] = n > 50 ? DAYS.many : DAYS.few
      const model = compile({
        interval: HOUR,
        intervals: 24,
        days,
        queues: { tickets: { channel: 'deferred', volume: volumes, aht, deadline: within, groups: ['desk'] } },
        groups: { desk: { agents } },
      })
      const runs = n > 50 ? 4 : n > 5 ? 12 : 60
      const shares = Array.from({ length: runs }, (_, seed) => {
        const { contacts } = told(model, seed)
        const judged = contacts.filter(
          ({ arrived }) => arrived > settles * 24 * HOUR && arrived < (days - 2) * 24 * HOUR,
        )
        return judged.filter(({ arrived, free }) => free - arrived <= within).length / judged.length
      })
      const { onTime } = finishedOverDay({ volumes, interval: HOUR, aht, within }, agents)
      const { mean, standardError, isTrue } = meanOf(shares, onTime)
      expect(isTrue, `${mean} +- ${standardError}, by the formula ${onTime}`).toBe(true)
    },
    60_000,
  )
})
