/** The customer journey: what customers do, hear and are offered before, while and after they wait. */
export { hearAnnouncement, planAnnouncement } from './announcements.ts'
export { callLater, dialTime, isReached, tryAgain } from './call-back.ts'
export { agentsFor } from './expected-wait.ts'
export { closeQueue, isOpen, planClosing, turnAway } from './hours.ts'
export { offerInsteadOfWaiting } from './offers.ts'
export { goOn } from './onward.ts'
export { ABANDONED, BLOCKED, redialDelay, redialQueue, redialShare } from './redial.ts'
export { makeOffer } from './sales.ts'
