import { versions } from 'node:process'
import { setFlagsFromString } from 'node:v8'

/**
 * The flag of V8 that says how many bytes of code a function runs before it is compiled once more, for speed, by the version of Node; undefined where that has no such flag, and would say so on the console:
 * Node 22 and 24 count calls instead, and compile in two steps.
 */
export function compileFlag(node: string): string | undefined {
  // Three times what it is unless given.
  return node.startsWith('20.') ? '--interrupt-budget=400000' : undefined
}

/**
 * Has V8 wait longer before it compiles a function for speed, on Node 20. A plan is done within seconds, and more than a fifth of its processor time went into compiling what then hardly ran:
 * the hotline's takes a tenth less this way on quiet cores and a fifth less on busy ones, one of 150 queues a sixth (`npm run bench -- against REV`). What it computes is the same.
 */
export function compileLater(): void {
  const flag = compileFlag(versions.node)
  if (flag !== undefined) setFlagsFromString(flag)
}
