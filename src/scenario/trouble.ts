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
