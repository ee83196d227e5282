/** Deferred work: lies in a backlog by deadline, is done when there is nothing else to do. */
export { fetchIdle } from './fetch-idle.ts'
export { layAside, reachEnd, settleDeferred, stopDeferred, takeStock } from './finish.ts'
export { carryIn, joinDeferred, offerDeferred, startDeferred } from './handling.ts'
