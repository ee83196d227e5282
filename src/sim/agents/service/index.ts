/** How contacts and agents find each other, and what follows. */
export { ask, callAgain, callBack, routeOpens, takeDraws, visit } from './ask.ts'
export { answer } from './assign.ts'
export {
  announce,
  cutOff,
  endAfterCall,
  endConversation,
  endTalk,
  hangUp,
  leaveAll,
  loseWaiting,
  pickUp,
} from './end.ts'
export { becomeFree, release, takeMore, wakeIdle } from './free.ts'
export { SERVICE } from './service.ts'
