import {
  DAY_SECONDS,
  dayOf,
  formatDay,
  formatPlainDateTime,
  type PlainDateTime,
  parsePlainDateTime,
} from '../domain/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import type { Scenario, ShiftScenario } from '../scenario/index.ts'
import { CALL_HEADINGS, callRows, type SimulatedLog, simulatedLog } from './simulated-log.ts'

/**
 * What is wrong with a made centre, so that a calibration must name it:
 * `away`: agents are signed in and take no calls for 30 % of the time; `patience`: halved in the last weeks; `hours`: handle times are a fifth longer after noon and a fifth shorter before;
 * `routing`: the experts, who took the queue `service` until then, take it no longer in the last weeks.
 */
export type Fault = 'away' | 'patience' | 'hours' | 'routing'
export const FAULTS: readonly Fault[] = ['away', 'patience', 'hours', 'routing']

export interface MadeLog {
  /** A plain table: a row a visit of a queue. */
  calls: string
  /** Who was signed in, as planned. */
  states: string
  /** The first of the last weeks. */
  changes: PlainDateTime
}

export interface MadeCentre {
  seed: number
  fault?: Fault
  /** Weeks before the last ones, and the last ones. Default 4 and 2. */
  weeks?: readonly [number, number]
  /** Multiplier on volumes and agents. Default 1. */
  size?: number
  /** Changes of the scenario, for recovery. */
  change?: (scenario: Scenario) => Scenario
}

export const MADE_OPENS = 8 * 3600
const FIRST_DAY = '2026-03-02'
const HALF_HOURS = 20
/** Weights of the half hours from 08:00 to 18:00. */
const PROFILE = [4, 6, 8, 9, 10, 10, 9, 8, 7, 7, 8, 9, 9, 8, 8, 7, 6, 5, 4, 3]

/** A centre of three queues and two groups, on weekdays from 08:00 to 18:00: busy enough that service tells much. Sizes and times differ with the seed. */
export function madeCentre({ seed, fault, weeks = [4, 2], size = 1, change }: MadeCentre, isLate = false): Scenario {
  const random = randomStream(seed, 11)
  const about = (value: number, spread = 0.15) => value * (1 + spread * (2 * random.uniform() - 1))
  const volumeOf = (mean: number) => {
    const day = about(mean, 0.1) * size
    const sum = PROFILE.reduce((total, each) => total + each, 0)
    return PROFILE.map((weight) => (day * weight) / sum)
  }
  const days = 7 * (isLate ? weeks[1] : weeks[0])
  const isOpen = Array.from({ length: days }, (_, day) => day % 7 < 5)
  const onWeekdays = (volume: readonly number[]) => isOpen.flatMap((open) => volume.map((each) => (open ? each : 0)))
  const patienceFactor = fault === 'patience' && isLate ? 0.5 : 1
  const hours = fault === 'hours' ? { ahtFactors: PROFILE.map((_, i) => (i < 8 ? 0.8 : 1.2)) } : {}
  const service = fault === 'routing' && isLate ? ['front'] : ['front', 'expert']
  const away = fault === 'away' ? { away: { share: 0.3, for: 240 } } : {}
  const queue = (volume: number, aht: number, patience: number, groups: readonly string[]) => ({
    volume: onWeekdays(volumeOf(volume)),
    aht: { type: 'lognormal' as const, mean: about(aht), sd: about(aht * 0.8) },
    patience: about(patience) * patienceFactor,
    groups,
    ...hours,
  })
  // Those who are away are missed: with them the centre is as busy as the others are.
  const more = fault === 'away' ? 1.35 : 1
  const shifts = (counts: readonly (readonly [agents: number, from: number, to: number])[]): ShiftScenario[] =>
    counts.map(([agents, from, to]) => ({
      agents: Math.max(1, Math.round(agents * size * more)),
      from: (from - 8) * 3600,
      to: (to - 8) * 3600,
      on: 'weekdays',
    }))
  const scenario: Scenario = {
    name: `Made centre ${seed}`,
    interval: 1800,
    intervals: HALF_HOURS,
    days,
    firstDay: formatDay(dayOf(firstMoment(weeks, isLate))),
    queues: {
      sales: queue(370, 240, 180, ['front']),
      service: queue(420, 280, 240, service),
      technical: queue(155, 400, 300, ['expert']),
    },
    groups: {
      front: {
        shifts: shifts([
          [4, 8, 16],
          [2, 9, 17],
          [4, 10, 18],
        ]),
        ...away,
      },
      expert: {
        shifts: shifts([
          [2, 8, 16],
          [2, 9, 17],
          [2, 10, 18],
        ]),
        ...away,
      },
    },
  }
  return change ? change(scenario) : scenario
}

function firstMoment(weeks: readonly [number, number], isLate: boolean): PlainDateTime {
  return parsePlainDateTime(`${FIRST_DAY} 00:00`) + (isLate ? weeks[0] * 7 * DAY_SECONDS : 0)
}

/** The log of a made centre, with its fault. */
export function madeLog(centre: MadeCentre): MadeLog {
  const { seed, weeks = [4, 2] } = centre
  const logs = [false, true].map((isLate, index) =>
    simulatedLog(madeCentre(centre, isLate), { seed: seed * 2 + index, opens: MADE_OPENS }),
  )
  return {
    calls: callsText(logs),
    states: statesText(logs),
    changes: firstMoment(weeks, true),
  }
}

/** The plain table of logs one after the other. */
export function callsText(logs: readonly SimulatedLog[]): string {
  const lines = logs.flatMap((log, index) =>
    callRows(log).map(([customer, ...cells]) => [`${index + 1}-${customer}`, ...cells]),
  )
  const rows = lines.map((cells, row) => [row + 1, ...cells].join(','))
  return `${[['call_id', ...CALL_HEADINGS].join(','), ...rows].join('\n')}\n`
}

/** Who was signed in when. */
export function statesText(logs: readonly SimulatedLog[]): string {
  const rows = logs.flatMap(({ shifts }) =>
    shifts.map(({ agent, from, to }) => `${agent},available,${formatPlainDateTime(from)},${formatPlainDateTime(to)}`),
  )
  return `${['agent,state,from,to', ...rows].join('\n')}\n`
}
