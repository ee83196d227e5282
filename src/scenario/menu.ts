import type { Distribution } from '../domain/index.ts'
import { ARRIVAL_WORDS, type ArrivalScenario } from './arrival.ts'
import { byName, choice, EXACT_TIME, list, NAME, record, SHARE, type WordsOf, whole } from './kinds.ts'

/** A time in a menu: a number of seconds, which is exactly so long (announcements are recorded), or a distribution. */
export type MenuTime = number | Distribution

/** A voice menu (IVR) that calls go through before a queue, or instead of one. Its volume is of calls that enter the menu. */
export interface MenuScenario extends Omit<ArrivalScenario, 'calls'> {
  /** The node in which calls begin. Default: the first. */
  start?: string
  /** Lines: calls in the menu at once; who finds them taken is blocked. Default: no limit. */
  lines?: number
  nodes: Record<string, MenuNode>
}

/**
 * One announcement and what callers do at it. A share of those who enter hangs up during the announcement, at any moment of it alike. Of those who hear it to the end a share is
 * silent (`silence`); whoever presses something makes one of the choices.
 */
export interface MenuNode {
  /** The announcement, and choosing: until something is pressed. */
  time: MenuTime
  /** In the order of the keys. The shares are of those who press something, and add up to 1. */
  choices: readonly MenuChoice[]
  /** What becomes of those who press nothing. Default: everybody presses something. */
  silence?: MenuSilence
  /** Share of those who enter the node that hang up in it. Default 0. */
  hangUp?: number
}

/** What a key leads to: `to` a node of the menu or a queue, or the `end` of the call. */
export interface MenuChoice {
  /** Of those who press something. One choice of a node may leave it out: it takes the rest. */
  share?: number
  /** Name of a node of this menu, or of a queue. */
  to?: string
  /** `'self-service'`: the caller has what he wanted; `'hang-up'`: he gives up at the end of the announcement. */
  end?: MenuEnd
  /** The contact is of this tier from here on. */
  tier?: string
}

export type MenuEnd = 'self-service' | 'hang-up'

/** Nothing is pressed: the announcement is replayed, and again, and at last the call is ended. */
export interface MenuSilence {
  /** Share of those who hear the announcement to the end that press nothing. */
  share: number
  /** Share of the silent that are silent at a replay too. Default: `share` again; 1 for calls with nobody there. */
  again?: number
  /** How long a replay takes until something is pressed, or the next one begins. Default: uniform from 5 to 6 s. */
  wait?: MenuTime
  /** Replays before the call is ended. Default 3. */
  repeats?: number
}

const CHOICE_WORDS = {
  share: { is: SHARE, help: 'Of those who press something. One choice may leave it out: the rest.' },
  to: { is: NAME, help: 'A node of the menu, or a queue.' },
  end: {
    is: choice(
      ['self-service', 'hang-up'],
      'not an end: take self-service or hang-up; a node or queue stands after "to"',
    ),
    help: 'Instead of to: the caller is served (self-service) or gives up (hang-up).',
  },
  tier: { is: NAME, help: 'The contact is of this tier from here on.' },
} as const satisfies WordsOf<MenuChoice>

export const SILENCE_WORDS = {
  share: { is: SHARE, needed: true, help: 'Share of those who hear the announcement that press nothing.' },
  again: {
    is: SHARE,
    otherwise: 'share; 100% for empty lines',
    help: 'Share of the silent that are silent at a replay too.',
  },
  wait: { is: EXACT_TIME, otherwise: 'uniform from 5s to 6s', help: 'How long a replay takes.' },
  repeats: {
    is: whole('not a number of replays: write 0, 1, 2, 3, ...'),
    default: 3,
    help: 'Replays before the call is ended.',
  },
} as const satisfies WordsOf<MenuSilence>

const NODE_WORDS = {
  time: {
    is: EXACT_TIME,
    needed: true,
    help: 'The announcement, and choosing: a time that is exactly so long, or a distribution.',
  },
  choices: {
    is: list(
      record<MenuChoice>(
        CHOICE_WORDS,
        'not a choice: write { share: 60%, to: NAME } or { share: 30%, end: self-service }',
      ),
      'not a list of choices: write - { share: 60%, to: NAME } for each key',
    ),
    needed: true,
    help: 'What each key leads to. The shares are of those who press something.',
  },
  silence: {
    is: record<MenuSilence>(SILENCE_WORDS, 'not a silence: write { share: 4% }'),
    otherwise: 'everybody presses something',
    help: 'What becomes of those who press nothing.',
  },
  hangUp: {
    is: SHARE,
    default: 0,
    help: 'Share of those who enter the node that hang up during its announcement.',
  },
} as const satisfies WordsOf<MenuNode>

/** What a menu can say. */
export const MENU_STREAM_SIZE = {
  ...ARRIVAL_WORDS,
  start: { is: NAME, otherwise: 'the first', help: 'The node in which calls begin.' },
  lines: {
    is: whole('not a number of lines: write a whole number, 0 or more'),
    otherwise: 'no limit',
    help: 'Calls in the menu at once; more are blocked.',
  },
  nodes: {
    is: byName(
      'node',
      record<MenuNode>(NODE_WORDS, 'not a node: write its time and its choices'),
      'not nodes: write a name, and its time and choices',
    ),
    needed: true,
    help: 'Announcements with what callers do at them, by name.',
  },
} as const satisfies WordsOf<MenuScenario>
