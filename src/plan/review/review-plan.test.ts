import { describe, expect, it } from 'vitest'
import { type History, parsePlainDateTime, STATE, weekdayOf } from '../../domain/index.ts'
import { erlangA, requiredAgents } from '../../erlang/index.ts'
import { compile } from '../../sim/index.ts'
import { QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } from '../../sim/model/tally.ts'
import { simulate } from '../../sim/run/simulate.ts'
import type { Cause, PlannedFigures } from './review.ts'
import { reviewPlan } from './review-plan.ts'

const INTERVAL = 1800
const OPEN = 24
const DAYS = 21
const START = parsePlainDateTime('2026-06-01')
const OPENS = 8 * 3600
const AHT = 200
const PATIENCE = 120
const WITHIN = 10

/** Contacts by half hour from 08:00 to 20:00: busiest at ten, busy again in the afternoon. */
const PROFILE = Array.from(
  { length: OPEN },
  (_, i) => 60 + 90 * Math.exp(-(((i - 4) / 3) ** 2)) + 60 * Math.exp(-(((i - 15) / 4) ** 2)),
)
/** Every day of the week has its own volume. */
const WEEKDAYS = [1.15, 1.05, 1, 1, 1, 0.9, 0.8]

/** What came otherwise than planned. Factors of what was planned. */
interface Planted {
  level?: number
  shape?: (i: number) => number
  handleTime?: number
  staffing?: number
  /** Seconds, for which the plan has another: the model does not know. */
  patience?: number
}

const made = new Map<string, ReturnType<typeof makeMonth>>()
/** Made once, for making takes longer than all else; a copy, for tests change it. */
function month(planted: Planted, seed: number) {
  const key = `${JSON.stringify(planted)} ${planted.shape} ${seed}`
  const found = made.get(key) ?? makeMonth(planted, seed)
  made.set(key, found)
  return structuredClone(found)
}

/** A plan of three weeks, sized with Erlang A, and the same three weeks simulated call by call with something planted. */
function makeMonth(
  { level = 1, shape = () => 1, handleTime = 1, staffing = 1, patience = PATIENCE }: Planted,
  seed: number,
) {
  const length = DAYS * OPEN
  const column = () => new Float64Array(length)
  const group = {
    group: 'hotline',
    queues: ['hotline'],
    start: column(),
    volume: column(),
    aht: column().fill(AHT),
    agents: column(),
    scheduled: column(),
    serviceLevel: column(),
    connectRate: column(),
    occupancy: column(),
    abandonment: column(),
  }
  const planned: PlannedFigures = { interval: INTERVAL, groups: [group] }
  const total = DAYS * 48
  const came = () => new Float64Array(total).fill(Number.NaN)
  const state = new Uint8Array(total).fill(STATE.closed)
  const measures = {
    offered: came(),
    answered: came(),
    abandoned: came(),
    answeredWithin: came(),
    handleTotal: came(),
    agents: came(),
  }
  for (let day = 0; day < DAYS; day++) {
    const weekday = WEEKDAYS[weekdayOf(START / 86_400 + day)]
    const rates = PROFILE.map((contacts) => contacts * weekday)
    rates.forEach((volume, i) => {
      const k = day * OPEN + i
      const { agents } = requiredAgents(
        { rate: volume / INTERVAL, aht: AHT, patience: PATIENCE },
        { serviceLevel: { within: WITHIN, share: 0.9 } },
      )
      const queue = erlangA({ rate: volume / INTERVAL, aht: AHT, agents, patience: PATIENCE })
      group.start[k] = START + day * 86_400 + OPENS + i * INTERVAL
      group.volume[k] = Number(volume.toFixed(1))
      group.agents[k] = agents
      group.scheduled[k] = Math.ceil(agents / 0.7)
      group.serviceLevel[k] = Number(queue.serviceLevel(WITHIN).toFixed(4))
      group.connectRate[k] = Number((1 - queue.abandonment).toFixed(4))
      group.abandonment[k] = Number(queue.abandonment.toFixed(4))
      group.occupancy[k] = Number(queue.occupancy.toFixed(4))
    })
    const shifted = rates.map((volume, i) => volume * shape(i))
    const scale = (level * sum(rates)) / sum(shifted)
    const agents = rates.map((_, i) => Math.round(group.agents[day * OPEN + i] * staffing))
    const model = compile({
      interval: INTERVAL,
      intervals: OPEN,
      queues: {
        hotline: {
          volume: shifted.map((volume) => volume * scale),
          aht: AHT * handleTime,
          patience,
          groups: ['hotline'],
          target: { serviceLevel: { within: WITHIN, share: 0.9 } },
        },
      },
      groups: { hotline: { agents } },
    })
    const tally = simulate(model, seed, day)
    for (let i = 0; i < OPEN; i++) {
      const at = day * 48 + OPENS / INTERVAL + i
      state[at] = STATE.observed
      const [q, r] = [i * QUEUE_COLUMNS, i * ROUTE_COLUMNS]
      measures.offered[at] = tally.queue[q + QUEUE.offered]
      measures.abandoned[at] = tally.queue[q + QUEUE.abandoned]
      measures.answeredWithin[at] = tally.route[r + ROUTE.answeredWithin]
      measures.answered[at] = tally.route[r + ROUTE.answered]
      measures.handleTotal[at] = tally.route[r + ROUTE.handleSeconds]
      measures.agents[at] = agents[i]
    }
  }
  const history: History = {
    interval: INTERVAL,
    threshold: WITHIN,
    queues: [{ queue: 'hotline', start: START, interval: INTERVAL, state, measures }],
  }
  return { planned, history }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0)
}

