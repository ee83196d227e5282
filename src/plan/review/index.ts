export { plannedFigures } from './planned-figures.ts'
export type * from './review.ts'
export { reviewPlan } from './review-plan.ts'
