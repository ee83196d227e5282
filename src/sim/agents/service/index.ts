/** How contacts and agents find each other, and what follows. */
export { ask, callAgain, callBack, routeOpens, takeDraws, visit } from './ask.ts'
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
export { wakeIdle } from './free.ts'
export { SERVICE } from './service.ts'
