export { type ChangeOptions, changeScenario } from './assignment.ts'
export type { KnownWords } from './path.ts'
