/** Deferred work: lies in a backlog by deadline, is done when there is nothing else to do. */
export { fetchIdle } from './fetch-idle.ts'
export { finishWork, layAside, settleBacklog, stopWork, takeStock } from './finish.ts'
export { giveToSomebody, joinBacklog, layInBacklog, startWork } from './handling.ts'
