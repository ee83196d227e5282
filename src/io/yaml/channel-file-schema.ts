import { z } from 'zod'
import { KrarupError, parseDuration } from '../../domain/index.ts'
import type { CampaignScenario, Deadline } from '../../sim/index.ts'
import { spanIntoDay } from './day-clock.ts'
import { type HourSpan, hours, list, positive, randomTime, share, time, whole } from './scenario-words.ts'
import { words } from './words.ts'

const CLOCK = /^by (\d{1,2}):([0-5]\d)(?: (?:(next) day|in (\d+) days))?$/
const DAYS = /^(\d+) days?$/
const DAY = 86_400

/** `24h`, `3 days`, `by 18:00`, `by 08:00 next day`, `by 12:00 in 3 days`: seconds, or a time of day and the days until then. */
function readDeadline(text: string): number | { clock: number; daysLater: number } {
  const written = text.trim().replaceAll(/\s+/g, ' ')
  const days = DAYS.exec(written)
  if (days) return Number(days[1]) * DAY
  const by = CLOCK.exec(written)
  if (!by) return parseDuration(written)
  const clock = Number(by[1]) * 3600 + Number(by[2]) * 60
  if (clock <= DAY) return { clock, daysLater: by[3] ? 1 : Number(by[4] ?? 0) }
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a time of day', how: 'write by 08:00 next day', value: text })
}

/** A deadline in the scenario's own time: seconds from the opening. */
export function deadlineOf(
  deadline: ReturnType<typeof readDeadline> | undefined,
  hours: HourSpan | undefined,
): Deadline | undefined {
  if (typeof deadline !== 'object') return deadline
  return { at: deadline.clock - (hours?.from ?? 0), daysLater: deadline.daysLater }
}

const contacts = whole('not a number of contacts: write a whole number, 0 or more')

/** When a queue's, or a tier's, deferred work is to be finished. */
export const deadline = words(readDeadline, 'not a deadline: write 24h, 3 days or by 08:00 next day')
  .optional()
  .meta({ description: 'When deferred work is to be finished: 24h, 3 days, by 18:00, by 08:00 next day.' })

/** What a queue says about contacts other than calls. */
export const channelWords = {
  channel: z
    .enum(['call', 'chat', 'deferred', 'outbound'], 'not a channel: take call, chat, deferred or outbound')
    .optional()
    .meta({
      description:
        'call (default), chat (an agent may hold several), deferred (work in a backlog, by deadline), or outbound (agents call).',
    }),
  campaign: z
    .strictObject(
      {
        list: contacts.meta({ description: 'Customers to be called.' }),
        mode: z
          .enum(['preview', 'progressive', 'predictive'], 'not a mode: take preview, progressive or predictive')
          .optional()
          .meta({ description: 'Who dials, and when: an agent after a look, for an idle agent (default), or ahead.' }),
        hours: hours.optional().meta({ description: 'When is dialled, each day. Default all day.' }),
        answered: z
          .union([share, list(share, 'not shares by interval')], 'not a share: write 30%, or a list by interval')
          .meta({ description: 'Share of calls that are answered.' }),
        'right-party': share.optional().meta({ description: 'Of the answered, by the person wanted. Default all.' }),
        preview: randomTime.optional().meta({ description: 'Looking at the customer before dialling.' }),
        dial: randomTime.optional().meta({ description: 'Dialling. Default 0.' }),
        ring: randomTime.optional().meta({ description: 'Ringing until somebody answers. Default 0.' }),
        'no-answer': randomTime.optional().meta({ description: 'Ringing until the call is given up. Default 0.' }),
        'wrong-party': randomTime.optional().meta({ description: 'Talking to somebody else. Default 0.' }),
        attempts: whole('not a number of attempts: write 1 or more', 1)
          .optional()
          .meta({ description: 'Calls of one customer at most. Default 1.' }),
        retry: randomTime.optional().meta({ description: 'Time until the next attempt.' }),
        cap: share.optional().meta({ description: 'Predictive: share of the reached that find no agent. Default 3%.' }),
        'connect-within': time.optional().meta({ description: 'Time in which an agent must be there. Default 2s.' }),
      },
      'not a campaign: write { list: 5000, answered: 30% }',
    )
    .optional()
    .meta({ description: "Of an outbound queue: whom its groups' idle agents call." }),
  offer: z
    .strictObject(
      {
        share: share.meta({ description: 'Of the answered.' }),
        time: randomTime.meta({ description: 'What it adds to the handle time.' }),
        success: share.meta({ description: 'Of the offers.' }),
        revenue: z.number('not an amount').optional().meta({ description: 'Of each success. Default 0.' }),
      },
      'not an offer: write { share: 30%, time: 90s, success: 8%, revenue: 20 }',
    )
    .optional()
    .meta({ description: 'After service a share is offered something; some buy it.' }),
  interruptible: z
    .boolean('not yes or no: write true or false')
    .optional()
    .meta({ description: 'Deferred work is laid aside for a contact on the line. Default false: finished first.' }),
  backlog: z
    .union(
      [contacts, z.strictObject({ contacts, age: randomTime.optional() })],
      'not a backlog: write 200, or { contacts: 200, age: 6h }',
    )
    .optional()
    .meta({ description: 'Deferred work that is there when the run begins, and how old it is.' }),
}

/** What a group says about them. */
export const channelGroupWords = {
  reserve: whole('not a number of agents: write a whole number, 0 or more')
    .optional()
    .meta({ description: 'So many agents stay idle for those on the line: only the others take deferred work.' }),
  chats: whole('not a number of chats: write 1 or more', 1)
    .optional()
    .meta({ description: 'Chats that an agent holds at once, at most. Default 1.' }),
  'chat-slowdown': z
    .union(
      [share, list(positive('not a factor: write a number above 0'), 'not a list of factors')],
      'not a slowdown: write 30%, or the factors with 1, 2, ... chats ([1, 1.2, 1.5])',
    )
    .optional()
    .meta({ description: 'How much longer a chat takes for each further one, or factors by number held. Default 0.' }),
  'chat-gaps': share.optional().meta({
    description: 'Instead of chat-slowdown: share of a chat held alone in which the agent waits for the customer.',
  }),
  'calls-beside-chats': whole('not a number of chats: write 0 or more')
    .optional()
    .meta({ description: 'Whoever holds so many chats, or fewer, takes a call besides. Default 0.' }),
}

type CampaignWords = NonNullable<z.infer<(typeof channelWords)['campaign']>>

/** A campaign in the scenario's own time. @param place JSON pointer of the campaign */
export function campaignOf(
  {
    hours,
    'right-party': rightParty,
    'no-answer': noAnswer,
    'wrong-party': wrongParty,
    'connect-within': connectWithin,
    ...campaign
  }: CampaignWords,
  day: HourSpan | undefined,
  place: string,
): CampaignScenario {
  const span = hours && spanIntoDay(hours, day, `${place}/hours`)
  const values = { ...campaign, ...span, rightParty, noAnswer, wrongParty, connectWithin }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