function reviewed(planted: Planted, seed: number) {
  const { planned, history } = month(planted, seed)
  return reviewPlan(planned, history).groups[0]
}

describe('what was planted in a simulated month is what the review names', () => {
  const wave = (i: number) => 1 + 0.35 * Math.sin((i * Math.PI) / 6)
  it.each<[Cause, Planted, 'worse' | 'better']>([
    ['level', { level: 1.08 }, 'worse'],
    ['level', { level: 0.9 }, 'better'],
    ['shape', { shape: wave }, 'worse'],
    ['handleTime', { handleTime: 1.07 }, 'worse'],
    ['staffing', { staffing: 0.93 }, 'worse'],
    ['rest', { patience: 30 }, 'better'],
  ])('%s of %j', (cause, planted, kind) => {
    const { verdict, total } = reviewed(planted, 1)
    expect(verdict.kind).toBe(kind)
    expect(verdict.causes.map((found) => found.cause)).toEqual([cause])
    const { effects, difference } = total
    expect(Object.values(effects).reduce((all, each) => all + each, 0)).toBeCloseTo(difference, 12)
  })

  it('nothing, where nothing was planted: and nothing is to be changed', () => {
    for (const seed of [1, 2]) {
      const { verdict, advice } = reviewed({}, seed)
      expect(verdict).toMatchObject({ kind: 'as planned', causes: [] })
      expect(advice).toEqual([])
    }
  })

  it('two that hold each other: service as planned, and only because of that', () => {
    const { verdict } = reviewed({ level: 1.1, staffing: 1.1 }, 1)
    expect(verdict.kind).toBe('offset')
    expect(verdict.causes.map(({ cause }) => cause).sort()).toEqual(['level', 'staffing'])
  })
})

describe('what is to be changed in the next plan', () => {
  it('contacts, within what days tell', () => {
    const [advice, ...others] = reviewed({ level: 1.08 }, 1).advice
    expect(others).toEqual([])
    const { ratio, low, high } = advice as Extract<typeof advice, { kind: 'volume' }>
    const { planned } = month({ level: 1.08 }, 1)
    // days of known rates differ by the noise of Poisson counts alone
    const error = Math.sqrt(1.08 / planned.groups[0].volume.reduce((all, each) => all + each, 0))
    expect(Math.abs(ratio - 1.08)).toBeLessThan(4 * error)
    // two half-widths of 2.09 errors each; of 21 days the error itself is known to a sixth
    expect((high - low) / error).toBeGreaterThan(2)
    expect((high - low) / error).toBeLessThan(6.5)
  })

  it('times of the day at which more came', () => {
    const { advice } = reviewed({ shape: (i) => (i >= 4 && i < 8 ? 1.3 : 1) }, 1)
    const more = advice.filter((one) => one.kind === 'shape' && one.ratio > 1)
    expect(more).toMatchObject([{ from: 10 * 3600, to: 12 * 3600 }])
  })

  it('a weekday', () => {
    const { planned, history } = month({}, 1)
    const { offered } = history.queues[0].measures
    for (let day = 0; day < DAYS; day += 7)
      for (let i = 0; i < 48; i++) offered[day * 48 + i] = Math.round(offered[day * 48 + i] * 1.2)
    expect(reviewPlan(planned, history).groups[0].advice).toContainEqual(
      expect.objectContaining({ kind: 'weekday', weekday: 0, days: 3 }),
    )
  })

  it('shrinkage: of 68.5 % on duty 7 % were not there', () => {
    expect(reviewed({ staffing: 0.93 }, 1).advice).toEqual([
      { kind: 'shrinkage', planned: expect.closeTo(0.315, 2), came: expect.closeTo(1 - 0.685 * 0.93, 2) },
    ])
  })
})

describe('the model of the plan', () => {
  it('is read out of its own figures: patience and threshold', () => {
    const { model, within, modelError } = reviewed({}, 1)
    expect(model.model).toBe('erlangA')
    // the plan has four decimals, so that patience has three digits
    expect(model.patience).toBeGreaterThan(0.99 * PATIENCE)
    expect(model.patience).toBeLessThan(1.01 * PATIENCE)
    expect(within).toBe(WITHIN)
    expect(modelError).toBeLessThan(0.001)
  })

  it('is Erlang C where the plan loses nobody', () => {
    const { planned, history } = month({}, 1)
    planned.groups[0].abandonment.fill(0)
    expect(reviewPlan(planned, history).groups[0].model.model).toBe('erlangC')
  })

  it('gives the service within the threshold of the actuals, where that is another, and says so', () => {
    const { planned, history } = month({}, 1)
    const { groups, remarks } = reviewPlan(planned, { ...history, threshold: 20 })
    expect(groups[0].total.planned.serviceLevel).toBeGreaterThan(0.94)
    expect(remarks).toEqual([
      expect.stringContaining('the actuals count those answered within 20 s, the plan within 10 s'),
    ])
  })
})

