/** Troubles: outages, slow systems, sudden absence. */
export { endTrouble, planTroubles, startTrouble } from './trouble.ts'
