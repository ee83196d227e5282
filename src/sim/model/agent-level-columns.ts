/** Columns of `Tally.agentLevelGroup`: seconds of agents' time by the interval in which they pass, and counts by that in which they happen. */
export const AGENT_LEVEL_GROUP = {
  /** Of the busy time: the telephone rings, or is being dialled. */
  ringing: 0,
  /** On breaks, in meetings, away unplanned: of the staffed time. */
  away: 1,
  /** Breaks and absences begun. */
  pauses: 2,
  /** Of them, those that had to wait for the end of a contact, and the seconds they waited. */
  pausesMoved: 3,
  pauseDelay: 4,
  /** Of the busy time: deferred work. */
  deferred: 5,
  /** Deferred work laid aside for a contact on the line, or because its agent went. */
  interruptions: 6,
  /** Chats held, after-chat work included, times the seconds for which they were: of several agents, and of one with several. */
  chatSeconds: 7,
  /** Seconds of agents who hold one chat, two, three, four, and more. */
  chatting1: 8,
  chatting2: 9,
  chatting3: 10,
  chatting4: 11,
  chatting5: 12,
} as const
export const AGENT_LEVEL_GROUP_COLUMNS = 13

/** Columns of `Tally.agentLevelQueue`: counts by the interval in which the contact arrived at the queue, unless another is named. */
export const AGENT_LEVEL_QUEUE = {
  /** Customers who asked for this queue, however often they tried; by the interval of their first attempt, as are the next three. */
  customers: 0,
  /** Of them, those who were answered in the end, at whichever attempt and in whichever queue. */
  customersServed: 1,
  /** Answered at their first attempt. */
  customersServedAtFirst: 2,
  /** Answered at their first attempt within the threshold of the queue that answered (inclusive). */
  customersServedInTime: 3,
  /** Seconds for which lines were held: waiting, ringing and talking, summed. */
  lineSeconds: 4,
  /** Of the offered: came from another queue whose agent had answered. Of the answered: went on to another queue. */
  transferredIn: 5,
  transferredOut: 6,
  /** Of the offered: came again because what they wanted was not solved. */
  repeats: 7,
  /** Of the blocked: lost to an outage when they came, waited or were put through. */
  lost: 8,
  /** Of the answered: cut off by an outage. */
  cutOff: 9,
  /** Deferred work that was there when the run began: of the offered, in the first row. */
  carriedIn: 10,
  /** Deferred work finished by its deadline (inclusive), and later. */
  finishedInTime: 11,
  finishedLate: 12,
  /** Seconds by the clock from arrival to the end of the work, of the finished, summed. */
  finishSeconds: 13,
  /** Deferred work that the end of the run found unfinished, and that was due by then. */
  overdue: 14,
  /** Levels, not sums: deferred work unfinished at the end of the interval, what is being done included, and of it that past its deadline. */
  backlog: 15,
  backlogOverdue: 16,
  /** The same by age: less than an hour, 1 to 2 hours, 2 to 24, 24 to 48, 48 to 72, and more. */
  backlogTo1h: 17,
  backlogTo2h: 18,
  backlogTo24h: 19,
  backlogTo48h: 20,
  backlogTo72h: 21,
  backlogOlder: 22,
  /** Came outside the opening hours of the queue: not offered. Of them, those who left a message. */
  closed: 23,
  voicemails: 24,
  /** Of the offered: messages that were left at other queues. */
  messages: 25,
  /** Of the offered: waited at closing time and were sent away. */
  sentAway: 26,
  /** Of the abandoned: hung up at an announcement, or when they were told the expected wait. */
  leftAtAnnouncement: 27,
  /** Were offered a call back; took it; were reached by it; were not reached by any call. */
  callbacksOffered: 28,
  callbacks: 29,
  callbacksReached: 30,
  callbacksMissed: 31,
  /** Seconds from arrival until they were reached, of callbacksReached, summed; they are part of the waits of the answered. */
  callbackWait: 32,
  /** Calls of agents to customers. */
  callbackCalls: 33,
  /** Of the offered: left for another queue, or the centre, instead of waiting. Of the offered of that other queue: came so. */
  deflected: 34,
  deflectedIn: 35,
  /** Conversations in chats, in contact-seconds by the interval in which they pass: mean number of chats open times its length. */
  chatSeconds: 36,
  /** Of the answered: were offered something after service; bought it; and what that brought. */
  offers: 37,
  sales: 38,
  revenue: 39,
  /** Campaigns, by the interval in which it happens: calls that were answered or given up; were answered; by the person wanted; dropped because no agent was there in time. */
  dialled: 40,
  reached: 41,
  rightParty: 42,
  abandonedByUs: 43,
  /** Off the list: talked to; called as often as may be. */
  listFinished: 44,
  listExhausted: 45,
  /** A level, not a sum: still on the list at the end of the interval. */
  listLeft: 46,
  /** Deferred work finished by its deadline, which was in the run; and that whose deadline was not, finished or not: it is not judged. */
  dueInTime: 47,
  notDue: 48,
  /** Of the offered: work that follows from a contact: follow-ups, later steps of cases, escalations. */
  followUps: 49,
  /** Put through to a second agent of the same queue and outside all counts of contacts: not of the offered, the answered, the abandoned ... */
  uncounted: 50,
} as const
export const AGENT_LEVEL_QUEUE_COLUMNS = 51
