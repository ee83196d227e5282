export { addColumn, addRow, type Entry, newProgram, type Program } from './program.ts'
export { type KeptModel, type RelaxedAnswer, solve, withModel } from './solve.ts'
