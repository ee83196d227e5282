export { MenuArrivals } from './menu/index.ts'
export { newCentre, runCentre } from './run.ts'
export type { Centre } from './state/index.ts'
