import { EFFECTS } from './choices.ts'
import { CLOCK, choice, list, NAME, number, SHARE, TIME, type WordsOf } from './kinds.ts'

/**
 * Something that goes wrong, or is drilled, for a stretch of time: seconds from the start of the first interval. It concerns the queues, groups and sites that it names;
 * without any, everything.
 */
export interface TroubleScenario {
  from: number
  to: number
  /**
   * - `'lost'`: calls and chats are lost. Those of the queues that come, wait or are talking; with groups or sites those that talk with their agents, who take none until it is over.
   *   Deferred work is laid aside and nobody goes on with it until it is over.
   * - `'queued'`: nobody is cut off; the queues are not answered, or the agents take no further contact, until it is over.
   * - `'slow'`: contacts that are answered meanwhile take `factor` times as long.
   * - `'absent'`: a `share` of the agents on duty goes as soon as they are free, and comes back when it is over.
   * - `'peak'`: `factor` times as many contacts of the queues, of which the excess halves every `halving` seconds where that is given.
   */
  effect: 'lost' | 'queued' | 'slow' | 'absent' | 'peak'
  queues?: readonly string[]
  groups?: readonly string[]
  sites?: readonly string[]
  factor?: number
  share?: number
  halving?: number
}

const namesOf = (what: string) => list(NAME, `not a list of ${what}: write [NAME, NAME]`)

/** What a trouble can say. */
export const TROUBLE_WORDS = {
  from: { is: CLOCK, needed: true, help: 'When it begins.' },
  to: { is: CLOCK, needed: true, help: 'When it is over.' },
  effect: {
    is: choice(EFFECTS, `not an effect: take one of ${EFFECTS.join(', ')}`),
    needed: true,
    help: 'What happens.',
  },
  queues: { is: namesOf('queues'), help: 'The queues that it concerns.' },
  groups: { is: namesOf('groups'), help: 'The groups that it concerns.' },
  sites: { is: namesOf('sites'), help: 'The sites that it concerns.' },
  factor: { is: number('not a factor: write a number, 0 or more'), help: 'Of slow and peak: the multiplier.' },
  share: { is: SHARE, help: 'Of absent: the share of the agents.' },
  halving: { is: TIME, help: 'Of peak: the time in which the excess halves.' },
} as const satisfies WordsOf<TroubleScenario>
