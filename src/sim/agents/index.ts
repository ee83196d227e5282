export { newCentre, runCentre } from './run.ts'
export type { Centre } from './state/index.ts'
