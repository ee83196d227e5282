import { z } from 'zod'
import { EFFECTS, type TroubleScenario } from '../../sim/index.ts'
import { secondsIntoDay } from './day-clock.ts'
import { clock, type HourSpan, name, number, share, time } from './scenario-words.ts'

const names = (what: string) => z.array(name, `not a list of ${what}: write [NAME, NAME]`).optional()

const trouble = z
  .strictObject(
    {
      from: clock,
      to: clock,
      effect: z.enum(EFFECTS, `not an effect: take one of ${EFFECTS.join(', ')}`),
      queues: names('queues'),
      groups: names('groups'),
      sites: names('sites'),
      factor: number('not a factor: write a number, 0 or more').optional(),
      share: share.optional(),
      halving: time.optional(),
    },
    'not a trouble: write { from: 10:00, to: 10:30, effect: lost }',
  )
  .meta({ description: 'Something that goes wrong, or is drilled, for a stretch of time.' })
type TroubleWords = z.infer<typeof trouble>

export const troubleFileSchema = z.array(trouble, 'not a list of troubles: write [{ from: 10:00, to: 10:30, ... }]')

/** Troubles in the scenario's own time. */
export function troubleOf(trouble: readonly TroubleWords[], day: HourSpan | undefined): TroubleScenario[] {
  return trouble.map(
    (each, index) =>
      ({
        ...each,
        from: secondsIntoDay(each.from, day, `/trouble/${index}/from`),
        to: secondsIntoDay(each.to, day, `/trouble/${index}/to`),
      }) as TroubleScenario,
  )
}
