import { describe, expect, it } from 'vitest'
import { finishedWithin } from '../src/erlang/day/index.ts'
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
