export { addColumn, addRow, type Entry, newProgram, type Program, solve } from './solve.ts'
