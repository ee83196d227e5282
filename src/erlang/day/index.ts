export type { DayTraffic } from './curve.ts'
export * from './pointwise.ts'
export * from './square-root.ts'
export * from './transient.ts'