describe('what the actuals do not tell', () => {
  it('says which queue is taken for that of the plan, where there is one of another name: it used to say nothing', () => {
    const { planned, history } = month({}, 1)
    planned.groups[0].queues = ['Sales']
    history.queues[0].queue = 'Support'
    expect(reviewPlan(planned, history).remarks.join()).toContain(
      'the actuals have no queue of this name; Support is taken for it',
    )
  })

  it('is not guessed: without agents on duty staffing is in the rest', () => {
    const { planned, history } = month({ staffing: 0.93 }, 1)
    delete history.queues[0].measures.agents
    const { staffing, total, verdict } = reviewPlan(planned, history).groups[0]
    expect(staffing).toBe('unknown')
    expect(total.effects.staffing).toBeNaN()
    expect(total.came.agentHours).toBeNaN()
    expect(verdict.causes.map(({ cause }) => cause)).toEqual(['rest'])
  })

  it('comes from the records of who was on duty, by other intervals than the plan too', () => {
    const { planned, history } = month({ staffing: 0.93 }, 1)
    const { agents, start } = planned.groups[0]
    delete history.queues[0].measures.agents
    const quarters = Float64Array.from({ length: 2 * start.length }, (_, k) => start[k >> 1] + 900 * (k & 1))
    const records = {
      name: 'hotline',
      start: quarters,
      interval: 900,
      agents: quarters.map((_, k) => Math.round(0.93 * agents[k >> 1])),
    }
    const { verdict, total } = reviewPlan(planned, history, { staffing: [records] }).groups[0]
    expect(verdict.causes.map(({ cause }) => cause)).toEqual(['staffing'])
    expect(total.effects).toEqual(reviewed({ staffing: 0.93 }, 1).total.effects)
  })

  it('is reviewed by the connect rate without contacts answered in time', () => {
    const { planned, history } = month({ handleTime: 1.15 }, 1)
    delete history.queues[0].measures.answeredWithin
    const { groups, remarks } = reviewPlan(planned, history)
    expect(groups[0].measure).toBe('connectRate')
    expect(groups[0].total.came.serviceLevel).toBeNaN()
    expect(groups[0].verdict.causes.map(({ cause }) => cause)).toEqual(['handleTime'])
    expect(remarks.join()).toContain('connect rate is reviewed')
  })

  it('is left out on both sides: an outage of the export', () => {
    const { planned, history } = month({}, 1)
    const { state } = history.queues[0]
    for (let i = 20; i < 30; i++) state[i] = STATE.missing
    const { groups, remarks } = reviewPlan(planned, history)
    expect(groups[0].total.intervals).toBe(DAYS * OPEN - 10)
    expect(remarks).toEqual([
      'hotline: 10 of 504 planned intervals are not in the actuals; they are left out on both sides',
    ])
  })
})

describe('days', () => {
  it('are ranked by the contacts that they cost', () => {
    const { planned, history } = month({}, 1)
    const { measures } = history.queues[0]
    // the tenth day: nobody was in time
    for (let i = 0; i < 48; i++) if (measures.answeredWithin![9 * 48 + i] > 0) measures.answeredWithin![9 * 48 + i] = 0
    const { worst, days } = reviewPlan(planned, history).groups[0]
    expect(worst[0]).toBe(9)
    expect(days).toHaveLength(DAYS)
    expect(worst).toHaveLength(DAYS)
  })

  it('that are not asked for are left out', () => {
    const { planned, history } = month({}, 1)
    const first = START / 86_400
    const { groups, from, to } = reviewPlan(planned, history, { from: first + 7, to: first + 13 })
    expect([from, to]).toEqual([first + 7, first + 13])
    expect(groups[0].days).toHaveLength(7)
    expect(groups[0].weeks).toHaveLength(1)
  })
})

describe('what cannot be reviewed is refused', () => {
  it('other days, other queues, no service at all, another definition', () => {
    const { planned, history } = month({}, 1)
    const [queue] = history.queues
    expect(() => reviewPlan(planned, { ...history, queues: [{ ...queue, start: START + 365 * 86_400 }] })).toThrow(
      'no day is in the plan, in the actuals and among the days asked for\n  the plan has 2026-06-01 to 2026-06-21',
    )
    const others = ['a', 'b'].map((name) => ({ ...queue, queue: name }))
    expect(() => reviewPlan(planned, { ...history, queues: others })).toThrow('no queue of the plan is in the actuals')
    const { offered } = queue.measures
    expect(() => reviewPlan(planned, { ...history, queues: [{ ...queue, measures: { offered } }] })).toThrow(
      'the actuals of hotline tell no service',
    )
    const target = { serviceLevel: { within: 10, share: 0.9, definition: 'answered/answered' as const } }
    expect(() => reviewPlan(planned, history, { target })).toThrow('over all who were offered')
  })
})
