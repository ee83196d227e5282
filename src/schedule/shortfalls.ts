import { DAY_SECONDS, type PlainDateTime } from '../domain/index.ts'
import type { Frame } from './frames.ts'
import type { Goal } from './goal.ts'
import type { ShiftRules } from './rules.ts'
import { momentOfSlot, type Slots } from './slots.ts'
import type { SolvedShifts } from './solve-shifts.ts'

/** What is short of the demand, why, and the least change of the rules that would mend it. */
export interface Shortfall {
  start: PlainDateTime
  end: PlainDateTime
  /** Most people short in it. */
  agents: number
  /** `'no shift'`: no shift that the rules allow works then; `'most'`: the kinds that work then have as many as they may; `'rules'`: other rules together. */
  why: 'no shift' | 'most' | 'rules'
  change?: RuleChange
}

export interface RuleChange {
  /** Name of a kind of shift. */
  kind: string
  /** Its begins so many seconds earlier, or its ends so much later. */
  earlier?: number
  later?: number
  /** So many more of them a day. */
  more?: number
}

/** The stretches in which people are short of what is needed. */
export function shortfallsOf(
  { rules, slots, goal, frames }: { rules: ShiftRules; slots: Slots; goal: Goal; frames: readonly Frame[] },
  people: ArrayLike<number>,
  shifts: SolvedShifts['shifts'],
): Shortfall[] {
  const reach = reachOf(frames, slots)
  const timeOf = (slot: number) => (slots.firstDay - 1) * DAY_SECONDS + slot * slots.length
  const found: Shortfall[] = []
  let last: { to: number; key: string } | undefined
  for (let slot = 0; slot < slots.count; slot++) {
    if (!goal.isOpen[slot] || people[slot] > goal.needed[slot] - 1e-6) continue
    const agents = Math.ceil(goal.needed[slot] - people[slot] - 1e-6)
    const reason = reasonOf(slot, agents, { rules, slots, frames, reach, shifts })
    const key = `${reason.why}:${reason.change?.kind}`
    const before = found[found.length - 1]
    if (last?.key === key && last.to === slot) {
      before.end = timeOf(slot + 1)
      if (agents >= before.agents || reason.why === 'no shift') {
        before.agents = Math.max(before.agents, agents)
        if (reason.change) before.change = largerOf(before.change, reason.change)
      }
    } else found.push({ start: timeOf(slot), end: timeOf(slot + 1), agents, ...reason })
    last = { to: slot + 1, key }
  }
  return found
}

function largerOf(one: RuleChange | undefined, other: RuleChange): RuleChange {
  const size = ({ earlier = 0, later = 0, more = 0 }: RuleChange) => earlier + later + more
  return one && size(one) > size(other) ? one : other
}

/** By slot: the kinds with a shift that can be free for contacts then. */
function reachOf(frames: readonly Frame[], slots: Slots): Set<number>[] {
  const reach = Array.from({ length: slots.count }, () => new Set<number>())
  for (const frame of frames) for (let slot = frame.from; slot < frame.to; slot++) reach[slot].add(frame.kind)
  return reach
}

function reasonOf(
  slot: number,
  agents: number,
  {
    rules,
    slots,
    frames,
    reach,
    shifts,
  }: {
    rules: ShiftRules
    slots: Slots
    frames: readonly Frame[]
    reach: readonly Set<number>[]
    shifts: SolvedShifts['shifts']
  },
): Pick<Shortfall, 'why' | 'change'> {
  if (reach[slot].size === 0) {
    const change = nearest(slot, { rules, slots, frames })
    return { why: 'no shift', ...(change ? { change } : {}) }
  }
  const full = [...reach[slot]].filter((kind) => {
    const { most } = rules.kinds[kind]
    if (most === undefined) return false
    const days = new Set(frames.filter((f) => f.kind === kind && f.from <= slot && slot < f.to).map(({ day }) => day))
    return [...days].every((day) => usedOn(shifts, kind, day) >= most)
  })
  if (full.length < reach[slot].size) return { why: 'rules' }
  return { why: 'most', change: { kind: rules.kinds[full[0]].name, more: agents } }
}

function usedOn(shifts: SolvedShifts['shifts'], kind: number, day: number): number {
  return shifts.reduce(
    (sum, { placed: { frame }, count }) => (frame.kind === kind && frame.day === day ? sum + count : sum),
    0,
  )
}

/** The kind whose shifts of that day come nearest to a slot that none works. */
function nearest(
  slot: number,
  { rules, slots, frames }: { rules: ShiftRules; slots: Slots; frames: readonly Frame[] },
): RuleChange | undefined {
  const { day } = momentOfSlot(slots, slot)
  let best: RuleChange | undefined
  let least = Number.POSITIVE_INFINITY
  for (const frame of frames) {
    if (Math.abs(frame.day - day) > 1) continue
    const { name } = rules.kinds[frame.kind]
    const earlier = (frame.from - slot) * slots.length
    const later = (slot + 1 - frame.to) * slots.length
    if (earlier > 0 && earlier < least) [best, least] = [{ kind: name, earlier }, earlier]
    if (later > 0 && later < least) [best, least] = [{ kind: name, later }, later]
  }
  return best
}
