/** What every contact does, whatever its channel: draws, waits, holds a line, is booked. */
export {
  bookAbandoned,
  bookAfterwards,
  bookAnswered,
  bookAssigned,
  bookCustomer,
  bookLeft,
  bookPause,
  bookPauseBegun,
  bookPresence,
  bookSentAway,
  bookServed,
  bookWork,
} from './booking.ts'
export { handleTime } from './handle-time.ts'
export { keepLine, releaseLine, takeLine } from './line.ts'
export { askLuck, LUCK } from './streams.ts'
export { bookVisit, goTo, ownTime, takeOwnLuck } from './visit.ts'
export { joinQueue, leaveQueue, planNextRoute } from './waiting.ts'
