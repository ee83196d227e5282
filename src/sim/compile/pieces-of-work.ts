import { checkNumber } from '../../domain/index.ts'
import { conflict, findName, pointer, type WorkPerAgent } from '../../scenario/index.ts'
import { type Entities, placeOf } from './entities.ts'
import { agentsOf } from './group-agents.ts'
import type { Horizon } from './horizon.ts'

/** Days of the run in which each agent has so many pieces of work. */
const DAYS = { day: 1, week: 7, month: 365.25 / 12 }

/**
 * The volume of a queue that has work for each agent of a group: exactly as many pieces as that makes over the run, the whole of each day rounded so that no piece is lost from day to day.
 * Nothing of queues that say none.
 *
 * @throws {KrarupError} MISSING, CONFLICT, OUT_OF_RANGE
 */
export function piecesOfWork(
  entities: Entities,
  q: number,
  { intervals, intervalsPerDay }: Horizon,
): { volume: number[]; arrivals: 'fixed' } | undefined {
  const { perAgent, volume, rate, calls, profile, tiers } = entities.queues[q]
  if (!perAgent) return undefined
  const place = placeOf(entities, q, 'perAgent')
  if (volume !== undefined || rate || calls || profile)
    throw conflict(
      place,
      'work for each agent comes evenly over the day, in place of volume, profile, rate and calls',
      'leave out one of them, or give the volume a queue of its own',
    )
  if (tiers) throw conflict(place, 'work for each agent has no customers, and so no tiers', 'leave out one of them')
  const daily = piecesADay(entities, perAgent, place)
  const pieces = Array.from({ length: intervals }, (_, i) => {
    const day = Math.floor(i / intervalsPerDay)
    return (Math.round((day + 1) * daily) - Math.round(day * daily)) / intervalsPerDay
  })
  return { volume: pieces, arrivals: 'fixed' }
}

function piecesADay({ groupNames, groups }: Entities, work: WorkPerAgent, place: string): number {
  const { group, each, newcomers = each, per = 'week' } = work
  const g = findName(group, groupNames, `${place}/group`, 'group')
  const persons = agentsOf(groups[g], `/groups/${pointer(group)}/`, () => []).length
  const fresh = groups[g].newcomers?.agents ?? 0
  const pieces =
    (persons - fresh) * checkNumber(`${place}/each`, each, { least: 0 }) +
    fresh * checkNumber(`${place}/newcomers`, newcomers, { least: 0 })
  return pieces / DAYS[per]
}
