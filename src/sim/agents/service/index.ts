/** How contacts and agents find each other, and what follows. */
export { ask, callAgain, callBack, routeOpens, takeDraws, visit } from './ask.ts'
export { plainQueues, serveAtOnce } from './at-once.ts'
export {
  announce,
  closeQueue,
  cutOff,
  endAfterCall,
  endTalk,
  hangUp,
  leaveAll,
  loseWaiting,
  pickUp,
} from './end.ts'
export { foreseenRoutes } from './foresee.ts'
export { release, wakeIdle } from './free.ts'
export { SERVICE } from './service.ts'
