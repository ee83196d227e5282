import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RandomStream, randomStream } from '../../numeric/random/stream.ts'
import { erlangA } from '../erlang-a.ts'
import { type DayParameters, transientDay } from './transient.ts'

const flat = (count: number, value: number) => new Array<number>(count).fill(value)

/** Everything that must hold of any answer. */
function checkSane(parameters: DayParameters) {
  const service = transientDay(parameters)
  for (const interval of [...service.intervals, service.day]) {
    for (const [name, value] of Object.entries(interval)) {
      if (interval.offered > 0 && interval.answered > 1e-9) expect(value, name).not.toBeNaN()
      if (typeof value === 'number' && !Number.isNaN(value)) expect(value, name).toBeGreaterThanOrEqual(-1e-12)
    }
    const { offered, answered, abandoned, answeredWithin, abandonedWithin } = interval
    expect(answered).toBeLessThanOrEqual(offered * (1 + 1e-9))
    expect(answeredWithin).toBeLessThanOrEqual(answered * (1 + 1e-9) + 1e-9)
    expect(abandonedWithin).toBeLessThanOrEqual(abandoned * (1 + 1e-9) + 1e-9)
    if (parameters.patience) expect(answered + abandoned).toBeCloseTo(offered, 6)
  }
  expect(service.imbalance).toBeLessThan(1e-4)
  return service
}

describe('transientDay, where nothing changes, ends in the steady state', () => {
  // Ten hours at 300 s: what the empty start left is below 1e-9.
  it.each([
    { name: 'Erlang A', patience: 120, agents: 20 },
    { name: 'Erlang A, overloaded', patience: 600, agents: 12 },
    { name: 'Erlang C', patience: undefined, agents: 24 },
  ])('$name', ({ patience, agents }) => {
    const within = 20
    const last = transientDay({
      volumes: flat(22, 100),
      interval: 1800,
      aht: 300,
      patience,
      agents: flat(22, agents),
      within,
      definition: { excludingAbandonsWithin: 5 },
    }).intervals[20]
    const queue = erlangA({ volumePerInterval: 100, interval: 1800, aht: 300, agents, patience: patience ?? Infinity })
    for (const figure of [
      'waitProbability',
      'abandonment',
      'connectRate',
      'asa',
      'meanWait',
      'queueLength',
      'occupancy',
    ] as const) {
      expect(Math.abs(last[figure] - queue[figure]), figure).toBeLessThan(1e-9 * Math.max(1, queue[figure]))
    }
    expect(last.serviceLevel).toBeCloseTo(queue.serviceLevel(within, { excludingAbandonsWithin: 5 }), 9)
    expect(last.answeredWithin / last.offered).toBeCloseTo(queue.serviceLevel(within), 9)
    expect((last.answeredWithin + last.abandonedWithin) / last.offered).toBeCloseTo(
      queue.serviceLevel(within, 'answered+abandoned/offered'),
      9,
    )
  })
})

describe('transientDay, patience as long as handling: the number in the system is Poisson whatever the staffing', () => {
  // experiments.md no. 6: lambda = 100 + 20 sin t, mean m = 100 + 10 (sin t - cos t). The second period counts: by then the start is forgotten to 4e-6.
  it('the delay probability is the Poisson tail', { tags: ['slow'] }, () => {
    const parts = 100
    const width = (2 * Math.PI) / parts
    const mean = (t: number) => 100 + 10 * (Math.sin(t) - Math.cos(t))
    const agents = Array.from({ length: 2 * parts }, (_, i) => {
      const m = mean((i + 0.5) * width)
      return Math.ceil(m + 1.28 * Math.sqrt(m))
    })
    const { intervals } = transientDay({
      rate: (t) => 100 + 20 * Math.sin(t),
      interval: width,
      aht: 1,
      patience: 1,
      agents,
      inSystem: 90,
      within: 0.01,
    })
    let delayed = 0
    let exact = 0
    let offered = 0
    for (let i = parts; i < 2 * parts; i++) {
      delayed += intervals[i].waitProbability * intervals[i].offered
      offered += intervals[i].offered
      for (let j = 0; j < 16; j++) {
        const t = (i + (j + 0.5) / 16) * width
        exact += (((100 + 20 * Math.sin(t)) * width) / 16) * poissonTail(mean(t), agents[i])
      }
    }
    expect(delayed / offered).toBeCloseTo(exact / offered, 5)
    // With staff that follows the curve at every moment it is .1024; held for a hundredth of the period it differs by 4e-4.
    expect(Math.abs(delayed / offered - 0.1024)).toBeLessThan(5e-4)
  })
})

function poissonTail(mean: number, from: number): number {
  let term = Math.exp(-mean)
  let below = 0
  for (let k = 0; k < from; k++) {
    below += term
    term *= mean / (k + 1)
  }
  return 1 - below
}

