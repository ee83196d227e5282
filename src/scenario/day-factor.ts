import { byName, COEFFICIENT, either, number, type WordsOf } from './kinds.ts'

/**
 * Something that nobody knows in advance and that makes a day other than usual: weather, a rumour, a wave of flu. It multiplies volumes, handle times and the agents who come, each by a lognormal factor of the day with
 * mean 1. What stands here is the coefficient of variation of each factor; a minus says that it is low on the days on which the others are high. All factors of one record go together perfectly; those of several are
 * independent, and multiply: so two volumes are correlated by what they have in common.
 */
export interface DayFactor {
  /** By queue. */
  volume?: Record<string, number>
  /** By queue: of handle times without after-call work. */
  aht?: Record<string, number>
  /** By group: of the share of its agents who come. Nobody comes beyond those who are planned. */
  agents?: Record<string, number>
}

const UNREADABLE = 'not a variation: write 10% or 0.1, and -5% or -0.05 for what goes the other way'
const VARIATION = either([COEFFICIENT, number(UNREADABLE, { percent: true })], UNREADABLE)
const byQueue = byName('queue', VARIATION, 'not variations by queue: write { hotline: 10%, chat: -0.05 }')

export const DAY_FACTOR_WORDS = {
  volume: { is: byQueue, help: 'By queue: coefficient of variation of a factor of the day on its volume.' },
  aht: { is: byQueue, help: 'By queue: the same of a factor on its handle times.' },
  agents: {
    is: byName('group', VARIATION, 'not variations by group: write { front: -0.05 }'),
    help: 'By group: the same of a factor on the share of its agents who come, at most all of them.',
  },
} as const satisfies WordsOf<DayFactor>
