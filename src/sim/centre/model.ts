import type { AnnouncementsModel } from './compile-announcements.ts'
import type { ArrivalModel } from './compile-arrivals.ts'
import type { HandlingModel } from './compile-handling.ts'
import type { HoursModel } from './compile-hours.ts'
import type { LearningModel } from './compile-learning.ts'
import type { OffersModel } from './compile-offers.ts'
import type { OnwardModel } from './compile-onward.ts'
import type { RedialModel } from './compile-redial.ts'
import type { TroubleModel } from './compile-trouble.ts'

/** Which agent a contact gets when several are free. */
export const AGENT_SELECTIONS = ['order', 'most-idle', 'least-occupied', 'best-skill', 'random'] as const
/** Which contact a free agent takes. */
export const CALL_SELECTIONS = ['priority', 'longest-wait', 'furthest-beyond-target'] as const

/**
 * What the loop of persons needs beyond the rest of a compiled model: typed arrays and numbers only. Queues here are the model's: one a queue and tier of the scenario.
 * Times of the day are seconds from the start of the day's first interval.
 */
export interface CentreModel {
  /** Queues of one house share its lines and places: index of a house by queue, and the houses' limits. */
  house: Int32Array
  houseLines: Float64Array
  housePlaces: Float64Array

  /** By queue, an index of AGENT_SELECTIONS; by group, of CALL_SELECTIONS. */
  agentSelection: Uint8Array
  callSelection: Uint8Array

  /** Names as numbers, for the groups' streams of chance. */
  groupKey: Float64Array
  /** By group: the time until a chosen agent answers, an index of a distribution or -1; 1: callers count it as waiting. */
  ring: Int32Array
  ringCounts: Uint8Array

  /** Persons of group g: `personStart[g] .. personStart[g + 1]`. The first `countedPersons[g]` come and go by the numbers by interval, the others by their shifts. */
  personStart: Int32Array
  countedPersons: Int32Array
  /** By person: handle times are so many times as long. */
  pace: Float64Array
  /** By person with a shift, else NaN: from, to. */
  shiftFrom: Float64Array
  shiftTo: Float64Array
  /** Breaks and meetings of person p: `pauseStart[p] .. pauseStart[p + 1]`. */
  pauseStart: Int32Array
  pauseAt: Float64Array
  pauseLength: Float64Array

  /** By group: share absent all day; share that comes late and by how much (distribution or -1). */
  absence: Float64Array
  lateShare: Float64Array
  lateBy: Int32Array
  /** By group: mean time on duty between two unplanned absences (Infinity: none) and their length (distribution or -1). */
  awayEvery: Float64Array
  awayFor: Int32Array
  /** By group: 1: whose duty ends stays while somebody waits. */
  staysForQueue: Uint8Array

  learning?: LearningModel
  /** Transfers and repeat contacts. */
  onward?: OnwardModel
  arrivals?: ArrivalModel
  trouble?: TroubleModel
  deferred?: DeferredModel
  chat?: ChatModel
  sales?: SalesModel
  campaigns?: CampaignModel
  hours?: HoursModel
  redials?: RedialModel
  announcements?: AnnouncementsModel
  offers?: OffersModel
  handling?: HandlingModel
  /** Patience is so many times as long, [interval * queues + queue]; one row more than intervals. */
  patienceFactors?: Float64Array
  /** By queue: priority gained with each second of waiting. Given also where only transfers have priorities of their own. */
  priorities?: { growth: Float64Array }
  /** By house: places by agent on duty, Infinity for no such limit. */
  placesPerAgent?: Float64Array
}

/** How a campaign's contacts are dialled. */
export const CAMPAIGN_MODES = ['preview', 'progressive', 'predictive'] as const

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
  /** Share of the reached that may be dropped, and seconds within which an agent must be there. */
  cap: Float64Array
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
