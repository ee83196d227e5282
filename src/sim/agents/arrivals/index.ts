/** Contacts that come: at random, several at a time, as a log says. */
export { arrive, arriveAsLogged, batchSize, planArrival, planLoggedCall } from './arrive.ts'
