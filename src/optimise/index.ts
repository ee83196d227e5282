export type { Help } from './help.ts'
export type { Judged } from './judge.ts'
export {
  type GroupStaffing,
  type JudgedStaffing,
  type Optimised,
  type OptimiseOptions,
  type OptimiseProgress,
  optimise,
} from './optimise.ts'
export type { SpaceOptions } from './space.ts'
export type { Training } from './training.ts'
