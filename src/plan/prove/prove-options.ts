import { checkNumber, KrarupError } from '../../domain/index.ts'
import type { QueueSettings } from '../plan.ts'
import { deadlineOf } from '../settings.ts'

/** Fewer days say too little of a share. */
const LEAST_DAYS = 100
const MOST_DAYS = 100_000

/** Refuses what a proof cannot simulate, before anything is planned. */
export function checkProve(
  prove: number,
  groups: ReadonlyMap<string, readonly { queue: string }[]>,
  settings: ReadonlyMap<string, QueueSettings>,
): void {
  checkNumber('prove', prove, { least: LEAST_DAYS, most: MOST_DAYS, whole: true })
  const refused = (group: string, why: string, how: string) =>
    new KrarupError({
      code: 'UNSUPPORTED',
      what: `${group} ${why}: a proof serves one line of contacts that wait for an agent`,
      where: { name: 'prove' },
      how,
    })
  for (const [group, queues] of groups) {
    const members = queues.map(({ queue }) => settings.get(queue)!)
    if (members.some((member) => deadlineOf(member)))
      throw refused(
        group,
        'serves work that can wait',
        'leave --prove out, or prove the other queues by themselves (--queue)',
      )
    if (new Set(members.map(({ priority = 0 }) => priority)).size > 1)
      throw refused(
        group,
        'has tiers (queues with different priorities)',
        'leave the priorities out, or --prove; krarup init --scenario and krarup simulate play a day with tiers',
      )
  }
}
