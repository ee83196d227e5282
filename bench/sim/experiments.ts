/**
 * Experiments whose answers are known, exactly or from other programs' long runs: tests run them briefly, the bench at length.
 * Every figure comes with its truth and where it is from.
 */

import type { QueueScenario, Scenario } from '../../src/scenario/index.ts'
import {
  type CompiledModel,
  compile,
  GROUP,
  GROUP_COLUMNS,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  simulate,
  type Tally,
} from '../../src/sim/index.ts'

export interface Figure {
  name: string
  truth: number
  /** Standard error of a truth that was itself simulated, or half a unit of its last digit. Default 0. */
  truthError?: number
  /** What a replication adds to the figure: a sum, and what it is over. Sums of both over all replications make the figure. */
  of: (totals: Totals) => readonly [sum: number, over: number]
}

export interface Experiment {
  name: string
  model: CompiledModel
  /** Replications of the short run. The long one has `LONG` times as many. */
  replications: number
  figures: Figure[]
  /**
   * A figure of the experiment whose mean is known from its definition: how much of it luck has brought explains a part of the others, which is taken out
   * (control variate). It is checked like the others, for an error in it would be taken out too.
   */
  control?: string
}

/** Sums of a tally from the end of the warm-up to that of the last interval. */
export interface Totals {
  /** Of all queues, or of one. */
  queue: (column: number, queue?: number) => number
  /** Of the routes of all queues, or of one. */
  route: (column: number, queue?: number) => number
  group: (column: number) => number
  /** Answered by routes of a queue that open only after a wait. */
  overflowed: (queue: number) => number
  model: CompiledModel
}

export function totalsOf(model: CompiledModel, tally: Tally): Totals {
  const { queues, groups, routes, routeQueue, routeAfter } = model
  const sum = (rows: Float64Array, count: number, columns: number, column: number, keep: (k: number) => boolean) => {
    let total = 0
    for (let i = model.warmUpIntervals; i < model.intervals; i++)
      for (let k = 0; k < count; k++) if (keep(k)) total += rows[(i * count + k) * columns + column]
    return total
  }
  return {
    model,
    queue: (column, queue) =>
      sum(tally.queue, queues, QUEUE_COLUMNS, column, (q) => queue === undefined || q === queue),
    route: (column, queue) =>
      sum(tally.route, routes, ROUTE_COLUMNS, column, (r) => queue === undefined || routeQueue[r] === queue),
    group: (column) => sum(tally.group, groups, GROUP_COLUMNS, column, () => true),
    overflowed: (queue) =>
      sum(tally.route, routes, ROUTE_COLUMNS, ROUTE.answered, (r) => routeQueue[r] === queue && routeAfter[r] > 0),
  }
}

export interface Outcome {
  name: string
  truth: number
  estimate: number
  /** Of estimate and truth together. */
  standardError: number
  /** Standard errors between the estimate and the truth. */
  off: number
}

const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length
const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, k) => sum + x * b[k], 0)

/**
 * Figures over all replications, with standard errors by the delta method (Cochran 1977, Sampling Techniques, 6.4) and, where the experiment has a control,
 * by regression on it (Lavenberg and Welch 1981, A perspective on the use of control variables).
 */
export function run(experiment: Experiment, replications: number, seed: number): Outcome[] {
  const { model, figures, control } = experiment
  const sums = figures.map(() => new Float64Array(replications))
  const overs = figures.map(() => new Float64Array(replications))
  let tally: Tally | undefined
  for (let replication = 0; replication < replications; replication++) {
    tally = simulate(model, seed, replication, tally)
    const totals = totalsOf(model, tally)
    figures.forEach(({ of }, f) => {
      ;[sums[f][replication], overs[f][replication]] = of(totals)
    })
  }
  const ratio = (f: number) => mean(sums[f]) / mean(overs[f])
  const deviations = (f: number) => sums[f].map((sum, k) => (sum - ratio(f) * overs[f][k]) / mean(overs[f]))
  const c = figures.findIndex(({ name }) => name === control)
  const luck = c < 0 ? 0 : ratio(c) - figures[c].truth
  const x = c < 0 ? undefined : deviations(c)
  return figures.map(({ name, truth, truthError = 0 }, f) => {
    const own = deviations(f)
    const slope = x && f !== c ? product(own, x) / product(x, x) : 0
    const rest = slope ? own.map((value, k) => value - slope * x![k]) : own
    const variance = product(rest, rest) / (replications - (slope ? 2 : 1))
    const estimate = ratio(f) - slope * luck
    const standardError = Math.hypot(
      Math.sqrt(variance * (1 / replications + (slope ? luck ** 2 / product(x!, x!) : 0))),
      truthError,
    )
    return { name, truth, estimate, standardError, off: Math.abs(estimate - truth) / standardError }
  })
}

