import { z } from 'zod'
import { KrarupError, parseDuration } from '../../domain/index.ts'
import type { Deadline } from '../../sim/index.ts'
import { type HourSpan, list, positive, randomTime, share, whole } from './scenario-words.ts'
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
  channel: z.enum(['call', 'chat', 'deferred'], 'not a channel: take call, chat or deferred').optional().meta({
    description: 'call (default), chat (an agent may hold several), or deferred: work in a backlog, by deadline.',
  }),
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
