import { checkNumber, checkShare } from '../../domain/index.ts'
import { conflict, DEFAULTS, type QueueScenario } from '../../scenario/index.ts'
import type { AnnouncementsModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'
import { type CompileContext, startsOfLists } from './context.ts'

/** Announcements of one contact draw from streams that are numbered apart. */
const MOST_ANNOUNCEMENTS = 100

/** @throws {KrarupError} OUT_OF_RANGE, CONFLICT */
export function compileAnnouncements(
  queues: readonly QueueScenario[],
  { place }: CompileContext,
): AnnouncementsModel | undefined {
  if (!queues.some(({ announcements }) => announcements)) return undefined
  const lists = queues.map(({ announcements = [] }, q) => {
    checkNumber(place(q, 'announcements'), announcements.length, { most: MOST_ANNOUNCEMENTS })
    return announcements.map(
      ({ at, leave = DEFAULTS.announcement.leave, patience = DEFAULTS.announcement.patience }, index) => {
        const name = place(q, `announcements/${index}`)
        if (index > 0 && at <= announcements[index - 1].at)
          throw conflict(`${name}/at`, 'announcements stand in the order in which they are heard', 'sort them by at')
        return {
          at: onGrid(checkNumber(`${name}/at`, at, { above: 0 })),
          leave: checkShare(`${name}/leave`, leave),
          patience: checkNumber(`${name}/patience`, patience, { above: 0 }),
        }
      },
    )
  })
  return {
    start: startsOfLists(lists),
    at: Float64Array.from(lists.flat(), ({ at }) => at),
    leave: Float64Array.from(lists.flat(), ({ leave }) => leave),
    patience: Float64Array.from(lists.flat(), ({ patience }) => patience),
  }
}
