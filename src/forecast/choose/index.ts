export { automatic } from './automatic.ts'
export { combination } from './combination.ts'
