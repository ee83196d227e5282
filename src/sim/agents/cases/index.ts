/** Matters that are worked on in several steps: their clocks, and escalation. */
export { clockRunsOut } from './clocks.ts'
export { customerRepeats } from './escalation.ts'
export { beginBy, createdOf, endWithin, openCase, stepBegun, stepDone } from './steps.ts'
