import type {
  AnnouncementsModel,
  ArrivalModel,
  CampaignModel,
  ChatModel,
  DeferredModel,
  HandlingModel,
  HoursModel,
  LearningModel,
  OffersModel,
  OnwardModel,
  RedialModel,
  SalesModel,
  TroubleModel,
} from './feature-models.ts'

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
