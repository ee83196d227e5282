import { EMPTY_CALENDAR } from '../src/domain/calendar.ts'
import { DAY_SECONDS, horizonOf, type QueueHistory } from '../src/domain/index.ts'
import { forecastQueue } from '../src/forecast/index.ts'
import { readHistory } from '../src/io/index.ts'
import { randomStream } from '../src/numeric/random/stream.ts'
import { makePlan } from '../src/plan/index.ts'
import { planQueue } from '../src/plan/plan-queue.ts'
import { DEFAULT_SETTINGS } from '../src/plan/settings.ts'
import { PeriodSearch } from '../src/plan/sure/period-search.ts'
import { type DayShape, type RealisedDay, realisedDay } from '../src/plan/sure/realised-day.ts'
import { makeDesk, serveDay } from '../src/plan/sure/serve-day.ts'
import {
  JUDGED_ON,
  judgeOf,
  luckOf,
  SEARCHED_ON,
  type SureStaffingInput,
  searchInput,
  sureStaffing,
} from '../src/plan/sure/sure-staffing.ts'
import { type Claim, finish, race } from './harness.ts'

/**
 * The plan that is sure beside what a planner would do without it: one factor on the load of all intervals, raised until the same fresh days are as sure. Days 0 and 9 of the small centre and of the hotline's VIPs.
 * And the loop that serves a day beside a bare one for constant agents, a heap of the times at which they get free.
 */
const CERTAINTY = 0.9

async function inputOf(file: string, name: string): Promise<SureStaffingInput> {
  const { history } = await readHistory(file)
  const queue = history.queues.find((each: QueueHistory) => each.queue === name)!
  const plan = await makePlan({ ...history, queues: [queue] }, { days: 10, paths: 0 })
  const [{ volume, aht, open, agents, patience, targets }] = plan.groups
  const horizon = horizonOf({ start: plan.start, interval: plan.interval, dayCount: 10, calendar: EMPTY_CALENDAR })
  const expected = forecastQueue(queue, { horizon: (horizon.dayCount * DAY_SECONDS) / horizon.interval })
  const { fresh } = planQueue(queue, DEFAULT_SETTINGS, expected, {
    horizon,
    lag: 0,
    paths: 200,
    freshPaths: SEARCHED_ON + JUDGED_ON,
    random: randomStream(1),
  })
  const load = { volume, aht, open }
  const model = { model: 'erlangA' as const, patience }
  return {
    certainty: CERTAINTY,
    group: name,
    horizon,
    load,
    model,
    targets,
    over: 'day',
    floor: undefined,
    leastAgents: 1,
    agents,
    known: 0,
    courses: fresh,
    seed: 1,
  }
}

/** Agent hours of one factor on all intervals, raised until the judges are as sure. */
function scaledHours(input: SureStaffingInput, day: number): number {
  const days = [day, day + 1] as const
  const search = new PeriodSearch(
    searchInput(input, input.targets, input.courses, luckOf(input, input.targets, input.courses), days),
    input.agents,
  )
  const judge = judgeOf(input, search, input.courses, days)
  for (let aim = CERTAINTY - 0.01; aim < 0.999; aim += 0.002) {
    search.scaleTo(aim)
    if (judge().lower >= CERTAINTY) return (search.agentIntervals * input.horizon.interval) / 3600
  }
  throw new Error('no factor is sure')
}

const claims: Claim[] = []
for (const [file, name] of [
  ['fixtures/small-centre.csv', 'small-centre'],
  ['fixtures/hotline.csv', 'VIP'],
]) {
  const input = await inputOf(file, name)
  const { sure } = sureStaffing(input)
  for (const day of [0, 9]) {
    const { agentHours: ours, meanAgentHours, lower, met } = sure.periods.find(({ from }) => from === day)!
    const reference = scaledHours(input, day)
    const claim = `${name}, day ${day}`
    console.log(
      `${claim}: mean ${meanAgentHours}, sure ${ours}, scaled ${reference}; ${(100 * met).toFixed(1)} % of fresh days, lower limit ${(100 * lower).toFixed(1)} %`,
    )
    claims.push({ name: claim, unit: 'h', ours, reference, referenceName: 'one factor', ratio: reference / ours })
  }
}

/** As a textbook has it: agents constant, first come first served, whoever is not answered in time hangs up. */
function bareLoop(
  { contacts, arrivals, handleTimes, patience }: RealisedDay,
  agents: number,
  free: Float64Array,
): number {
  free.fill(0, 0, agents)
  let within = 0
  for (let k = 0; k < contacts; k++) {
    const start = free[0] > arrivals[k] ? free[0] : arrivals[k]
    const wait = start - arrivals[k]
    if (patience[k] <= wait) continue
    if (wait <= 10) within++
    const end = start + handleTimes[k]
    let at = 0
    for (let child = 1; child < agents; child = 2 * at + 1) {
      if (child + 1 < agents && free[child + 1] < free[child]) child++
      if (free[child] >= end) break
      free[at] = free[child]
      at = child
    }
    free[at] = end
  }
  return within
}

const INTERVALS = 24
for (const [name, volume, agents] of [
  ['a day of 500 contacts', 21, 5],
  ['a day of 1,600 contacts', 66, 11],
  ['a day of 31,000 contacts', 1300, 155],
] as const) {
  const shape: DayShape = {
    interval: 1800,
    aht: new Float64Array(INTERVALS).fill(200),
    patience: 120,
    stretches: [[0, INTERVALS]],
  }
  const day = realisedDay(new Float64Array(INTERVALS).fill(volume), shape, [3])
  const staff = new Float64Array(INTERVALS).fill(agents)
  const waits = new Float64Array(day.contacts)
  const [desk, free] = [makeDesk(), new Float64Array(agents)]
  claims.push(
    await race({
      name,
      ours: () => {
        serveDay(day, staff, shape, waits, desk)
        let within = 0
        for (let k = 0; k < day.contacts; k++) if (waits[k] >= 0 && waits[k] <= 10) within++
        return within
      },
      reference: () => bareLoop(day, agents, free),
      referenceName: 'bare loop',
    }),
  )
}

finish(import.meta.url, claims)
