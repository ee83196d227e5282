import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'

/** A file of a run that has gone is nobody's. So is one that is older than this, where the run cannot be asked: it ran on another machine, or its number is another program's by now. */
const LONGEST_RUN_MS = 24 * 3600 * 1000

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)

/** A mark for a temporary file: it says which run's it is, so that another run can clear up after one that was killed. */
export function ownerMark(): string {
  return `krarup-${HOST}-${process.pid}-${randomBytes(6).toString('hex')}`
}

/** What a mark looks like in the name of a file. */
export const OWNER_MARK = /krarup-([0-9a-f]{6})-(\d+)-[0-9a-f]{12}/

/** Whether the run that made a file has gone. */
export function isAbandoned(name: string, modifiedMs: number): boolean {
  const [, host, pid] = OWNER_MARK.exec(name) ?? []
  if (pid === undefined) return false
  if (Date.now() - modifiedMs > LONGEST_RUN_MS) return true
  return host === HOST && !isRunning(Number(pid))
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 asks whether there is such a process.
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}
