import { checkKeys, checkNumber, DAY_SECONDS, type DayNumber, type Keys, KrarupError } from '../../domain/index.ts'
import type { CallLog } from '../log.ts'
import { measureArrivals } from './arrivals.ts'
import { availabilityByGaps } from './availability.ts'
import { contactsOf } from './contacts.ts'
import { daysOfLog, type LogDays } from './days.ts'
import { measureHandling, measureSpeeds } from './handling.ts'
import { measureRedials, measureTransfers } from './onward.ts'
import { measurePatience } from './patience.ts'
import { measurePrecedence } from './precedence.ts'
import { LONGEST_GAP, measureAvailability, measurePresence, timesOfAgents } from './presence.ts'
import { measureRouting, type Routing, routingOn } from './routing.ts'
import { measureTurnover } from './turnover.ts'
import type { Measured, Measurements, PresenceMeasurements } from './types.ts'

export interface MeasureOptions {
  /** Seconds of an interval of rates, factors and presence; divides a day. Default 1800. */
  interval?: number
  /** The days that are measured: weeks that are held out are left away. Default: all with a visit. */
  days?: readonly DayNumber[]
  /** Seconds after hanging up within which a further visit of the same caller is a redial. Default 3600. */
  redialWithin?: number
  /** Seconds without a call after which an agent counts as gone, where no states are told. Default 1800. */
  longestGap?: number
}

const KEYS = { interval: 1, days: 1, redialWithin: 1, longestGap: 1 } as const satisfies Keys<MeasureOptions>

/**
 * Measures a log of single calls: all that the simulator needs to know of the centre, each figure with its uncertainty.
 *
 * @throws {KrarupError} TOO_SHORT for a log without visits on the days that are asked for; OUT_OF_RANGE
 */
export function measureLog(log: CallLog, options: MeasureOptions = {}): Measurements {
  checkKeys('measureLog', options, KEYS)
  const { interval = 1800, redialWithin = 3600, longestGap = LONGEST_GAP } = options
  checkNumber('interval', interval, { above: 0, most: DAY_SECONDS })
  if (DAY_SECONDS % interval !== 0) {
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'the interval does not divide a day',
      where: { name: 'interval' },
      how: 'take 900, 1800 or 3600 seconds',
      value: interval,
    })
  }
  const days = daysOfLog(log, options.days)
  if (days.days.length === 0) {
    throw new KrarupError({
      code: 'TOO_SHORT',
      what: 'the log has no visit of a queue on the days that are to be measured',
      how: 'give a log of several weeks',
    })
  }
  const contacts = contactsOf(log, redialWithin)
  const routing = measureRouting(log)
  const times = timesOfAgents(log, longestGap)
  const turnover = measureTurnover(log, days, routing, times)
  return {
    queues: log.queues,
    types: log.types,
    agents: log.agents,
    interval,
    days: days.days,
    visits: days.dayOfVisit.reduce((count, day) => count + (day >= 0 ? 1 : 0), 0),
    arrivals: measureArrivals(log, days, contacts, interval),
    handling: measureHandling(log, days, routing),
    speeds: measureSpeeds(log, days),
    patience: measurePatience(log, days),
    turnover,
    routing: { ...routing, ...precedenceOf(log, days, routing) },
    redials: measureRedials(log, days, contacts),
    transfers: measureTransfers(log, days, contacts),
    presence: measurePresence(times, days, routing, interval, longestGap),
    availability: {
      ...measureAvailability(log, times, days, routing),
      byGaps: availabilityByGaps(turnover),
    },
  }
}

/** Agents present on other days, by the groups that were measured: of weeks that were held out. */
export function presenceOn(
  log: CallLog,
  measurements: Pick<Measurements, 'interval' | 'routing'>,
  days: readonly DayNumber[],
): PresenceMeasurements {
  const { interval, routing } = measurements
  const own = daysOfLog(log, days)
  return measurePresence(timesOfAgents(log), own, routingOn(log, routing), interval)
}

function precedenceOf(
  log: CallLog,
  days: LogDays,
  routing: Routing,
): { ahead: Measured[]; byPriority: { priority: number; ahead: Measured }[] } {
  const queueOf = log.queue.slice(0, log.count)
  const { length } = log.queues
  const ahead = measurePrecedence(log, days, routing, {
    classOf: queueOf,
    classes: length,
    base: mostOf(queueOf, length),
  })
  const priorities = [...new Set(log.priority.subarray(0, log.count))]
    .filter((priority) => !Number.isNaN(priority))
    .sort((a, b) => a - b)
  if (priorities.length < 2) return { ahead, byPriority: [] }
  const placeOf = new Map(priorities.map((priority, i) => [priority, i]))
  const classOf = Int32Array.from({ length: log.count }, (_, i) => placeOf.get(log.priority[i]) ?? -1)
  const leads = measurePrecedence(log, days, routing, {
    classOf,
    classes: priorities.length,
    base: mostOf(classOf, priorities.length),
  })
  return { ahead, byPriority: priorities.map((priority, i) => ({ priority, ahead: leads[i] })) }
}

function mostOf(classOf: Int32Array, classes: number): number {
  const counts = new Float64Array(classes)
  for (const one of classOf) if (one >= 0) counts[one]++
  return counts.indexOf(Math.max(...counts))
}
