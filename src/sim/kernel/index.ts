export { type ArrivalState, advanceArrival, nextArrival } from './arrivals.ts'
export {
  bookAbandonedSpan,
  bookAfterCall,
  bookAfterCallSpan,
  bookBusy,
  bookBusySpan,
  bookSpan,
  bookWaiting,
  countLeft,
} from './booking.ts'
export { drawBusyness, expectContacts } from './busyness.ts'
export { type CustomerStreams, customerStream, firstOfCustomers, PURPOSE } from './customer-streams.ts'
export { dayFactor } from './day-factors.ts'
export { drawContact } from './draws.ts'
export { runEvents } from './event-loop.ts'
export { runOwnGroups } from './own-groups.ts'
export { settle, settleEnd, sumSteps } from './settle.ts'
export { bookOvertime } from './staffing.ts'
export { STRATA_OF, Strata } from './strata.ts'
export type { MenuSource } from './workspace.ts'
export {
  CALLER_NUMBER,
  CALLER_QUEUE,
  DRAWN_AFTER_CALL,
  DRAWN_AHEAD,
  DRAWN_PATIENCE,
  DRAWN_REDIAL_CHOICE,
  DRAWN_REDIAL_DELAY,
  DRAWN_SERVICE,
  NOW,
  Workspace,
} from './workspace.ts'
