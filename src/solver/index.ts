export { addColumn, addRow, type Entry, newProgram, type Program } from './program.ts'
export { type KeptModel, type RelaxedAnswer, type SolveOptions, solve, type WholeAnswer, withModel } from './solve.ts'
