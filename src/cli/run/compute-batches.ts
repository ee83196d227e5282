import type { WorkQueue } from '../../io/queue/index.ts'
import type { Terminal } from '../terminal.ts'
import { type Batches, digestOf } from './batches.ts'
import { breathe } from './output.ts'

/** Work that falls into items which do not need one another. */
export interface Divided<Item> {
  /** As `krarup work` knows it. */
  kind: string
  /** What all items share: plain data. */
  shared: unknown
  items: readonly Item[]
  /** An item as a user knows it. */
  name: (item: Item) => string
  /** Computes an item on this machine. */
  compute: (item: Item) => unknown
}

/**
 * The results of all items, in their order: from files, from the workers of a queue, or computed here. Of a part, the results are in its file and nothing is returned.
 */
export async function computeBatches<Item>(
  { kind, shared, items, name, compute }: Divided<Item>,
  {
    batches,
    queue,
    terminal,
    doing,
  }: { batches: Batches; queue: WorkQueue | undefined; terminal: Terminal; doing: string },
): Promise<unknown[] | undefined> {
  const about = digestOf(shared)
  const store = await batches.open({ history: about })
  const named = items.map((item) => ({ item, key: digestOf([kind, about, item]), name: name(item) }))
  batches.checkWhole(named)
  const mine = named.filter((_, index) => batches.isMine(index))
  const id = queue?.share(shared)
  let done = 0
  const one = async ({ item, key }: (typeof named)[number]) => {
    const before = store?.get(key)
    const result = before ?? (queue && id !== undefined ? await queue.submit(kind, id, item) : await compute(item))
    if (before === undefined) await store?.put(key, result)
    done++
    terminal.progress(`${doing}: ${done} of ${mine.length}`)
    return result
  }
  const results: unknown[] = []
  if (queue) results.push(...(await Promise.all(mine.map(one))))
  else
    for (const each of mine) {
      results.push(await one(each))
      await breathe(terminal)
    }
  terminal.progress(undefined)
  return batches.part ? undefined : results
}
