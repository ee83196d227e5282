export type { DayTraffic } from './curve.ts'
export * from './pointwise.ts'
export * from './transient.ts'
