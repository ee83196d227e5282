/** Announcements of queue q: `start[q] .. start[q + 1]`, by the wait at which they are heard. */
export interface AnnouncementsModel {
  start: Int32Array
  at: Float64Array
  /** Share that hangs up at once, and what the patience left of the others is multiplied by. */
  leave: Float64Array
  patience: Float64Array
}

/** Arrivals that do not come one by one by a rate. */
export interface ArrivalModel {
  /** Batches of queue q: sizes and cumulative shares `batchStart[q] .. batchStart[q + 1]`; none: one at a time. */
  batchStart: Int32Array
  batchSize: Int32Array
  batchUpTo: Float64Array
  /** Logged calls of queue q: `callStart[q] .. callStart[q + 1]`; NaN where the log is silent. */
  callStart: Int32Array
  callAt: Float64Array
  callHandle: Float64Array
  callAfter: Float64Array
  callPatience: Float64Array
}

/** Handle times by the hour and by the wait. One row more than intervals stands for the time after the last. */
export interface HandlingModel {
  /** [interval * queues + queue], [interval * groups + group] */
  queueFactor: Float64Array
  groupFactor: Float64Array
  /** By queue: 1: its factor is that of the interval of arrival, 0: of the answer. */
  byArrival: Uint8Array
  /** By queue: seconds more for each second waited. */
  perWait: Float64Array
}

/** Those who wait at closing time hang up. */
export const HANG_UP = 2

/** After-call work that depends on the group. */
export interface AfterCallsModel {
  /** A group's own, [group * queues + queue]: a distribution, or -1 for the queue's. */
  own: Int32Array
  /** By group: multiplier on it, and 1: the pace of the agent and of the hour multiply it too. */
  pace: Float64Array
  follows: Uint8Array
}

/** Opening hours of queues, seconds of the day; a queue without any is always open. */
export interface HoursModel {
  /** Hours of queue q: `start[q] .. start[q + 1]`. What reaches beyond the end of the day goes on at the start of the next. */
  start: Int32Array
  from: Float64Array
  to: Float64Array
  /** By queue, of those who wait at closing time: 0: they are served; 1: they are sent away; HANG_UP. */
  atClosing: Uint8Array
  voicemailShare: Float64Array
  voicemailTo: Int32Array
}

/** Trainings, in the order of their beginnings. */
export interface TrainingsModel {
  /** When each begins, whose group and among which of the agents, how many are to attend, how often they have attended before, and how long it takes. */
  at: Float64Array
  group: Int32Array
  first: Int32Array
  end: Int32Array
  agents: Int32Array
  round: Int32Array
  length: Float64Array
}

/** Newcomers who become quicker from day to day. */
export interface LearningModel {
  /** By group: so many of its agents, the first. */
  newcomers: Int32Array
  /** How many times as long their handle times are, [day * groups + group]. */
  pace: Float64Array
}

/** What is offered and told to those who have to wait, by queue. */
export interface OffersModel {
  /** An index of ESTIMATORS; mean handle time, after-call work included. */
  estimator: Uint8Array
  meanHandleTime: Float64Array
  /** The same with the after-call work of each group, [queue * groups + group], where groups have their own. */
  groupHandleTime?: Float64Array
  /** Expected waits above which it is offered; Infinity: never. */
  deflectAbove: Float64Array
  deflectShare: Float64Array
  /** Queue, or -1: out of the centre. */
  deflectTo: Int32Array
  callbackAbove: Float64Array
  callbackAccept: Float64Array
  /** 1: called when nobody else waits, not before a time of day (0: at once). */
  later: Uint8Array
  notBefore: Float64Array
  /** Distributions, or -1 for no time. */
  dial: Int32Array
  retry: Int32Array
  reached: Float64Array
  calls: Int32Array
  /** What queue q is told: `tellStart[q] .. tellStart[q + 1]`, by the expected wait. */
  tellStart: Int32Array
  tellAbove: Float64Array
  tellLeave: Float64Array
  /** 1: who is told more than the own patience leaves at once. Seconds reckoned for a place in the queue, NaN where the expected wait is told; multiplier on the patience of those who stay, Infinity: they do not hang up. */
  informed: Uint8Array
  perPlace: Float64Array
  informedPatience: Float64Array
}

/** What customers do after an answered contact. */
export interface OnwardModel {
  /** Transfers of queue q: `transferStart[q] .. transferStart[q + 1]`: the queue they go to, what is added to its priority, whether they are counted there (1), and the share by group that answered, [transfer * groups + group]. */
  transferStart: Int32Array
  transferTo: Int32Array
  transferPriority: Float64Array
  transferCounts: Uint8Array
  transferShare: Float64Array
  /** By queue: the share that comes again, after how long (distribution or -1), and to which queue. */
  repeatShare: Float64Array
  repeatDelay: Int32Array
  repeatTo: Int32Array
}

