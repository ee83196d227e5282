import type { Distribution } from '../domain/index.ts'
import type { ArrivalScenario } from './scenario.ts'

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
