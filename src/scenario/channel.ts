import type { RandomTime } from './scenario.ts'

/** What a queue's contacts are, and what follows from it. */
export interface ChannelWords {
  /**
   * `'call'` (default): waits on the line. `'deferred'`: tickets, mails, complaints, call-backs: work that waits in a backlog without impatience, has a deadline, and is done by
   * agents whom nobody else wants. `'chat'`: agents may hold several; the service level's threshold is that of the first response, and no line is held.
   * `'outbound'`: agents call.
   */
  channel?: 'call' | 'chat' | 'deferred' | 'outbound'
  /** Of an outbound queue: whom its groups' idle agents call. The offered are those who were reached, and the abandoned those for whom no agent was there in time. */
  campaign?: CampaignScenario
  /** When deferred work is to be finished. Earliest deadline first. Default: never, after all that has one. */
  deadline?: Deadline
  /** Deferred work is laid aside when its agent is wanted by a contact that waits on the line; whoever is free goes on with the rest later. Default false: it is finished first. */
  interruptible?: boolean
  /**
   * After service a share of the answered callers, or chatting customers, is offered something, which takes time; some buy it, for so much. The time is part of the handle time.
   */
  offer?: { share: number; time: RandomTime; success: number; revenue?: number }
  /** Deferred work that is there when the run begins: how many, and how old they are (default 0). */
  backlog?: number | { contacts: number; age?: RandomTime }
}

/**
 * So many seconds after arrival; or a time of day, in seconds from the start of the day's first interval (before the opening: negative), so many days later. With 0 days later it is
 * the next such time. Nights count: where the scenario's day has fewer than 24 hours, the clock runs on between the days.
 */
export type Deadline = number | { at: number; daysLater?: number }

/** A list of customers, and how they are called. */
export interface CampaignScenario {
  /** How many are to be called. */
  list: number
  /**
   * `'preview'`: an idle agent looks at the customer for a while (`preview`) and calls; `'progressive'` (default): the call is dialled for an idle agent; `'predictive'`: more calls are dialled than
   * agents are free, as many as keep the share of those who are answered by nobody under `cap`.
   */
  mode?: 'preview' | 'progressive' | 'predictive'
  /** Hours of each day in which is dialled, seconds from the start of the first interval. Default: all day. */
  from?: number
  to?: number
  /** Share of calls that are answered, or by interval; and of them by the person wanted (default 1). */
  answered: number | readonly number[]
  rightParty?: number
  /** Times: looking at the customer, dialling, ringing until an answer, ringing until the call is given up, talking to the wrong person. Default 0. */
  preview?: RandomTime
  dial?: RandomTime
  ring?: RandomTime
  noAnswer?: RandomTime
  wrongParty?: RandomTime
  /** Calls of one customer at most (default 1) and the time until the next. */
  attempts?: number
  retry?: RandomTime
  /** Predictive: share of the reached for whom no agent is there within `connectWithin` seconds (default 2). Default 0.03. */
  cap?: number
  connectWithin?: number
}

/** What a group does with contacts other than calls. */
export interface ChannelGroupWords {
  /** So many of its agents stay idle for those who wait on the line: only the others take deferred work. Default 0. */
  reserve?: number
  /** Chats that an agent holds at once, at most. Default 1. A chat goes to whoever holds the fewest, never to somebody on a call. */
  chats?: number
  /**
   * How much longer a chat takes for each further chat that its agent holds: 0.3 makes it 30 % longer with two, 60 % with three; or how many times as long it takes with 1, 2, ... chats.
   * What is done of a chat is done: when the number changes, the rest goes on at the new pace. Default 0.
   */
  chatSlowdown?: number | readonly number[]
  /** Instead of `chatSlowdown`: the share of a chat held alone in which the agent waits for the customer's answers, from which the slowdown follows. */
  chatGaps?: number
  /** Whoever holds so many chats, or fewer, takes a call besides, which takes the place of a chat as far as the slowdown goes. Default 0: a call goes to somebody without chats. */
  callsBesideChats?: number
}