describe('transientDay against a simulation call by call, staff rising and falling within a caller’s wait', () => {
  const day = { volumes: [20, 35, 25, 30, 10], interval: 600, aht: 240, patience: 200, agents: [10, 14, 8, 13, 4] }
  it.each(['finish', 'hand back'] as const)('%s', (whenStaffIsCut) => {
    const parameters = { ...day, within: 30, whenStaffIsCut }
    const { intervals } = transientDay(parameters)
    const simulated = simulateDays(parameters, 6000, randomStream(11))
    intervals.forEach((interval, i) => {
      const figures = {
        answeredWithin: interval.answeredWithin,
        answered: interval.answered,
        abandonedWithin: interval.abandonedWithin,
        delayed: interval.waitProbability * interval.offered,
        waitOfAnswered: interval.asa * interval.answered,
      }
      for (const [name, value] of Object.entries(figures)) {
        const { mean, error } = meanAndError(simulated[name as keyof Counts][i])
        // 50 comparisons: 4.5 standard errors are exceeded by chance once in 3000 such tables.
        expect(Math.abs(value - mean) / error, `${name} ${i}: ${value} or ${mean}`).toBeLessThan(4.5)
      }
    })
  })
})

describe('transientDay, whatever it is given', () => {
  it('cutting the intervals finer changes nothing', () => {
    const volumes = [30, 90, 70, 20]
    const agents = [8, 13, 10, 5]
    const shared = { aht: 300, patience: 180, within: 25, definition: { excludingAbandonsWithin: 5 } }
    const coarse = transientDay({ ...shared, volumes, agents, interval: 1800 })
    const fine = transientDay({
      ...shared,
      interval: 600,
      volumes: volumes.flatMap((v) => flat(3, v / 3)),
      agents: agents.flatMap((n) => flat(3, n)),
    })
    for (const figure of [
      'serviceLevel',
      'abandonment',
      'asa',
      'queueLength',
      'occupancy',
      'waitProbability',
    ] as const) {
      // The quadrature in time is another one: what is left is its error.
      expect(Math.abs(fine.day[figure] / coarse.day[figure] - 1), figure).toBeLessThan(1e-6)
    }
    coarse.intervals.forEach((interval, i) => {
      expect(fine.intervals[3 * i + 2].backlog).toBeCloseTo(interval.backlog, 9)
    })
  })

  it('shares, counts and balances are possible ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ volume: fc.integer({ min: 0, max: 40 }), agents: fc.integer({ min: 0, max: 12 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.option(fc.integer({ min: 5, max: 3000 }), { nil: undefined }),
        fc.constantFrom(0, 10, 300, 2000),
        fc.constantFrom<'finish' | 'hand back'>('finish', 'hand back'),
        (slots, patience, within, whenStaffIsCut) => {
          checkSane({
            volumes: slots.map((slot) => slot.volume),
            agents: slots.map((slot) => slot.agents),
            interval: 900,
            aht: 200,
            patience,
            within,
            whenStaffIsCut,
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  it('a backlog of patient callers is carried on until there are agents for it', () => {
    const { intervals, day } = checkSane({ volumes: [60, 0, 0], interval: 1800, aht: 120, agents: [0, 2, 6] })
    // 60 wait; two agents finish 30 calls in the half hour and then hold two.
    expect(intervals[0].backlog).toBeCloseTo(60, 6)
    expect(intervals[1].backlog).toBeGreaterThan(27)
    expect(intervals[1].backlog).toBeLessThan(29)
    expect(intervals[2].backlog).toBeLessThan(0.1)
    expect(day.connectRate).toBeCloseTo(1, 9)
    expect(intervals[0].meanWait).toBeCloseTo(intervals[0].asa, 6)
  })

  it('has the load of what is offered, of each interval and of the day', () => {
    const [volumes, aht] = [
      [30, 0, 90],
      [240, 100, 120],
    ]
    const { intervals, day } = transientDay({
      volumes,
      aht,
      interval: 1800,
      agents: [5, 1, 8],
      patience: 120,
      within: 20,
    })
    const loads = volumes.map((volume, i) => (volume * aht[i]) / 1800)
    for (const [i, { load }] of intervals.entries()) expect(load).toBeCloseTo(loads[i], 12)
    expect(day.load).toBeCloseTo((loads[0] + loads[1] + loads[2]) / 3, 12)
  })

  it('with no agents at all nobody is answered; the patient wait for ever, the impatient for their patience', () => {
    const base = { volumes: [10, 10], interval: 900, aht: 200, agents: [0, 0], within: 60 }
    expect(transientDay(base).day).toMatchObject({ answered: 0, abandoned: 0, meanWait: Infinity, serviceLevel: 0 })
    const impatient = transientDay({ ...base, patience: 100 }).day
    expect(impatient.abandonment).toBeCloseTo(1, 12)
    expect(impatient.meanWait).toBeCloseTo(100, 9)
    expect(impatient.abandonedWithin / impatient.offered).toBeCloseTo(1 - Math.exp(-0.6), 9)
  })

  it('one agent more in any interval never serves the day worse', () => {
    const base = { volumes: [30, 50, 40], interval: 900, aht: 240, patience: 240, within: 20 }
    const agents = [9, 13, 11]
    const before = transientDay({ ...base, agents }).day.serviceLevel
    agents.forEach((_, i) => {
      const more = transientDay({ ...base, agents: agents.map((n, j) => n + Number(i === j)) })
      expect(more.day.serviceLevel).toBeGreaterThan(before)
    })
  })

  it('refuses what is not a day', () => {
    const base = { volumes: [10, 10], interval: 900, aht: 200, agents: [3, 3] }
    expect(() => transientDay({ ...base, agents: [3] })).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    expect(() => transientDay({ ...base, agents: [3, 2.5] })).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }))
    expect(() => transientDay({ ...base, volumes: [1, -1] })).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }))
    expect(() => transientDay({ ...base, rate: () => 1 })).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    expect(() => transientDay({ interval: 900, aht: 200, agents: [3] })).toThrow(
      expect.objectContaining({ code: 'MISSING' }),
    )
    expect(() => transientDay({ ...base, whenStaffIsCut: 'stay' as 'finish' })).toThrow(
      expect.objectContaining({ code: 'UNREADABLE' }),
    )
    expect(() => transientDay({ ...base, patience: 0 })).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }))
  })
})

