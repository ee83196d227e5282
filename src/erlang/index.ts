export * from './steady-state.ts'
