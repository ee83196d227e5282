import { byName, either, NAME, number, record, type WordsOf } from './kinds.ts'

/** What a centre costs and earns, in one currency. What is left out costs and brings nothing. */
export interface CostsScenario {
  /** Name or sign of the currency, for reports. */
  currency?: string
  /** Price of an hour that an agent is on duty: of every group, or by group. */
  agentHour?: Price
  /** An hour of overtime costs so many times as much as one on duty. Default 1. */
  overtime?: number
  /** Price of a minute for which a contact holds a line: in a voice menu, waiting, ringing and talking. */
  lineMinute?: number
  /** What every contact costs that was blocked, hung up, or still waited at the end; each attempt counts. Of every queue that customers call, or by queue. */
  lostCall?: Price
  /** What every customer of a campaign costs who was reached and talked to by nobody: no agent was there in time, or no line. Of every campaign, or by queue. Default 0. */
  droppedCall?: Price
  /** What is due when a queue misses its target: on a day, in an interval. By queue. */
  penalties?: Record<string, { day?: number; interval?: number }>
  /** What an answered contact brings. Of every queue, or by queue. */
  revenue?: { answered?: Price }
  /** What clients pay, by client. */
  clients?: Record<string, ClientPrices>
}

/** One for all, or by name; who is not named has none. */
export type Price = number | Record<string, number>

export interface ClientPrices {
  /** For each answered contact. */
  answered?: number
  /** For each minute of handle time, after-call work included. */
  handleMinute?: number
  /** For each hour on duty of agents whose groups serve this client alone. */
  agentHour?: number
}

const AMOUNT = number('not an amount of money: write a number, 0 or more')
const priceBy = (whose: 'group' | 'queue') =>
  either(
    [AMOUNT, byName(whose, AMOUNT, 'not prices by name')],
    `not a price: write a number, or one by ${whose} ({ NAME: 45 })`,
  )

const CLIENT_WORDS = {
  answered: { is: AMOUNT, help: 'For each answered contact.' },
  handleMinute: { is: AMOUNT, help: 'For each minute of handle time.' },
  agentHour: { is: AMOUNT, help: 'For each hour on duty of agents whose groups serve this client alone.' },
} as const satisfies WordsOf<ClientPrices>

/** What a scenario says of money. */
export const COSTS_WORDS = {
  currency: { is: NAME, help: 'Name or sign of the currency, for reports.' },
  agentHour: { is: priceBy('group'), help: 'Price of an hour that an agent is on duty: of every group, or by group.' },
  overtime: {
    is: number('not a factor: write 1.5'),
    default: 1,
    help: 'Multiplier on the price of an hour of overtime.',
  },
  lineMinute: {
    is: AMOUNT,
    help: 'Price of a minute for which a contact holds a line: in a menu, waiting, ringing and talking.',
  },
  lostCall: {
    is: priceBy('queue'),
    help: 'What each contact costs that is blocked, hangs up or is left: of every queue, or by queue.',
  },
  droppedCall: {
    is: priceBy('queue'),
    help: 'What each customer of a campaign costs who is reached and talked to by nobody: of every campaign, or by queue.',
  },
  penalties: {
    is: byName(
      'queue',
      record<{ day?: number; interval?: number }>(
        {
          day: { is: AMOUNT, help: 'Due for each day that misses the target.' },
          interval: { is: AMOUNT, help: 'Due for each interval that misses the target.' },
        },
        'not penalties: write { day: 5000 } or { interval: 50 }',
      ),
      'not penalties by queue',
    ),
    help: 'What is due when a queue misses its target, by queue.',
  },
  revenue: {
    is: record<{ answered?: Price }>(
      { answered: { is: priceBy('queue'), help: 'What an answered contact brings: of every queue, or by queue.' } },
      'not revenue: write { answered: 0.5 }',
    ),
    help: 'What the centre earns itself.',
  },
  clients: {
    is: byName(
      'client',
      record<ClientPrices>(CLIENT_WORDS, 'not prices: write { answered: 4.5 }'),
      'not prices by client',
    ),
    help: 'What clients pay, by client.',
  },
} as const satisfies WordsOf<CostsScenario>
