/** Kinds of events, in the order in which those of one moment happen. The subject is an agent's or a contact's place unless another is named. */
export const EVENT = {
  /** Subject: the interval. */
  interval: 0,
  /** Subject: a contact. */
  talkEnd: 1,
  /** Subject: an agent. */
  afterCallEnd: 2,
  pauseEnd: 3,
  /** Subject: a group, one of whose agents comes by the numbers of the interval. */
  newAgent: 4,
  /** Subject: an agent. */
  dutyStart: 5,
  dutyEnd: 6,
  /** Subject: a pause of the shifts' list. */
  pauseDue: 7,
  awayDue: 8,
  /** Subject: a queue. */
  arrival: 9,
  /** Subject: a contact. */
  answer: 10,
  routeOpens: 11,
  hangUp: 12,
  nextAttempt: 13,
  /** Subject: a menu. */
  menuEnd: 14,
  menuEntry: 15,
  /** Subject: a contact. */
  menuExit: 16,
  visit: 17,
  announcement: 18,
  /** Somebody is to be called back. */
  callbackDue: 19,
  /** Subject: a queue; the stamp is the index of the call. */
  loggedCall: 20,
  /** Subject: a trouble. */
  troubleStart: 21,
  troubleEnd: 22,
  /** Subject: a queue. */
  queueCloses: 23,
  /** Subject: a contact. */
  deferredEnd: 24,
  deferredOpens: 25,
  /** Subject: an agent; the stamp is that of its chats. */
  chatEnd: 26,
  /** Subject: a contact. */
  dialled: 27,
  retry: 28,
  /** Subject: a queue. */
  campaignStart: 29,
  /** Subject: a case and one of its clocks, see cases/clocks.ts. */
  clockRunsOut: 30,
  /** Subject: a training. */
  training: 31,
} as const
