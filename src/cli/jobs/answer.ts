import { KrarupError } from '../../domain/index.ts'
import { errorToSend, type ItemResult, type PackedJob, pack, unpack } from '../../io/queue/index.ts'
import { computerOf } from './kinds.ts'

/** Sets of shared things that are kept ready, compiled. */
const MOST_READY = 4

/** Computes packed jobs, one after the other. `most`: bytes that a message may unfold to. */
export function jobAnswers(most: number): (job: PackedJob) => Promise<Uint8Array> {
  const ready = new Map<string, Awaited<ReturnType<typeof computerOf>>>()
  return async ({ kind, shared, items }) => {
    const key = `${kind} ${shared.id}`
    const compute = ready.get(key) ?? (await asOurs(async () => computerOf(kind, unpack(shared.packed, most))))
    if (ready.size >= MOST_READY) ready.delete([...ready.keys()][0])
    ready.set(key, compute)
    const wanted = unpack(items, most)
    if (!Array.isArray(wanted)) throw notAJob()
    const results: ItemResult[] = []
    for (const item of wanted) {
      try {
        results.push({ value: await asOurs(async () => compute(item)) })
      } catch (error) {
        results.push({ error: errorToSend(error) })
      }
    }
    return pack(results)
  }
}

/** What is so odd that our checks fall over it is refused as what it is: a message that nobody of ours has written. */
async function asOurs<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw notAJob(error)
    throw error
  }
}

function notAJob(cause?: Error): KrarupError {
  return new KrarupError(
    { code: 'UNREADABLE', what: `not a job of krarup${cause ? `: ${cause.message}` : ''}` },
    { cause },
  )
}