const offered = ({ queue }: Totals, q?: number) => queue(QUEUE.offered, q)
const queueSeconds = (t: Totals, q?: number) => t.queue(QUEUE.abandonedWait, q) + t.route(ROUTE.answeredWait, q)
/** Figures over all who called. */
export const offeredPerSecond: Figure['of'] = (t) => [offered(t), countedSeconds(t)]
export const blockedShare: Figure['of'] = (t) => [t.queue(QUEUE.blocked), offered(t)]
export const waitedShare: Figure['of'] = (t) => [t.queue(QUEUE.queued), offered(t)]
export const abandonedShare = (t: Totals, q?: number) => [t.queue(QUEUE.abandoned, q), offered(t, q)] as const
export const meanWait = (t: Totals, q?: number) => [queueSeconds(t, q), offered(t, q)] as const
export const within = (t: Totals, q?: number) => [t.route(ROUTE.answeredWithin, q), offered(t, q)] as const
export const meanWaitOfAnswered: Figure['of'] = (t) => [t.route(ROUTE.answeredWait), t.route(ROUTE.answered)]
export const occupancy: Figure['of'] = (t) => [t.group(GROUP.busy), t.group(GROUP.staffed)]
/** Handle time of the contacts that came, over the time in which they came: the offered load where all are answered. */
export const offeredLoad: Figure['of'] = (t) => [t.route(ROUTE.handleSeconds), countedSeconds(t)]
const countedSeconds = ({ model }: Totals) => (model.intervals - model.warmUpIntervals) * model.interval

/** One queue in steady state: `calls` a replication after a warm-up of a tenth. */
export function steady(options: {
  rate: number
  aht: number
  agents: number
  patience?: number
  lines?: number
  threshold?: number
  calls: number
}): CompiledModel {
  const { rate, aht, agents, patience, lines, threshold = 10, calls } = options
  const interval = Math.ceil(calls / rate / 10)
  return compile({
    interval,
    intervals: 11,
    warmUp: interval,
    queues: {
      calls: {
        volume: Array<number>(11).fill(rate * interval),
        aht,
        ...(patience === undefined ? {} : { patience }),
        ...(lines === undefined ? {} : { lines }),
        groups: ['agents'],
        target: { serviceLevel: { within: threshold, share: 0.9 } },
      },
    },
    groups: { agents: { agents } },
  })
}

/** The day of a call centre in SSJ's tutorial (L'Ecuyer), as busy as told. */
export function tutorialDay(busyness: number, words: Partial<QueueScenario> = {}): Scenario {
  return {
    interval: HOUR,
    busyness,
    queues: {
      calls: {
        volume: [100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60],
        aht: 100,
        patience: 1000,
        balking: 0.1,
        groups: ['agents'],
        ...words,
      },
    },
    groups: { agents: { agents: [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4] } },
  }
}

/** Long and short runs differ in this factor. */
export const LONG = 6

const HOUR = 3600

