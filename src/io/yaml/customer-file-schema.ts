import { z } from 'zod'
import type { CustomerScenario, Redial } from '../../sim/index.ts'
import { secondsIntoDay, spanIntoDay } from './day-clock.ts'
import {
  clock,
  given,
  type HourSpan,
  hours,
  list,
  name,
  number,
  positive,
  randomTime,
  share,
  time,
  whole,
} from './scenario-words.ts'

const factors = list(positive('not a factor: write a number above 0'), 'not a list of factors by interval')
const shares = (error: string) => z.record(z.string(), share, error)

const after = z.union(
  [
    share,
    z.strictObject({
      share: share.meta({ description: 'Of first attempts.' }),
      later: share.optional().meta({ description: 'Of later attempts. Default: as of the first.' }),
      delay: randomTime.optional().meta({ description: "Until the next attempt. Default: the redial's delay." }),
      'later-delay': randomTime.optional().meta({ description: 'The same of later attempts.' }),
      to: shares('not shares by queue: write { mail: 20% }')
        .optional()
        .meta({ description: 'Shares of those who try again that do so in another queue.' }),
    }),
  ],
  'not a share: write 50%, or { share: 50%, later: 30%, delay: 5m, to: { mail: 20% } }',
)

/** What callers do who were blocked or hung up. */
export const redial = z
  .strictObject(
    {
      abandoned: after
        .optional()
        .meta({ description: 'Share of those who hung up that call again, or more about them. Default 0.' }),
      blocked: after
        .optional()
        .meta({ description: 'Share of the blocked that call again, or more about them. Default 0.' }),
      delay: randomTime.meta({ description: 'Time until the next attempt.' }),
      attempts: whole('not a number of attempts: write 1 or more', 1)
        .optional()
        .meta({ description: 'Attempts of one caller, the first included. Default 10.' }),
    },
    'not a redial: write { abandoned: 50%, delay: 5m }',
  )
  .optional()
  .meta({ description: 'What callers do who were blocked or hung up. Default nothing.' })

/** What a queue says about its customers. */
export const customerWords = {
  open: z
    .union([hours, z.array(hours)], 'not hours: write 08:00-20:00, or [09:00-12:00, 13:00-18:00]')
    .optional()
    .meta({ description: 'Opening hours of the queue; who comes outside them is closed. Default: always open.' }),
  'at-closing': z
    .enum(['finish', 'send-away'], 'not a choice: take finish or send-away')
    .optional()
    .meta({ description: 'Those who wait at closing time are served (finish, default) or sent away.' }),
  voicemail: z
    .strictObject({ share, to: name }, 'not a voicemail: write { share: 30%, to: QUEUE }')
    .optional()
    .meta({ description: 'Outside the hours this share leaves a message, which comes to another queue.' }),
  transfers: z
    .array(
      z.strictObject(
        {
          share,
          to: name,
          priority: z.number('not a priority: write a number').optional(),
          'by-group': shares('not shares by group: write { experts: 2% }').optional(),
        },
        'not a transfer: write { share: 10%, to: QUEUE }',
      ),
      'not a list of transfers: write [{ share: 10%, to: QUEUE }]',
    )
    .optional()
    .meta({ description: 'Shares of the answered that are put through to other queues.' }),
  repeat: z
    .strictObject({ share, delay: randomTime, to: name.optional() }, 'not a repeat: write { share: 15%, delay: 2h }')
    .optional()
    .meta({ description: 'Share of the answered that come again because their matter is not solved.' }),
  announcements: z
    .array(
      z.strictObject(
        { at: time, leave: share.optional(), patience: positive('not a factor: write a number above 0').optional() },
        'not an announcement: write { at: 30s, leave: 5% }',
      ),
      'not a list of announcements: write [{ at: 30s, leave: 5% }]',
    )
    .optional()
    .meta({ description: 'Heard at these waits: a share leaves, what is left of the patience of others changes.' }),
  'announced-wait': z
    .array(
      z.strictObject({ above: time, leave: share }, 'not a row: write { above: 2m, leave: 10% }'),
      'not a table: write [{ above: 2m, leave: 10% }]',
    )
    .optional()
    .meta({ description: 'Share that hangs up when it is told the expected wait, by that wait.' }),
  'expected-wait': z
    .enum(['queue-length', 'last-wait'], 'not an estimate: take queue-length or last-wait')
    .optional()
    .meta({ description: 'How the expected wait is found. Default queue-length.' }),
  callback: z
    .strictObject(
      {
        above: time.meta({ description: 'Offered above this expected wait.' }),
        accept: share.meta({ description: 'Share that accepts.' }),
        mode: z
          .enum(['in-turn', 'later'], 'not a mode: take in-turn or later')
          .optional()
          .meta({ description: 'Keeps the place (in-turn, default), or called when nobody else waits (later).' }),
        'not-before': clock.optional().meta({ description: 'For later: not before this time of day.' }),
        dial: randomTime.optional().meta({ description: 'How long the agent dials. Default no time.' }),
        reached: share.optional().meta({ description: 'Share of calls that is answered. Default 100 %.' }),
        retry: randomTime.optional().meta({ description: 'Until it is tried again. Default 10 minutes.' }),
        attempts: whole('not a number of calls: write 1 or more', 1)
          .optional()
          .meta({ description: 'Calls until it is given up. Default 3.' }),
      },
      'not a callback: write { above: 3m, accept: 40% }',
    )
    .optional()
    .meta({ description: 'Offered to those who would have to wait long: an agent calls them.' }),
  deflection: z
    .strictObject(
      { above: time, share, to: name.optional() },
      'not a deflection: write { above: 2m, share: 30%, to: QUEUE }',
    )
    .optional()
    .meta({ description: 'Share of those who would have to wait long that goes to another queue, or away.' }),
  'patience-factors': factors.optional().meta({ description: 'Patience is so many times as long, by interval.' }),
  'aht-factors': factors.optional().meta({ description: 'Handle times are so many times as long, by interval.' }),
  'aht-per-wait': number('not a number: write 0 or more')
    .optional()
    .meta({ description: 'Seconds more of a conversation for each second waited on the line. Default 0.' }),
  'priority-per-second': number('not a number: write 0 or more')
    .optional()
    .meta({ description: 'Priority gained with each second of waiting. Default 0.' }),
  'places-per-agent': number('not a number of places: write 0 or more')
    .optional()
    .meta({ description: 'Places to wait by agent on duty; beside places the lesser counts.' }),
}
const customers = z.strictObject(customerWords)
export type CustomerWords = z.infer<typeof customers>

