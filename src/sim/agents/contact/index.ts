/** What every contact does, whatever its channel: draws, waits, holds a line, is booked. */
export {
  bookAbandoned,
  bookAfterwards,
  bookAgentTime,
  bookAnswered,
  bookAssigned,
  bookBusyToNow,
  bookCustomer,
  bookLeft,
  bookPause,
  bookPauseBegun,
  bookPresence,
  bookSentAway,
  bookServed,
  bookSpanToNow,
  countAnswered,
} from './booking.ts'
export { afterDelay } from './delay.ts'
export { handleTime, settleAfterCall } from './handle-time.ts'
export { keepLine, releaseLine, takeLine } from './line.ts'
export { contactStream } from './streams.ts'
export { bookVisit, goTo, ownTime, startFollowUp, takeOwnDraws, WORK } from './visit.ts'
export { joinQueue, leaveQueue, planNextRoute } from './waiting.ts'