export function experiments(): Experiment[] {
  const mmc = firstHours({ rate: 4.2 / 60, aht: 120, agents: 12, threshold: 20, hours: 8 })
  const small = { rate: 100 / 1800, aht: 300, agents: 20 }
  return [
    {
      name: 'Erlang C, 20 agents',
      model: steady({ ...small, calls: 26_000 }),
      replications: 300,
      control: 'offered load',
      figures: [
        { name: 'offered load', truth: small.rate * small.aht, of: offeredLoad },
        { name: 'P(wait)', truth: 0.338125, truthError: 5e-7, of: waitedShare },
        { name: 'mean wait', truth: 30.4312, truthError: 5e-5, of: meanWait },
      ],
    },
    {
      name: 'Erlang A, 20 agents',
      model: steady({ ...small, patience: 120, calls: 14_000 }),
      replications: 150,
      control: 'calls a second',
      figures: [
        { name: 'calls a second', truth: small.rate, of: offeredPerSecond },
        { name: 'P(wait)', truth: 0.195614, truthError: 5e-7, of: waitedShare },
        { name: 'mean wait', truth: 5.16754, truthError: 5e-6, of: meanWait },
        { name: 'abandoned', truth: 0.0430628, truthError: 5e-8, of: abandonedShare },
      ],
    },
    {
      // A day of 13 hours with a busyness factor and balking (SSJ's tutorial, L'Ecuyer; second program of 200 000 days, third of 20 000).
      name: 'SSJ tutorial call centre',
      model: compile(tutorialDay(0.05, { target: { serviceLevel: { within: 20, share: 0.8 } } })),
      replications: 2000,
      control: 'arrivals',
      figures: [
        { name: 'arrivals', truth: 1660, of: (t) => [offered(t), 1] },
        { name: 'mean wait', truth: 4.7213, truthError: 0.0074 / 1.96, of: (t) => [queueSeconds(t), 1660] },
        {
          name: 'answered or abandoned within 20 s',
          truth: 0.9248,
          truthError: 1e-4,
          of: (t) => [t.route(ROUTE.answeredWithin) + t.queue(QUEUE.abandonedWithin), 1660],
        },
        { name: 'lost', truth: 0.0199, truthError: 5e-5, of: (t) => [t.queue(QUEUE.abandoned), 1660] },
        {
          name: 'answered within 20 s',
          truth: 0.9073,
          truthError: 3e-4,
          of: (t) => [t.route(ROUTE.answeredWithin), 1660],
        },
      ],
    },
    {
      // The answer of the forward equations. Published over 1000 days: .902, .099 min, .695.
      name: 'ContactCenters MMC',
      model: compile({
        interval: HOUR,
        intervals: 8,
        queues: {
          calls: {
            volume: 4.2 * 60 * 8,
            aht: 120,
            groups: ['agents'],
            target: { serviceLevel: { within: 20, share: 0.8 } },
          },
        },
        groups: { agents: { agents: 12 } },
      }),
      replications: 3500,
      control: 'offered load',
      figures: [
        { name: 'offered load', truth: 8.4, of: offeredLoad },
        { name: 'service level', truth: mmc.within, of: within },
        { name: 'ASA', truth: mmc.asa, of: meanWaitOfAnswered },
        { name: 'occupancy', truth: mmc.occupancy, of: occupancy },
      ],
    },
    ...[
      {
        name: 'mmnm',
        volume: 4800,
        agents: 20,
        patience: 120,
        asa: [4.27947, 0.0039],
        sl: [0.8824552, 1.1e-4],
        lost: [0.0425044, 5e-5],
      },
      {
        name: 'smallErlang',
        volume: 1872,
        agents: 8,
        patience: 900,
        asa: [35.91989, 0.08],
        sl: [0.6710961, 3.8e-4],
        lost: [0.0427489, 9.2e-5],
      },
    ].map(({ name, volume, agents, patience, asa, sl, lost }) => ({
      // A fixed number of calls a day, days start empty; whole seconds up to 20 mean waits under 21 s. Ten runs of 1000 days.
      name: `Callcenter-Simulator ${name}`,
      model: compile({
        interval: 1800,
        queues: {
          calls: {
            volume,
            arrivals: 'fixed' as const,
            aht: 300,
            patience,
            groups: ['agents'],
            target: { serviceLevel: { within: 21, share: 0.8 } },
          },
        },
        groups: { agents: { agents } },
      }),
      replications: Math.round(2_400_000 / volume),
      figures: [
        { name: 'offered', truth: volume, truthError: 1e-9, of: (t: Totals) => [offered(t), 1] as const },
        {
          name: 'ASA',
          truth: asa[0],
          truthError: asa[1],
          of: meanWaitOfAnswered,
        },
        { name: 'within 20 s', truth: sl[0], truthError: sl[1], of: (t: Totals) => within(t) },
        { name: 'abandoned', truth: lost[0], truthError: lost[1], of: (t: Totals) => abandonedShare(t) },
      ],
    })),
    {
      // Seven million calls of a C program: standard errors from 600 000 calls of ours, scaled.
      name: 'two-skill overflow',
      model: twoSkills(1, 40),
      replications: 200,
      figures: [0, 1].flatMap((q) => {
        const [lost, level, wait, overflowed] = [
          [0.0668, 0.838, 8.03, 0.0756],
          [0.0704, 0.832, 8.47, 0.076],
        ][q]
        return [
          { name: `abandoned ${'AB'[q]}`, truth: lost, truthError: 2e-4, of: (t: Totals) => abandonedShare(t, q) },
          { name: `answered within 20 s ${'AB'[q]}`, truth: level, truthError: 7e-4, of: (t: Totals) => within(t, q) },
          { name: `mean wait ${'AB'[q]}`, truth: wait, truthError: 0.025, of: (t: Totals) => meanWait(t, q) },
          {
            name: `overflowed ${'AB'[q]}`,
            truth: overflowed,
            truthError: 2e-4,
            of: (t: Totals) => [t.overflowed(q), offered(t, q)] as const,
          },
        ]
      }),
    },
    timeVarying(),
  ]
}

/**
 * The first hours of an M/M/n queue that starts empty: Kolmogorov's forward equations in steps of 6 s by the classic Runge-Kutta method, figures by the
 * trapezoidal rule. Half the step changes no figure by more than 1e-6 of itself.
 */
