import type { CENTRE_GROUP, CENTRE_QUEUE } from './columns.ts'
import type { CentreModel } from './model.ts'

export type CentreQueueColumn = keyof typeof CENTRE_QUEUE
export type CentreGroupColumn = keyof typeof CENTRE_GROUP

/** Ratios of the columns of the loop of persons, and of the other measures of a queue. */
export const CENTRE_QUEUE_RATIOS = {
  /** Of the customers, those who were answered in the end; at their first attempt; and then in time. */
  customerConnectRate: ['customersServed', 'customers'],
  firstAttemptConnectRate: ['customersServedAtFirst', 'customers'],
  firstAttemptServiceLevel: ['customersServedInTime', 'customers'],
  /** Contacts offered for each customer. */
  contactsPerCustomer: ['offered', 'customers'],
} as const satisfies Record<
  string,
  readonly [above: CentreQueueColumn | 'offered' | 'answered', below: CentreQueueColumn | 'offered' | 'answered']
>

/** Ratios of the columns of the loop of persons, and of the other measures of a group. */
export const CENTRE_GROUP_RATIOS = {
  /** Of the time on duty. */
  ringingShare: ['ringing', 'staffed'],
  awayShare: ['away', 'staffed'],
  /** Of the pauses, those that had to wait for the end of a contact, and how long they did on average. */
  pausesMovedShare: ['pausesMoved', 'pauses'],
  meanPauseDelay: ['pauseDelay', 'pausesMoved'],
} as const satisfies Record<
  string,
  readonly [above: CentreGroupColumn | 'staffed' | 'answered', below: CentreGroupColumn | 'staffed' | 'answered']
>

/** Columns that are shown only where a scenario uses what they count. Those that are not named here are shown for every scenario on the loop of persons. */
export const COLUMN_USED: {
  readonly [column in CentreGroupColumn | CentreQueueColumn]?: (centre: CentreModel) => boolean
} = {
  ringing: ({ ring }) => ring.some((time) => time >= 0),
  away: hasPauses,
  pauses: hasPauses,
  pausesMoved: hasPauses,
  pauseDelay: hasPauses,
  transferredIn: hasTransfers,
  transferredOut: hasTransfers,
  repeats: ({ onward }) => onward?.repeatShare.some((share) => share > 0) ?? false,
  closed: ({ hours }) => hours !== undefined,
  voicemails: hasVoicemail,
  messages: hasVoicemail,
  sentAway: ({ hours }) => hours?.sendAway.includes(1) ?? false,
  leftAtAnnouncement: ({ announcements, offers }) => announcements !== undefined || (offers?.tellAbove.length ?? 0) > 0,
  callbacksOffered: hasCallbacks,
  callbacks: hasCallbacks,
  callbacksReached: hasCallbacks,
  callbacksMissed: hasCallbacks,
  callbackWait: hasCallbacks,
  callbackCalls: hasCallbacks,
  deflected: hasDeflection,
  deflectedIn: hasDeflection,
}

function hasTransfers({ onward }: CentreModel): boolean {
  return (onward?.transferTo.length ?? 0) > 0
}

function hasVoicemail({ hours }: CentreModel): boolean {
  return hours?.voicemailShare.some((share) => share > 0) ?? false
}

function hasCallbacks({ offers }: CentreModel): boolean {
  return offers?.callbackAccept.some((share) => share > 0) ?? false
}

function hasDeflection({ offers }: CentreModel): boolean {
  return offers?.deflectShare.some((share) => share > 0) ?? false
}

function hasPauses({ pauseAt, awayFor }: CentreModel): boolean {
  return pauseAt.length > 0 || awayFor.some((time) => time >= 0)
}
