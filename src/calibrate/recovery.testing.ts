import type { Distribution, Scenario } from '../scenario/index.ts'
import type { CallLog } from './log.ts'
import { MADE_OPENS, madeCentre, madeLog } from './made-log.testing.ts'
import { measureLog } from './measure/measure.ts'
import type { Measured } from './measure/types.ts'

/** A parameter of a made centre, as it is and as it was measured. */
export interface Recovered {
  name: string
  truth: number
  measured: Measured
}

/** Seconds of work after a call that the log of the centre does not tell. */
const TURNOVER: Distribution = { type: 'lognormal', mean: 12, sd: 8 }
const AWAY = { share: 0.15, for: 240 }
const REDIAL = { abandoned: 0.4, delay: 420 }
const TRANSFER = { share: 0.06, to: 'technical' }

/** Three queues, two groups, skills, transfers, redials, turnover, and agents who are there for 85 % of the time. */
function withEverything(scenario: Scenario): Scenario {
  const { queues, groups } = scenario
  const onward = (name: string) => (name === 'sales' ? { transfers: [TRANSFER] } : {})
  return {
    ...scenario,
    queues: Object.fromEntries(
      Object.entries(queues).map(([name, queue]) => [
        name,
        { ...queue, afterCall: TURNOVER, redial: REDIAL, balking: 0.03, ...onward(name) },
      ]),
    ),
    groups: Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, { ...group, away: AWAY }])),
  }
}

/** The log as a system writes it that knows nothing of work after the call. */
function withoutAfterCall(log: CallLog): CallLog {
  return {
    ...log,
    afterCall: new Float32Array(log.count).fill(Number.NaN),
    handled: log.handled.map((handled, i) => handled - (log.afterCall[i] || 0)),
  }
}

/**
 * Makes a centre, lets it write a log, measures that, and tells what became of each parameter.
 *
 * @param read reads the log and the states of agents
 */
export async function recover(
  seed: number,
  read: (calls: string, states: string) => Promise<CallLog>,
  weeks: readonly [number, number] = [4, 1],
): Promise<Recovered[]> {
  const centre = { seed, weeks, change: withEverything }
  const truth = madeCentre(centre)
  const made = madeLog(centre)
  const measured = measureLog(withoutAfterCall(await read(made.calls, made.states)))
  const { queues, routing } = measured
  const found: Recovered[] = []
  const tell = (name: string, value: number, figure: Measured) => found.push({ name, truth: value, measured: figure })
  for (const [queue, name] of queues.entries()) {
    const own = truth.queues[name]
    const { mean, sd } = own.aht as { mean: number; sd: number }
    const sigma = Math.sqrt(Math.log1p((sd / mean) ** 2))
    const { all } = measured.handling[queue]
    tell('mean handle time', mean, all.mean)
    tell('median handle time', mean * Math.exp(-(sigma ** 2) / 2), all.median)
    tell('sigma of handle times', sigma, all.sigma)
    tell('handle time at 11', 1, measured.handling[queue].byHour[11])
    tell('patience', own.patience as number, measured.patience[queue].all.mean)
    tell('balking', own.balking ?? 0, measured.patience[queue].all.balking)
    tell('redials', REDIAL.abandoned, withinHour(measured.redials[queue].share))
    const arrivals = measured.arrivals.byQueue[queue]
    tell('busyness', 0, arrivals.busyness)
    tell('dispersion', 1, arrivals.dispersion)
    const volume = own.volume as readonly number[]
    for (const place of [2, 8, 15]) tell('rate', volume[20 + place], arrivals.rates[1][MADE_OPENS / 1800 + place])
    tell(
      'arrivals of a day',
      volume.slice(20, 40).reduce((sum, each) => sum + each, 0),
      arrivals.byWeekday[1],
    )
  }
  const sales = queues.indexOf('sales')
  const technical = queues.indexOf('technical')
  const onward = measured.transfers[sales].to.find((one) => one.queue === technical)
  if (onward) tell('transfers', TRANSFER.share, onward.share)
  tell('median turnover', 12 / Math.sqrt(1 + (8 / 12) ** 2), measured.turnover.all.median)
  tell('mean turnover', 12, measured.turnover.all.mean)
  tell('time away', AWAY.for, measured.turnover.all.away.mean)
  tell('availability', 1 - AWAY.share, measured.availability.byGaps)
  const taken = new Set(
    routing.groups.map((group) =>
      group.queues
        .map((queue) => queues[queue])
        .sort()
        .join(),
    ),
  )
  const right = taken.size === 2 && taken.has('sales,service') && taken.has('service,technical') ? 1 : 0
  tell('groups', 1, { value: right, n: 2, low: right, high: right })
  tell('agents alike', 0, measured.speeds.spread)
  return found
}

/** Delays are exponential: of those who call again within the hour that is looked at, a little less than all. */
function withinHour({ value, n, low, high }: Measured): Measured {
  const seen = -Math.expm1(-3600 / REDIAL.delay)
  return { value: value / seen, n, low: low / seen, high: high / seen }
}

/** By parameter: how many of so many intervals hold the truth. */
export function coverage(all: readonly Recovered[]): Map<string, { held: number; of: number; off: number }> {
  const byName = new Map<string, { held: number; of: number; off: number }>()
  for (const { name, truth, measured } of all) {
    const row = byName.get(name) ?? { held: 0, of: 0, off: 0 }
    row.of++
    if (measured.low <= truth && truth <= measured.high) row.held++
    row.off += truth === 0 ? measured.value : measured.value / truth - 1
    byName.set(name, row)
  }
  return byName
}