export function firstHours(options: { rate: number; aht: number; agents: number; threshold: number; hours: number }) {
  const { rate, aht, agents, threshold, hours } = options
  const step = 6
  const steps = (hours * HOUR) / step
  // More in system are as good as never there.
  const states = 10 * agents
  const flow = (p: Float64Array) => {
    const change = new Float64Array(states)
    for (let k = 0; k < states - 1; k++) {
      const net = rate * p[k] - (Math.min(k + 1, agents) / aht) * p[k + 1]
      change[k] -= net
      change[k + 1] += net
    }
    return change
  }
  const after = (p: Float64Array, change: Float64Array, time: number) => p.map((value, k) => value + time * change[k])
  // Somebody who finds k in system waits for k - n + 1 departures, which come as a Poisson process while all are busy.
  const departures = (k: number) => Math.max(0, k - agents + 1)
  const likely = Float64Array.from({ length: states }, (_, k) =>
    poissonAtLeast(departures(k), (threshold * agents) / aht),
  )
  const sums = { asa: 0, within: 0, occupancy: 0 }
  let p = new Float64Array(states)
  p[0] = 1
  for (let s = 0; s <= steps; s++) {
    const weight = (s === 0 || s === steps ? 0.5 : 1) / steps
    p.forEach((share, k) => {
      sums.asa += (weight * share * departures(k) * aht) / agents
      sums.within += weight * share * likely[k]
      sums.occupancy += weight * share * Math.min(1, k / agents)
    })
    const a = flow(p)
    const b = flow(after(p, a, step / 2))
    const c = flow(after(p, b, step / 2))
    const d = flow(after(p, c, step))
    p = p.map((share, k) => share + (step / 6) * (a[k] + 2 * b[k] + 2 * c[k] + d[k]))
  }
  return sums
}

/** The chance of so many or more when `expected` are. */
function poissonAtLeast(count: number, expected: number): number {
  let [less, term] = [0, Math.exp(-expected)]
  for (let k = 0; k < count; k++) {
    less += term
    term *= expected / (k + 1)
  }
  return 1 - less
}

/** Two call types, a group for each and one for both that takes calls after 20 s; A first. `scale` multiplies calls and agents. */
export function twoSkillsScenario(scale: number, intervals: number, words: Partial<QueueScenario> = {}): Scenario {
  const queue = (own: string, aht: number, priority: number) => ({
    volume: Array<number>(intervals).fill(300 * scale),
    aht,
    patience: 120,
    priority,
    groups: [own, { group: 'both', after: 20 }],
    target: { serviceLevel: { within: 20, share: 0.8 } },
    ...words,
  })
  return {
    interval: 1800,
    intervals,
    warmUp: 1800,
    queues: { A: queue('only A', 300, 1), B: queue('only B', 240, 0) },
    groups: {
      'only A': { agents: 45 * scale },
      'only B': { agents: 36 * scale },
      both: { agents: 10 * scale },
    },
  }
}

export function twoSkills(scale: number, intervals: number): CompiledModel {
  return compile(twoSkillsScenario(scale, intervals))
}

/**
 * Patience and handle time are exponential with the same mean, 1000 s here, so the number in system is that of a queue without limit: Poisson with mean
 * m(t) = 100 + 10 (sin t - cos t), whatever the staffing. With ceil(m + 1.28 sqrt m) agents a share of .1024 of arrivals wait.
 * Rates and agents are constant on 400ths of a period, 15.7 s.
 */
function timeVarying(): Experiment {
  const unit = 1000
  const steps = 400
  const interval = Math.round((2 * Math.PI * unit * 2 ** 20) / steps) / 2 ** 20
  const intervals = steps * 12
  const mean = (t: number) => 100 + 10 * (Math.sin(t) - Math.cos(t))
  const agents = Array.from({ length: intervals }, (_, i) => {
    const m = mean(((i + 0.5) * interval) / unit)
    return Math.ceil(m + 1.28 * Math.sqrt(m))
  })
  return {
    name: 'time-varying, exact',
    model: compile({
      interval,
      intervals,
      warmUp: 2 * steps * interval,
      queues: {
        calls: {
          rate: (time) => (100 + 20 * Math.sin(time / unit)) / unit,
          rateStep: interval,
          aht: unit,
          patience: unit,
          groups: ['agents'],
        },
      },
      groups: { agents: { agents } },
    }),
    replications: 1400,
    control: 'mean number in system',
    figures: [
      // Four digits, and the steps: a second run with steps half as long differs by less than this.
      { name: 'P(wait)', truth: 0.1024, truthError: 2e-4, of: waitedShare },
      {
        name: 'mean number in system',
        truth: 100,
        of: (t) => [t.queue(QUEUE.queueSeconds) + t.group(GROUP.busy), countedSeconds(t)],
      },
    ],
  }
}
