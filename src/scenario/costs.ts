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
