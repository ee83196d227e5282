/** Exit statuses: done, the answer is no, bad input; and the shell's own for Ctrl-C. */
export const EXIT = { done: 0, no: 1, badInput: 2, interrupted: 130 } as const
