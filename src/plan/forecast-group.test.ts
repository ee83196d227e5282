import { describe, expect, it } from 'vitest'
import { type QueueHistory, STATE } from '../domain/index.ts'
import { forecastQueue, forecastQueues } from '../forecast/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { madeHistory, madeQueue, withPoissonCounts } from './history.testing.ts'
import { makePlan } from './make-plan.ts'

const DAYS = 7
const HORIZON = { horizon: DAYS * 48 }
const a = withPoissonCounts(madeQueue('a', { scale: 40 }), randomStream(1))
const b = withPoissonCounts(madeQueue('b', { scale: 15 }), randomStream(2))
const POOL = { settings: { group: 'front', patience: 120 }, days: DAYS, paths: 0 } as const

/** Without rounding of the last bit. */
const near = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 1e9) / 1e9)

describe('queues of a pool', () => {
  // Each was forecast by itself, and the pool was planned for their sum, whatever a forecast of the sum would have said.
  it('are fitted to their total, as the forecast with --total does it', async () => {
    const plan = await makePlan(madeHistory(a, b), POOL)
    const { queues, total } = await forecastQueues([a, b], HORIZON)
    expect(plan.queues.map(({ volume }) => near(volume))).toEqual(queues.map(({ volume }) => near(volume.mean)))
    expect(near(plan.groups[0].volume)).toEqual(near(total.volume.mean))
    expect(near(plan.queues[0].volume)).not.toEqual(near(forecastQueue(a, HORIZON).volume.mean))
  })

  it('with groups of their own are as each is by itself', async () => {
    const plan = await makePlan(madeHistory(a, b), { ...POOL, settings: { patience: 120 } })
    const alone = [a, b].map((queue) => forecastQueue(queue, HORIZON).volume.mean)
    expect(plan.queues.map(({ volume }) => near(volume))).toEqual(alone.map(near))
  })

  it('are not drawn to the sum of the past at hours that one of them will not have any more', async () => {
    const until14 = Array.from({ length: 7 }, () => [{ from: 8 * 3600, to: 14 * 3600 }])
    const plan = await makePlan(madeHistory(a, b), { ...POOL, queues: { b: { hours: until14 } } })
    const alone = forecastQueue(a, HORIZON).volume.mean
    // Monday at 16:00; the sum of the past has the contacts of b there.
    expect(plan.queues[0].volume[32]).toBeCloseTo(alone[32], 9)
    expect(plan.queues[1].volume[32]).toBeNaN()
    expect(plan.queues[0].volume[20]).not.toBeCloseTo(alone[20], 9)
  })

  it('that have no days in common are planned all the same, and it is said', async () => {
    const everyOtherWeek = (queue: QueueHistory, odd: number): QueueHistory => ({
      ...queue,
      state: queue.state.map((state, i) =>
        state === STATE.observed && Math.floor(i / (7 * 48)) % 2 === odd ? STATE.missing : state,
      ),
    })
    const plan = await makePlan(madeHistory(everyOtherWeek(a, 0), everyOtherWeek(b, 1)), POOL)
    expect(plan.groups[0].total.volume).toBeGreaterThan(0)
    expect(plan.remarks.join('\n')).toMatch(
      /front: its queues are forecast each by itself, .*: of their sum the history has 0 days/,
    )
  })
})
