import { type PlacedShift, placeBreaks, sumsOf } from './frames.ts'
import { type Master, meetingEntry, type ShiftTask } from './master.ts'

/** A shift that the program would gain from at the prices of its rows. */
export interface Candidate {
  placed: PlacedShift
  frame: number
  /** Of tours, -1 without. */
  link: number
  reducedCost: number
}

/** Columns that are added in a round, and of those that begin at one slot. */
const PER_ROUND = 200
const PER_BEGIN = 4
/** Reduced costs above this are rounding. */
const NEGATIVE = -1e-6

/** Looks at every shift that the rules allow, each with its breaks where they cost least at these prices; the best of those that gain, spread over their begins. */
export function candidatesAt(task: ShiftTask, master: Master, duals: Float64Array, most = PER_ROUND): Candidate[] {
  const { slots, frames, rules, links, pay } = task
  const prices = new Float64Array(slots.count)
  for (const slot of task.open) prices[slot] = duals[master.coverRow[slot]]
  const worth = sumsOf(prices)
  const payByFactor = new Map<number, Float64Array>()
  const found: Candidate[] = []
  for (const [index, frame] of frames.entries()) {
    const factor = rules.kinds[frame.kind].factor ?? 1
    let paid = payByFactor.get(factor)
    if (!paid) {
      paid = sumsOf(pay.map((each) => each * factor))
      payByFactor.set(factor, paid)
    }
    const { from, to, kind, day, meeting } = frame
    const kindRow = master.kindRow.get(`${kind}:${day}`)
    let fixed = paid[to] - paid[from] - (worth[to] - worth[from]) - (kindRow === undefined ? 0 : duals[kindRow])
    for (const row of master.meetingRows) fixed -= meetingEntry(row, meeting, day) * duals[row.row]
    const { value, at } = placeBreaks(frame, worth, paid)
    const reduced = fixed + value
    const cost = costOf(frame, at, paid)
    if (!links) {
      if (reduced < NEGATIVE) found.push({ placed: { frame, at, cost }, frame: index, link: -1, reducedCost: reduced })
      continue
    }
    for (const link of links.of(frame)) {
      const own = link < 0 ? reduced : reduced - duals[master.linkRow[link]]
      if (own < NEGATIVE) found.push({ placed: { frame, at, cost }, frame: index, link, reducedCost: own })
    }
  }
  return spread(found, most)
}

function costOf(frame: PlacedShift['frame'], at: readonly number[], paid: Float64Array): number {
  return frame.breaks.reduce(
    (sum, pause, b) => (pause.paid ? sum : sum - (paid[at[b] + pause.length] - paid[at[b]])),
    paid[frame.to] - paid[frame.from],
  )
}

function spread(found: Candidate[], most: number): Candidate[] {
  if (found.length <= most) return found
  found.sort((a, b) => a.reducedCost - b.reducedCost || a.frame - b.frame || a.link - b.link)
  const used = new Map<number, number>()
  const chosen: Candidate[] = []
  for (const one of found) {
    const begin = one.placed.frame.from
    const count = used.get(begin) ?? 0
    if (count >= PER_BEGIN) continue
    used.set(begin, count + 1)
    chosen.push(one)
    if (chosen.length === most) break
  }
  return chosen
}
