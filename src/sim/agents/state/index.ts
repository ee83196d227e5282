/** Everything that changes while the simulation runs. */
export {
  AFTER_CALL,
  Agent,
  AWAY,
  BUSY,
  CALL_IN_TURN,
  CALL_LATER,
  CHAT_WRAP_UP,
  CHATTING,
  type ChatPlace,
  Contact,
  DIALLED,
  DIALLING,
  ELSEWHERE,
  IDLE,
  NO_LINE,
  OFF_DUTY,
  ON_DEFERRED,
  RINGING,
  RUNG,
  TALKING,
  WAITING,
  WAY,
  WITHOUT_LINE,
} from './agents-and-contacts.ts'
export { Campaigns } from './campaigns.ts'
export { Case, Cases, customerKey, type Origin } from './cases.ts'
export { ABSENCE, AWAY_TIMES, Centre, LATENESS, RING_TIMES, type Service, TROUBLE_ABSENCE } from './centre.ts'
export { CHAT_COUNTS, Chats } from './chats.ts'
export { Deferred } from './deferred.ts'
export { EVENT } from './events.ts'
export { LinkedList } from './linked-list.ts'
export { BATCH_SIZE, MenuCalls, WALK } from './menu-calls.ts'
export { LOST, Troubles } from './troubles.ts'
