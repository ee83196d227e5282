import type {
  AfterCallsModel,
  AnnouncementsModel,
  ArrivalModel,
  CampaignModel,
  CasesModel,
  ChatModel,
  DeferredModel,
  FollowUpsModel,
  HandlingModel,
  HoursModel,
  LearningModel,
  OffersModel,
  OnwardModel,
  RedialModel,
  SalesModel,
  TrainingsModel,
  TroublesModel,
} from './feature-models.ts'

/**
 * What agent-level simulation needs beyond the rest of a compiled model: typed arrays and numbers only. A queue here is one of the model: a queue of the scenario, or one tier of it.
 * Times of the day are seconds from the start of the day's first interval.
 */
export interface AgentLevelModel {
  /** Agents or contacts have to be told apart. False: the event loop runs it, unless a trace asks who it was. */
  needsPersons: boolean

  /** By parent queue, whose tiers share them: lines and places; Infinity for no limit. */
  parentLines: Float64Array
  parentPlaces: Float64Array

  /** By queue, an index of AGENT_SELECTIONS; by group, of CALL_SELECTIONS. */
  agentSelection: Uint8Array
  callSelection: Uint8Array

  /** Names as numbers, for the groups' streams of chance. */
  groupKey: Float64Array
  /** By group: the time until a chosen agent answers, an index of a distribution or -1; 1: callers count it as waiting. */
  ring: Int32Array
  ringCounts: Uint8Array

  /** Agents of group g: `agentStart[g] .. agentStart[g + 1]`. The first `countedAgents[g]` come and go with the number by interval, the others with their shifts. */
  agentStart: Int32Array
  countedAgents: Int32Array
  /** Multiplier on the handle time, by agent. */
  pace: Float64Array
  /** Start and end of the shift, by agent; NaN for an agent without a shift. */
  shiftFrom: Float64Array
  shiftTo: Float64Array
  /** 1: the agent's shift is worked, [day * agents + agent] from the day before the run on; only where a shift is not on all days. */
  shiftOn?: Uint8Array
  /** Breaks and meetings of agent a: `pauseStart[a] .. pauseStart[a + 1]`. */
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
  trainings?: TrainingsModel
  /** Transfers and repeat contacts. */
  onward?: OnwardModel
  followUps?: FollowUpsModel
  cases?: CasesModel
  arrivals?: ArrivalModel
  troubles?: TroublesModel
  deferred?: DeferredModel
  chat?: ChatModel
  sales?: SalesModel
  campaigns?: CampaignModel
  hours?: HoursModel
  redials?: RedialModel
  announcements?: AnnouncementsModel
  offers?: OffersModel
  handling?: HandlingModel
  afterCalls?: AfterCallsModel
  /** Patience is so many times as long, [interval * queues + queue]; one row more than intervals. */
  patienceFactors?: Float64Array
  /** By queue: priority gained with each second of waiting. Given also where only transfers have priorities of their own. */
  priorities?: { growth: Float64Array }
  /** By parent queue: places by agent on duty, Infinity for no such limit. */
  placesPerAgent?: Float64Array
}
