import { availableParallelism } from 'node:os'
import { KrarupError } from '../../domain/index.ts'
import { figures } from '../../report/index.ts'
import type { SimulationSize } from '../../sim/index.ts'
import type { Options } from './words.ts'

/** Contacts a second and thread, on a machine of 2026: of plain scenarios, and where agents and contacts are simulated one by one. */
const SPEED = { plain: 2e6, agentLevel: 3e5 }
/** Bytes of an agent, and of a contact that waits; in a day that is lost most contacts wait. */
const AGENT_BYTES = 250
const CONTACT_BYTES = 100
/** A replication that takes less than this is not asked about, whatever the budget; in seconds. */
const SHORT = 1
/** What nobody waits for without having been asked, in seconds and bytes. */
const LONG = 3600
const LARGE = 2e9
/** Replications where nothing is said. */
const USUAL_REPLICATIONS = 100

/** A ten times larger day than that of any centre. */
const MOST_CONTACTS = 50e6

/**
 * Refuses a simulation that is far beyond a contact centre before it starts, with the time and memory that it would take. `--yes` lets it go on.
 *
 * @throws {KrarupError} OUT_OF_RANGE
 */
export function checkSize({ contacts, agents, agentLevel, figureBytes }: SimulationSize, options: Options): void {
  if (options.has('yes')) return
  const threads = options.whole('workers', 1) ?? availableParallelism()
  const replications = options.whole('replications', 1) ?? USUAL_REPLICATIONS
  const one = contacts / (agentLevel ? SPEED.agentLevel : SPEED.plain)
  const budget = options.duration('budget')
  const all = budget === undefined ? (one * replications) / threads : Math.min(budget, (one * replications) / threads)
  const bytes = threads * (agents * (agentLevel ? AGENT_BYTES : 0) + 5 * figureBytes + contacts * CONTACT_BYTES)
  const isBeyond = contacts > MOST_CONTACTS || one > Math.max(budget ?? LONG, SHORT) || all > LONG || bytes > LARGE
  if (!isBeyond) return
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `this is large: ${figures.number(contacts)} contacts and ${figures.number(agents)} agents a replication`,
    how: `one replication would take about ${figures.duration(one)}, ${figures.number(replications)} of them on ${threads === 1 ? 'one thread' : `${threads} threads`} ${figures.duration((one * replications) / threads)} and up to ${figures.number(Math.max(1, bytes / 1e9))} GB; if that is meant, give --yes`,
  })
}

/** A signal that comes with another, or by a time-out when the time is up. */
export function untilTimeIsUp(
  signal: AbortSignal,
  seconds: number | undefined,
): { signal: AbortSignal; clear: () => void } {
  if (seconds === undefined) return { signal, clear: () => {} }
  const controller = new AbortController()
  const stop = () => controller.abort(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  const timeOut = () => controller.abort(new DOMException('the time is up', 'TimeoutError'))
  const timer = setTimeout(timeOut, Math.min(seconds * 1000, 2 ** 31 - 1))
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    },
  }
}