interface Counts {
  answeredWithin: number[][]
  answered: number[][]
  abandonedWithin: number[][]
  delayed: number[][]
  waitOfAnswered: number[][]
}

interface Caller {
  time: number
  gone: number
  interval: number
  answered: boolean
}

/** A plain event simulation: looks for the earliest thing that happens, does it, looks again. One list of daily values for each interval. */
function simulateDays(
  parameters: {
    volumes: number[]
    interval: number
    aht: number
    patience: number
    agents: number[]
    within: number
    whenStaffIsCut: string
  },
  days: number,
  random: RandomStream,
): Counts {
  const { volumes, interval, aht, patience, agents, within, whenStaffIsCut } = parameters
  const exponential = (mean: number) => -Math.log(random.uniform()) * mean
  const empty = () => volumes.map(() => new Array<number>(days).fill(0))
  const counts: Counts = {
    answeredWithin: empty(),
    answered: empty(),
    abandonedWithin: empty(),
    delayed: empty(),
    waitOfAnswered: empty(),
  }
  for (let day = 0; day < days; day++) {
    const arrivals = volumes.flatMap((volume, i) => {
      const times: number[] = []
      for (
        let t = i * interval + exponential(interval / volume);
        t < (i + 1) * interval;
        t += exponential(interval / volume)
      )
        times.push(t)
      return times
    })
    let queue: Caller[] = []
    const busy: { end: number; caller: Caller }[] = []
    let onDuty = agents[0]
    let nextArrival = 0
    let nextChange = 1
    const take = (now: number) => {
      while (queue.length > 0 && busy.length < onDuty) {
        const caller = queue.shift()!
        busy.push({ end: now + exponential(aht), caller })
        if (caller.answered) continue
        caller.answered = true
        const wait = now - caller.time
        counts.answered[caller.interval][day]++
        counts.waitOfAnswered[caller.interval][day] += wait
        if (wait > 0) counts.delayed[caller.interval][day]++
        if (wait <= within) counts.answeredWithin[caller.interval][day]++
      }
    }
    for (;;) {
      const arrival = arrivals[nextArrival] ?? Infinity
      const change = nextChange < agents.length ? nextChange * interval : Infinity
      const done = busy.reduce((first, call, i) => (call.end < (busy[first]?.end ?? Infinity) ? i : first), -1)
      const gone = queue.reduce((first, caller, i) => (caller.gone < (queue[first]?.gone ?? Infinity) ? i : first), -1)
      const now = Math.min(arrival, change, busy[done]?.end ?? Infinity, queue[gone]?.gone ?? Infinity)
      if (now === Infinity) break
      if (now === arrival) {
        nextArrival++
        queue.push({
          time: now,
          gone: now + exponential(patience),
          interval: Math.floor(now / interval),
          answered: false,
        })
      } else if (now === change) {
        onDuty = agents[nextChange++]
        if (whenStaffIsCut === 'hand back' && busy.length > onDuty) {
          const back = busy.splice(onDuty).map(({ caller }) => ({ ...caller, gone: now + exponential(patience) }))
          queue = [...back, ...queue]
        }
      } else if (now === busy[done]?.end) {
        busy.splice(done, 1)
      } else {
        const [caller] = queue.splice(gone, 1)
        if (caller.answered) continue
        counts.delayed[caller.interval][day]++
        if (now - caller.time <= within) counts.abandonedWithin[caller.interval][day]++
      }
      take(now)
    }
  }
  return counts
}

function meanAndError(values: number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / values.length / (values.length - 1)) }
}
