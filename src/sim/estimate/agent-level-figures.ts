import type { AGENT_LEVEL_GROUP, AGENT_LEVEL_QUEUE } from '../model/agent-level-columns.ts'
import type { AgentLevelModel } from '../model/agent-level-model.ts'

export type AgentLevelQueueColumn = keyof typeof AGENT_LEVEL_QUEUE
export type AgentLevelGroupColumn = keyof typeof AGENT_LEVEL_GROUP

/** Sums of columns that are figures of their own. */
export const AGENT_LEVEL_QUEUE_SUMS = {
  /** Deferred work that was finished, and all that was due by the end of the run. */
  finished: ['finishedInTime', 'finishedLate'],
  due: ['dueInTime', 'finishedLate', 'overdue'],
} as const satisfies Record<string, readonly AgentLevelQueueColumn[]>

export const AGENT_LEVEL_GROUP_SUMS = {
  /** Seconds of agents with one chat or more. */
  chatting: ['chatting1', 'chatting2', 'chatting3', 'chatting4', 'chatting5'],
} as const satisfies Record<string, readonly AgentLevelGroupColumn[]>

/** Columns that are levels at the end of an interval: a longer stretch has the last, not the sum. */
export const STOCKS: readonly string[] = [
  'backlog',
  'backlogOverdue',
  'backlogTo1h',
  'backlogTo2h',
  'backlogTo24h',
  'backlogTo48h',
  'backlogTo72h',
  'backlogOlder',
  'listLeft',
] satisfies AgentLevelQueueColumn[]

/** Columns and their sums by name. */
export type AgentLevelQueueFigure = AgentLevelQueueColumn | keyof typeof AGENT_LEVEL_QUEUE_SUMS
export type AgentLevelGroupFigure = AgentLevelGroupColumn | keyof typeof AGENT_LEVEL_GROUP_SUMS

type QueueTerm = AgentLevelQueueFigure | 'offered' | 'answered' | 'abandoned' | 'blocked'
type GroupTerm = AgentLevelGroupFigure | 'staffed' | 'worked' | 'answered'

/** Ratios of the agent-level columns, and of the other measures of a queue. */
export const AGENT_LEVEL_QUEUE_RATIOS = {
  /** Of the customers, those who were answered in the end; at their first attempt; and then in time. */
  customerConnectRate: ['customersServed', 'customers'],
  firstAttemptConnectRate: ['customersServedAtFirst', 'customers'],
  firstAttemptServiceLevel: ['customersServedInTime', 'customers'],
  /** Contacts offered for each customer. */
  contactsPerCustomer: ['offered', 'customers'],
  /** Of the answered, those who went on to another queue; of the offered, those who came again unsolved. */
  transferShare: ['transferredOut', 'answered'],
  repeatShare: ['repeats', 'offered'],
  /** Of the deferred work that was due by the end of the run, what was finished by its deadline. */
  withinDeadlineShare: ['dueInTime', 'due'],
  /** Mean time by the clock from arrival to the end of the work. */
  meanFinishTime: ['finishSeconds', 'finished'],
  /** Of those who were offered a call back, those who took it; of these, those who were reached, and after what time on average. */
  callbackShare: ['callbacks', 'callbacksOffered'],
  callbackReachedShare: ['callbacksReached', 'callbacks'],
  meanCallbackWait: ['callbackWait', 'callbacksReached'],
  deflectedShare: ['deflected', 'offered'],
  /** Of the answered, those to whom something was offered; of these, those who bought it. */
  offerShare: ['offers', 'answered'],
  saleShare: ['sales', 'offers'],
  /** Campaigns: of the calls, those that somebody answered; of these, those that the person wanted did, and those that were dropped. */
  reachedShare: ['reached', 'dialled'],
  rightPartyShare: ['rightParty', 'reached'],
  droppedShare: ['abandonedByUs', 'reached'],
} as const satisfies Record<string, readonly [above: QueueTerm, below: QueueTerm]>

/** Ratios of the agent-level columns, and of the other measures of a group. */
export const AGENT_LEVEL_GROUP_RATIOS = {
  /** Of the time on duty. */
  ringingShare: ['ringing', 'staffed'],
  awayShare: ['away', 'staffed'],
  deferredShare: ['deferred', 'staffed'],
  /** Chats that an agent with chats holds at once, on average. */
  chatsAtOnce: ['chatSeconds', 'chatting'],
  /** Of the pauses, those that had to wait for the end of a contact, and how long they did on average. */
  pausesMovedShare: ['pausesMoved', 'pauses'],
  meanPauseDelay: ['pauseDelay', 'pausesMoved'],
} as const satisfies Record<string, readonly [above: GroupTerm, below: GroupTerm]>

/** Whether a scenario uses what columns count; they are shown only then. Columns that are not named here are shown for every scenario that runs in agent-level simulation. */
const USED: readonly (readonly [
  used: (agentLevel: AgentLevelModel) => boolean,
  columns: readonly (AgentLevelGroupColumn | AgentLevelQueueColumn)[],
])[] = [
  [({ ring }) => ring.some((time) => time >= 0), ['ringing']],
  [
    ({ pauseAt, awayFor }) => pauseAt.length > 0 || awayFor.some((time) => time >= 0),
    ['away', 'pauses', 'pausesMoved', 'pauseDelay'],
  ],
  [({ onward }) => onward !== undefined, ['transferredIn', 'transferredOut', 'repeats']],
  [({ onward }) => onward?.transferCounts.includes(0) === true, ['uncounted']],
  [({ followUps, cases }) => followUps !== undefined || cases !== undefined, ['followUps']],
  [({ troubles }) => troubles !== undefined, ['lost', 'cutOff']],
  [
    ({ deferred }) => deferred !== undefined,
    [
      'deferred',
      'interruptions',
      'carriedIn',
      'finishedInTime',
      'finishedLate',
      'finishSeconds',
      'overdue',
      'dueInTime',
      'notDue',
      'backlog',
      'backlogOverdue',
      'backlogTo1h',
      'backlogTo2h',
      'backlogTo24h',
      'backlogTo48h',
      'backlogTo72h',
      'backlogOlder',
    ],
  ],
  [({ chat }) => chat !== undefined, ['chatSeconds', 'chatting1', 'chatting2', 'chatting3', 'chatting4', 'chatting5']],
  [({ sales }) => sales !== undefined, ['offers', 'sales', 'revenue']],
  [
    ({ campaigns }) => campaigns !== undefined,
    ['dialled', 'reached', 'rightParty', 'abandonedByUs', 'listFinished', 'listExhausted', 'listLeft'],
  ],
  [({ hours }) => hours !== undefined, ['closed', 'voicemails', 'messages', 'sentAway']],
  [({ announcements, offers }) => announcements !== undefined || offers !== undefined, ['leftAtAnnouncement']],
  [
    ({ offers }) => offers !== undefined,
    [
      'callbacksOffered',
      'callbacks',
      'callbacksReached',
      'callbacksMissed',
      'callbackWait',
      'callbackCalls',
      'deflected',
      'deflectedIn',
    ],
  ],
]

/** Whether a column is shown. */
export function isColumnUsed(column: string, agentLevel: AgentLevelModel): boolean {
  return USED.every(([used, columns]) => !(columns as readonly string[]).includes(column) || used(agentLevel))
}
