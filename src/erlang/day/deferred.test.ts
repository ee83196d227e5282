import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deferredAgents, deferredService } from './deferred.ts'

const open = Array.from({ length: 24 }, (_, hour) => hour >= 8 && hour < 18)
const mails = { volumes: new Array<number>(24).fill(20), handleTime: 300, deadline: 4 * 3600 }

/** Work by class and interval, and agents: small enough for the condition below. */
const cases = fc.record({
  classes: fc.array(
    fc.record({
      volumes: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 }),
      handleTime: fc.integer({ min: 60, max: 900 }),
      deadline: fc.integer({ min: 1, max: 5 }).map((hours) => hours * 3600),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  agents: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 6, maxLength: 6 }),
})

describe('deferredService', () => {
  it('is in time exactly where no stretch of time is asked for more work than it can do', () => {
    fc.assert(
      fc.property(cases, ({ classes, agents }) => {
        const cuts = Math.ceil((12 * 3600) / Math.min(...classes.map(({ deadline }) => deadline)))
        const step = 3600 / cuts
        const steps = 6 * cuts
        // demand[a][b]: work that comes in from step a on and is due by the end of step b.
        const lots = classes.flatMap(({ volumes, handleTime, deadline }) =>
          Array.from({ length: steps }, (_, s) => ({
            from: s + 1,
            due: s + Math.floor(deadline / step + 1e-9) - 1,
            seconds: (volumes[Math.floor(s / cuts)] * handleTime) / cuts,
          })),
        )
        let tight = Infinity
        for (let a = 0; a < steps; a++) {
          let room = 0
          for (let b = a; b < steps; b++) {
            room += agents[Math.floor(b / cuts)] * step
            const asked = lots.reduce((sum, { from, due, seconds }) => sum + (from >= a && due <= b ? seconds : 0), 0)
            tight = Math.min(tight, room - asked)
          }
        }
        fc.pre(Math.abs(tight) > 1e-6)
        const { classes: served } = deferredService({ classes, interval: 3600 }, agents)
        expect(served.every(({ worstDelay }) => worstDelay === 0)).toBe(tight > 0)
      }),
      { numRuns: 40 },
    )
  })

  it('is late by as much as the last of it has to wait beyond its deadline', () => {
    // 48 items of 5 minutes in an hour are 4 hours of one agent: what comes at time a is done at 4 a, and was due at a + 1 h
    const work = { volumes: [48, 0, 0, 0, 0], handleTime: 300, deadline: 3600 }
    const { classes } = deferredService({ classes: [work], interval: 3600 }, [1, 1, 1, 1, 1])
    // a step is 5 minutes
    expect(Math.abs(classes[0].worstDelay - 2 * 3600)).toBeLessThanOrEqual(2 * 300)
  })

  it('work is done or left, and nothing else', () => {
    fc.assert(
      fc.property(cases, ({ classes, agents }) => {
        const { backlog, utilisation } = deferredService({ classes, interval: 3600 }, agents)
        const came = classes.reduce(
          (sum, { volumes, handleTime }) => sum + volumes.reduce((a, b) => a + b, 0) * handleTime,
          0,
        )
        const done = utilisation.reduce((sum, share, i) => sum + share * agents[i] * 3600, 0)
        expect(done + backlog[5] * 3600).toBeCloseTo(came, 4)
      }),
    )
  })

  it('one class and enough of it: a straight line of backlog', () => {
    // 20 items of 5 minutes an hour are 100 minutes of work; one agent does 60, less the first step of 5 minutes.
    const { backlog } = deferredService(
      { classes: [{ ...mails, deadline: 3600 }], interval: 3600 },
      new Array(24).fill(1),
    )
    expect(backlog[0]).toBeCloseTo((100 - 55) / 60, 9)
    expect(backlog[10] - backlog[9]).toBeCloseTo(40 / 60, 9)
  })

  it('the nearest deadline goes first, whatever the order of the classes', () => {
    // Five hours of work with four hours' time come in at once; an hour of urgent work each hour goes past it. First come, first served would leave the second hour's waiting.
    const urgent = { name: 'urgent', volumes: [6, 6, 6, 6, 6], handleTime: 600, deadline: 3600 }
    const slack = { name: 'slack', volumes: [30, 0, 0, 0, 0], handleTime: 600, deadline: 4 * 3600 }
    for (const classes of [
      [urgent, slack],
      [slack, urgent],
    ]) {
      for (const { worstDelay } of deferredService({ classes, interval: 3600 }, [3, 3, 3, 3, 3]).classes) {
        expect(worstDelay).toBe(0)
      }
    }
  })
})

describe('deferredAgents', () => {
  it('meets every deadline, not with a smaller peak, and has nobody to spare in any interval', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ classes }, repeat) => {
        const parameters = { classes, interval: 3600, repeat }
        const { agents, peak, service } = deferredAgents(parameters)
        const inTime = (curve: number[]) => {
          const served = deferredService(parameters, curve)
          return served.steady && served.classes.every(({ worstDelay }) => worstDelay === 0)
        }
        expect(inTime(agents)).toBe(true)
        expect(service.steady).toBe(true)
        if (peak > 0) expect(inTime(new Array(6).fill(peak - 1))).toBe(false)
        agents.forEach((n, i) => {
          if (n > 0) expect(inTime(agents.with(i, n - 1))).toBe(false)
        })
      }),
      { numRuns: 25 },
    )
  })

  it('a day that comes again needs at least its work; idle time of calls does a part of it', () => {
    const parameters = { classes: [{ ...mails, counts: 'open hours' as const }], interval: 3600, open, repeat: true }
    const alone = deferredAgents(parameters)
    // 480 items of 5 minutes.
    expect(alone.agentHours).toBe(40)
    expect(alone.agents.every((n, hour) => open[hour] || n === 0)).toBe(true)
    const blended = deferredAgents({ ...parameters, idle: new Array(24).fill(2) })
    expect(blended.agentHours).toBe(20)
    expect(blended.peak).toBeLessThan(alone.peak)
    expect(deferredAgents({ ...parameters, idle: new Array(24).fill(9) })).toMatchObject({ peak: 0, agentHours: 0 })
  })

  it('what is due before anybody works cannot be met', () => {
    expect(() => deferredAgents({ classes: [mails], interval: 3600, open, repeat: true })).toThrow(
      expect.objectContaining({ code: 'UNREACHABLE' }),
    )
    expect(() => deferredAgents({ classes: [], interval: 3600 })).toThrow(expect.objectContaining({ code: 'MISSING' }))
  })
})
