export type * from './contract.ts'
export { settleMonth } from './settle.ts'
export { type SettleOptions, settlePlan, settleReview } from './settle-months.ts'