/** A group's, besides: productivity by the hour. */
export const paceFactors = factors
  .optional()
  .meta({ description: 'Handle times of this group are so many times as long, by interval.' })

/** A queue's words about customers as the library says them; the others are left as they are. `place` is the queue's JSON pointer. */
export function customersOf<T extends CustomerWords>(
  {
    open,
    transfers,
    repeat,
    announcements,
    callback,
    deflection,
    'at-closing': atClosing,
    'announced-wait': announcedWait,
    'expected-wait': expectedWait,
    'patience-factors': patienceFactors,
    'aht-factors': ahtFactors,
    'aht-per-wait': ahtPerWait,
    'priority-per-second': priorityPerSecond,
    'places-per-agent': placesPerAgent,
    ...rest
  }: T,
  day: HourSpan | undefined,
  place: string,
): Omit<T, keyof CustomerWords> & CustomerScenario {
  const spans = open && (Array.isArray(open) ? open : [open])
  return given({
    ...rest,
    open: spans?.map((span, index) =>
      spanIntoDay(span, day, Array.isArray(open) ? `${place}/open/${index}` : `${place}/open`),
    ),
    atClosing,
    transfers: transfers?.map(({ 'by-group': byGroup, ...transfer }) => given({ ...transfer, byGroup })),
    repeat: repeat && given(repeat),
    announcements: announcements?.map((each) => given(each)),
    announcedWait,
    expectedWait,
    callback: callback && callbackOf(callback, day, `${place}/callback`),
    deflection: deflection && given(deflection),
    patienceFactors,
    ahtFactors,
    ahtPerWait,
    priorityPerSecond,
    placesPerAgent,
  }) as never
}

function callbackOf(
  { 'not-before': notBefore, ...callback }: NonNullable<CustomerWords['callback']>,
  day: HourSpan | undefined,
  place: string,
) {
  return given({
    ...callback,
    notBefore: notBefore === undefined ? undefined : secondsIntoDay(notBefore, day, `${place}/not-before`),
  })
}

export function redialOf({ abandoned, blocked, ...rest }: NonNullable<z.infer<typeof redial>>): Redial {
  return given({ ...rest, abandoned: afterOf(abandoned), blocked: afterOf(blocked) }) as Redial
}

function afterOf(words: z.infer<typeof after> | undefined) {
  if (typeof words !== 'object') return words
  const { 'later-delay': laterDelay, ...rest } = words
  return given({ ...rest, laterDelay })
}
