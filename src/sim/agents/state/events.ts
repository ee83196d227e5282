/** Kinds of events, in the order in which those of one moment happen. The subject is an agent's or a contact's place unless another is named. */
export const EVENT = {
  /** Subject: the interval. */
  interval: 0,
  /** Subject: a contact. */
  talkEnd: 1,
  /** Subject: an agent, whose work with a contact of which all was known ends, where there is no after-call work. */
  served: 2,
  afterCallEnd: 3,
  pauseEnd: 4,
  /** Subject: a group, one of whose agents comes by the numbers of the interval. */
  newAgent: 5,
  /** Subject: an agent. */
  dutyStart: 6,
  dutyEnd: 7,
  /** Subject: a pause of the shifts' list. */
  pauseDue: 8,
  awayDue: 9,
  /** Subject: a queue. */
  arrival: 10,
  /** Subject: a contact. */
  answer: 11,
  routeOpens: 12,
  hangUp: 13,
  nextAttempt: 14,
  /** Subject: a menu. */
  menuEnd: 15,
  menuEntry: 16,
  /** Subject: a contact. */
  menuExit: 17,
  visit: 18,
  announcement: 19,
  /** Somebody is to be called back. */
  callbackDue: 20,
  /** Subject: a queue; the stamp is the index of the call. */
  loggedCall: 21,
  /** Subject: a trouble. */
  troubleStart: 22,
  troubleEnd: 23,
  /** Subject: a queue. */
  queueCloses: 24,
  /** Subject: a contact. */
  deferredEnd: 25,
  deferredOpens: 26,
  /** Subject: an agent; the stamp is that of its chats. */
  chatEnd: 27,
  /** Subject: a contact. */
  dialled: 28,
  retry: 29,
  /** Subject: a queue. */
  campaignStart: 30,
  /** Subject: a case and one of its clocks, see cases/clocks.ts. */
  clockRunsOut: 31,
  /** Subject: a training. */
  training: 32,
} as const
