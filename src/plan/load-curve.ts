import type { PlannedQueue } from './plan-queue.ts'

/** What a group has to carry, interval by interval; NaN where closed. */
export interface LoadCurve {
  volume: Float64Array
  /** Mean handle time, weighted by volume, seconds. */
  aht: Float64Array
  /** 1 where any of the queues is open. */
  open: Uint8Array
}

/** The contacts of several queues added up. */
export function loadCurve(members: readonly PlannedQueue[]): LoadCurve {
  const { length } = members[0].forecast.volume
  const volume = new Float64Array(length).fill(Number.NaN)
  const aht = new Float64Array(length).fill(Number.NaN)
  const open = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    let contacts = 0
    let handle = 0
    for (const { forecast } of members) {
      const own = forecast.volume[i]
      if (Number.isNaN(own)) continue
      if (!open[i]) aht[i] = forecast.aht[i]
      open[i] = 1
      contacts += own
      handle += own * forecast.aht[i]
    }
    if (!open[i]) continue
    volume[i] = contacts
    if (contacts > 0) aht[i] = handle / contacts
  }
  return { volume, aht, open }
}

/** The stretches in which a group is open without a break, as [from, to). */
export function openStretches(open: Uint8Array): [from: number, to: number][] {
  const stretches: [number, number][] = []
  for (let i = 0; i < open.length; i++) {
    if (!open[i]) continue
    if (i > 0 && open[i - 1]) stretches[stretches.length - 1][1] = i + 1
    else stretches.push([i, i + 1])
  }
  return stretches
}
