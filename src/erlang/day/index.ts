export type { DayTraffic } from './curve.ts'
export * from './transient.ts'
