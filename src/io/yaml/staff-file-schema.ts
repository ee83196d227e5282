import { z } from 'zod'
import type { ShiftScenario } from '../../sim/index.ts'
import { secondsIntoDay, spanIntoDay } from './day-clock.ts'
import { clock, type HourSpan, hours, positive, randomTime, share, time, whole } from './scenario-words.ts'

const pause = z.strictObject({ at: clock, length: time }, 'not a pause: write { at: 10:30, length: 15m }')

const shift = z.strictObject(
  {
    agents: whole('not a number of agents: write a whole number, 0 or more'),
    hours,
    pauses: z
      .array(pause, 'not a list of pauses: write [{ at: 10:30, length: 15m }]')
      .optional()
      .meta({ description: 'Breaks, meals and meetings; who has a contact then goes when it is done.' }),
  },
  'not a shift: write { agents: 4, hours: 08:00-16:00 }',
)
type ShiftWords = z.infer<typeof shift>

/** What a group's words say about its agents as persons. */
export const staffWords = {
  shifts: z
    .array(shift, 'not a list of shifts: write [{ agents: 4, hours: 08:00-16:00 }]')
    .optional()
    .meta({ description: 'Persons who come and go together, besides agents.' }),
  site: z.string('not a name').optional().meta({ description: 'Where they work, for figures by site.' }),
  pace: positive('not a factor: write a number above 0')
    .optional()
    .meta({ description: "Handle times are so many times as long as the queue's. Default 1." }),
  newcomers: z
    .strictObject(
      {
        agents: whole('not a number of agents: write a whole number, 0 or more'),
        pace: positive('not a factor: write a number above 0'),
        weeks: z.number('not a number of weeks').min(0).optional(),
        halving: positive('not a number of weeks').optional(),
      },
      'not newcomers: write { agents: 3, pace: 1.5, weeks: 2, halving: 4 }',
    )
    .optional()
    .meta({ description: 'New agents are slower by pace after no weeks; the excess halves every halving weeks.' }),
  ring: z
    .union(
      [randomTime, z.strictObject({ time: randomTime, counts: z.boolean().optional() })],
      'not a ring time: write 5s, or { time: 5s, counts: false }',
    )
    .optional()
    .meta({ description: 'Time until a chosen agent answers; counts: callers count it as waiting (default true).' }),
  absence: share.optional().meta({ description: 'Share of agents absent all day. Default 0.' }),
  lateness: z
    .strictObject({ share, by: randomTime }, 'not a lateness: write { share: 10%, by: 8m }')
    .optional()
    .meta({ description: 'Share of shifts that begin late, and by how much.' }),
  away: z
    .strictObject({ share, for: randomTime }, 'not an absence: write { share: 5%, for: 3m }')
    .optional()
    .meta({ description: 'Share of the time on duty that agents are away unplanned, and how long at a time.' }),
  overtime: z
    .enum(['contact', 'queue'], 'not an overtime: take contact or queue')
    .optional()
    .meta({ description: 'Who is to go finishes the contact (default), or stays while somebody waits.' }),
}

/** Shifts in the scenario's own time. @param place JSON pointer of the list */
export function shiftsOf(shifts: readonly ShiftWords[], day: HourSpan | undefined, place: string): ShiftScenario[] {
  return shifts.map((shift, index) => ({
    agents: shift.agents,
    ...spanIntoDay(shift.hours, day, `${place}/${index}/hours`),
    ...(shift.pauses && {
      pauses: shift.pauses.map(({ at, length }, k) => ({
        at: secondsIntoDay(at, day, `${place}/${index}/pauses/${k}/at`),
        length,
      })),
    }),
  }))
}
