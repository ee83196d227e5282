/** Shifts with breaks of a day in quarter hours beside Aykin's implicit form solved by HiGHS; paid hours for service over the day beside service in every interval, with the service simulated. Some minutes on an idle machine. */
import { requiredAgents } from 'krarup/erlang'
import { type Demand, type ShiftRules, schedule } from 'krarup/schedule'
import { replicate, type Scenario } from 'krarup/sim'
import { addColumn, addRow, type Entry, newProgram, withModel } from '../src/solver/index.ts'
import { type Claim, finish } from './harness.ts'

const QUARTER = 900
const HOUR = 3600
const QUARTERS = 96
const GAP = 0.005
/** Seconds of the clock after which the reference is stopped: its time is at least what it took until then. */
const MOST_SECONDS = 240
const TARGET = { serviceLevel: { share: 0.8, within: 20 } }
const AHT = 300
const PATIENCE = 150

/** A day and night with peaks at half past ten, half past three and eight. */
function demandOf(scale: number): Demand & { volume: number[] } {
  const volume = Array.from({ length: QUARTERS }, (_, q) => {
    const bump = (at: number, height: number, width: number) => height * Math.exp(-((q / 4 - at) ** 2) / width)
    return scale * (20 + bump(10.5, 500, 6) + bump(15.5, 400, 8) + bump(20, 150, 5))
  })
  const agentsFor = (calls: number) =>
    requiredAgents({ volumePerInterval: calls, interval: QUARTER, aht: AHT, patience: PATIENCE }, TARGET).agents
  return {
    queue: 'day',
    interval: QUARTER,
    start: volume.map((_, q) => q * QUARTER),
    volume,
    aht: volume.map(() => AHT),
    agents: volume.map(agentsFor),
    patience: PATIENCE,
    target: TARGET,
  }
}

const BREAKS = [
  { length: QUARTER, paid: true, within: [HOUR, 3.5 * HOUR] },
  { length: 2 * QUARTER, paid: false, within: [2.75 * HOUR, 5 * HOUR] },
  { length: QUARTER, paid: true, within: [4.5 * HOUR, 6.75 * HOUR] },
] as const
/** Of one Thursday, as 1970-01-01 was: 69 begins by 25 lengths from 7 to 13 hours: 1 725 shifts, each with a lunch and two breaks. */
const FIRST = 0
const LAST = 17 * HOUR
const LENGTHS = Array.from({ length: 25 }, (_, k) => 7 * HOUR + k * QUARTER)
const RULES: ShiftRules = {
  kinds: [{ name: 'day', earliest: FIRST, latest: LAST, step: QUARTER, lengths: LENGTHS, breaks: BREAKS, days: [3] }],
}

/** Aykin 1996: shifts are counted, and for each shift and break how many take it at each place. */
async function aykin({ agents }: Demand) {
  const program = newProgram()
  const cover = Array.from({ length: QUARTERS }, (): Entry[] => [])
  let shifts = 0
  for (let from = FIRST; from <= LAST; from += QUARTER)
    for (const length of LENGTHS) {
      const [first, last] = [from / QUARTER, (from + length) / QUARTER]
      shifts++
      const count = addColumn(program, { cost: (length - BREAKS[1].length) / HOUR, whole: true })
      for (let q = first; q < Math.min(last, QUARTERS); q++) cover[q].push([count, 1])
      for (const { length: size, within } of BREAKS) {
        const taken: Entry[] = [[count, -1]]
        for (let at = first + within[0] / QUARTER; at + size / QUARTER <= first + within[1] / QUARTER; at++) {
          const column = addColumn(program, { whole: true })
          taken.push([column, 1])
          for (let q = at; q < Math.min(at + size / QUARTER, QUARTERS); q++) cover[q].push([column, -1])
        }
        addRow(program, 0, 0, taken)
      }
    }
  for (const [q, entries] of cover.entries())
    if (entries.length > 0) addRow(program, agents[q], Number.POSITIVE_INFINITY, entries)
  const [answer, took] = await seconds(() =>
    withModel(program, (model) => model.solveWhole({ gap: GAP, absoluteGap: 1e-6, nodes: 1e6, seconds: MOST_SECONDS })),
  )
  return { shifts, seconds: took, answer }
}

/** Seconds of the processor, so that what else the machine does is not counted. */
async function seconds<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = process.cpuUsage()
  const made = await work()
  const { user, system } = process.cpuUsage(before)
  return [made, (user + system) / 1e6]
}

const claims: Claim[] = []
{
  const demand = demandOf(1)
  const [made, ours] = await seconds(() => schedule([demand], RULES, { objective: 'cover', gap: GAP, iterations: 30 }))
  const reference = await aykin(demand)
  const [{ totals, shortfalls }] = made.queues
  console.log(`ours ${ours.toFixed(1)} s`)
  console.log(
    `${reference.shifts} shifts; ours ${totals.paidHours} h, gap ${(100 * made.gap).toFixed(3)} %, short ${shortfalls.length}; Aykin ${reference.answer?.cost ?? 'no answer'} h, bound ${reference.answer?.bound}, reached ${reference.answer?.reached}`,
  )
  if (made.gap > GAP) throw new Error(`the gap is ${made.gap}`)
  claims.push({
    name: 'day of 1 725 shifts with three breaks, to 0.5 %',
    unit: 's',
    ours,
    reference: reference.seconds,
    referenceName: "Aykin's form, HiGHS",
    ratio: reference.seconds / ours,
  })
}
{
  const demand = demandOf(1)
  const everywhere = await schedule([demand], RULES, { objective: 'cover', gap: GAP })
  const steady = await schedule([demand], RULES, { gap: GAP, floor: 0.6 })
  const service = await schedule([demand], RULES, { gap: GAP, floor: 0.6, transient: true })
  for (const [made, by] of [
    [steady, 'steady states'],
    [service, 'the queue carried over'],
  ] as const) {
    const [ours, reference] = [made, everywhere].map(({ queues }) => queues[0].totals.paidHours)
    claims.push({
      name: `paid hours, 80/20 over the day by ${by}, floor 60 %`,
      unit: 'hours',
      ours,
      reference,
      referenceName: '80/20 in every interval',
      ratio: reference / ours,
    })
  }
  const scenario: Scenario = {
    interval: QUARTER,
    queues: { day: { volume: demand.volume, aht: AHT, patience: PATIENCE, groups: ['day'], target: TARGET } },
    groups: { day: { agents: Array.from(service.queues[0].agents, Math.round) } },
  }
  const { estimates } = await replicate(scenario, { replications: 500 })
  const { value, halfWidth } = estimates.queues[0].whole.serviceLevel
  console.log(`simulated service ${(100 * value).toFixed(2)} % ± ${(100 * halfWidth).toFixed(2)}`)
  claims.push({
    name: 'simulated service, upper end of its interval, to the target',
    unit: 'share',
    ours: value + halfWidth,
    reference: 0.8,
    referenceName: 'target',
    ratio: (value + halfWidth) / 0.8,
  })
}
finish(import.meta.url, claims)