/** Work that follows from contacts of queue q: `start[q] .. start[q + 1]`. */
export interface FollowUpsModel {
  start: Int32Array
  to: Int32Array
  share: Float64Array
  /** An OUTCOME. */
  after: Uint8Array
  /** Distribution, or -1 for at once. */
  delay: Int32Array
}

/** Cases of kind c: steps `stepStart[c] .. stepStart[c + 1]`; clocks of step s: `clockStart[s] .. clockStart[s + 1]`, its beginning before its end. */
export interface CasesModel {
  names: string[]
  stepStart: Int32Array
  /** Where the next step of a contact in queue q goes that has step s: [s * queues + q]. */
  stepQueue: Int32Array
  share: Float64Array
  after: Int32Array
  clockStart: Int32Array
  /** `ticket: tickets begun`, `ticket: tickets done`. */
  clockNames: string[]
  clockStep: Int32Array
  /** Seconds from creation; 1: until the work is begun, 0: until it is done. */
  within: Float64Array
  untilBegun: Uint8Array
  /** By queue: the step that is done there, or -1. */
  stepOfQueue: Int32Array
  /** By kind: the scenario's queue, or -1, of an escalation as [c * queues + q] of the contact's queue; 1: escalated when late, when the customer comes again. */
  escalateTo: Int32Array
  whenLate: Uint8Array
  whenRepeated: Uint8Array
}

/** Redials that depend on what happened and on the attempt. */
export interface RedialModel {
  /** [(queue * 2 + cause) * 2 + later], cause 0: hung up, 1: blocked: share, and delay (distribution, or -1 for the queue's own). */
  share: Float64Array
  delay: Int32Array
  /** Changes of queue of queue q and cause c: `changeStart[2 q + c] .. changeStart[2 q + c + 1]`. */
  changeStart: Int32Array
  changeShare: Float64Array
  changeTo: Int32Array
  /** By queue: 1: the next attempt in the same queue has the patience, the handle time, of the first. */
  keepsPatience: Uint8Array
  keepsHandleTime: Uint8Array
}

/** Troubles but for peaks, which are surges of arrivals: one after the other. */
export interface TroublesModel {
  from: Float64Array
  to: Float64Array
  /** Index in EFFECTS. */
  effect: Uint8Array
  /** Times as long, or the share that is absent. */
  amount: Float64Array
  /** 1: it concerns the queue, [trouble * queues + queue]; the group, [trouble * groups + group]. */
  ofQueue: Uint8Array
  ofGroup: Uint8Array
}

/** Campaigns, by queue unless another is named. Times are indices of distributions, or -1. */
export interface CampaignModel {
  /** Contacts of the list; -1: no campaign. */
  list: Float64Array
  mode: Uint8Array
  /** Hours, seconds from the start of the day's first interval. */
  from: Float64Array
  to: Float64Array
  /** Share of dialled calls that are answered, [interval * queues + queue]; of them, by the person wanted. */
  answered: Float64Array
  rightParty: Float64Array
  preview: Int32Array
  dial: Int32Array
  ring: Int32Array
  noAnswer: Int32Array
  wrongParty: Int32Array
  retry: Int32Array
  attempts: Int32Array
  /** Power: calls under way for each free agent. */
  callsPerAgent: Float64Array
  /** Agents who must be free, and in which groups, [queue * groups + group]; 1: dials only when an agent has finished a contact. */
  leastFree: Float64Array
  freeIn: Uint8Array
  afterService: Uint8Array
  /** Share of the reached that may be dropped (Infinity: all), 1: on each day, and seconds within which an agent must be there. */
  cap: Float64Array
  capByDay: Uint8Array
  connect: Float64Array
  /** Mean seconds of a dialled call until it is answered, and of a conversation with what follows. */
  answeredSeconds: Float64Array
  talkSeconds: Float64Array
  /** By group: agents who stay idle. */
  reserve: Float64Array
}

/** Offers after service, by queue: share of the answered, time (distribution or -1), share of offers that succeed, revenue of each. */
export interface SalesModel {
  share: Float64Array
  time: Int32Array
  success: Float64Array
  revenue: Float64Array
}

export interface ChatModel {
  /** By queue. */
  isChat: Uint8Array
  /** By group: chats that an agent holds at most, and with how many at most it takes a call besides. */
  most: Int32Array
  callsBeside: Int32Array
  /** How many times as long a chat of group g takes that is held with n - 1 others: `slowness[slownessStart[g] + n - 1]`. */
  slownessStart: Int32Array
  slowness: Float64Array
}

/** Queues whose contacts wait in a backlog. By queue unless another is named. */
export interface DeferredModel {
  isDeferred: Uint8Array
  /** Seconds by the clock from arrival to deadline; where it is a time of day NaN, and that time and the days until then. */
  deadline: Float64Array
  deadlineAt: Float64Array
  deadlineDays: Float64Array
  interruptible: Uint8Array
  /** Contacts when the run begins, and their age (distribution or -1). */
  backlog: Float64Array
  backlogAge: Int32Array
  /** By group: agents who stay idle. */
  reserve: Float64Array
}
