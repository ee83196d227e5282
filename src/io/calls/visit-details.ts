import type { AgentState, AgentStates } from '../../calibrate/index.ts'
import { HashIds } from './hash-ids.ts'
import { Names } from './names.ts'

/** What a log says of a visit beside its queue, its times and its end; what it does not say is left out. */
export interface VisitDetail {
  agent?: string
  type?: string
  /** Key of the caller, as `keyOfText` makes it. */
  caller?: number
  priority?: number
  /** Seconds. */
  ringing?: number
  talk?: number
  hold?: number
  afterCall?: number
}

/** Seconds between the beginnings of two visits of one contact, at most: ids of calls are used again, at some centres every day. */
const LONGEST_CHAIN = 12 * 3600

/** Details of the visits of a log in columns, in the places of the visits. They are kept where they are asked for: a history needs none. */
export class VisitDetails {
  readonly agents = new Names()
  readonly types = new Names()
  readonly callers = new HashIds()
  agent = new Int32Array(1024).fill(-1)
  type = new Int32Array(1024).fill(-1)
  caller = new Int32Array(1024).fill(-1)
  next = new Int32Array(1024).fill(-1)
  priority = new Float32Array(1024).fill(Number.NaN)
  ringing = new Float32Array(1024).fill(Number.NaN)
  talk = new Float32Array(1024).fill(Number.NaN)
  hold = new Float32Array(1024).fill(Number.NaN)
  afterCall = new Float32Array(1024).fill(Number.NaN)
  private readonly stretches: { agent: number; from: number; to: number; state: AgentState }[] = []
  /** Last visit of each contact, the oldest first. */
  private readonly last = new Map<string, { visit: number; begun: number }>()

  /** Keeps what is said of the visit; what is not said stays as it was. */
  set(at: number, detail: VisitDetail): void {
    while (at >= this.agent.length) this.grow()
    const { agent, type, caller, priority, ringing, talk, hold, afterCall } = detail
    if (agent) this.agent[at] = this.agents.idOf(agent)
    if (type) this.type[at] = this.types.idOf(type)
    if (caller !== undefined) this.caller[at] = this.callers.idOf(caller)
    if (priority !== undefined) this.priority[at] = priority
    if (ringing !== undefined) this.ringing[at] = ringing
    if (talk !== undefined) this.talk[at] = talk
    if (hold !== undefined) this.hold[at] = hold
    if (afterCall !== undefined) this.afterCall[at] = afterCall
  }

  /** A further piece of what the agent did. */
  add(at: number, part: 'talk' | 'hold' | 'afterCall', seconds: number): void {
    const column = this[part]
    column[at] = (column[at] || 0) + seconds
  }

  /** Joins the visits of a contact, told in order. */
  chain(contact: string, visit: number, begun: number): void {
    this.set(visit, {})
    const before = this.last.get(contact)
    if (before) {
      if (before.visit !== visit && Math.abs(begun - before.begun) <= LONGEST_CHAIN) this.next[before.visit] = visit
      this.last.delete(contact)
    }
    this.last.set(contact, { visit, begun })
    // contacts of days ago are done with
    for (const [key, { begun: old }] of this.last) {
      if (begun - old <= LONGEST_CHAIN) break
      this.last.delete(key)
    }
  }

  tellState(agent: string, from: number, to: number, state: AgentState): void {
    if (to > from) this.stretches.push({ agent: this.agents.idOf(agent), from, to, state })
  }

  /** @param wall brings a moment of the log to the clock of the centre */
  states(wall: (time: number) => number): AgentStates | undefined {
    if (this.stretches.length === 0) return undefined
    const rows = this.stretches
      .map(({ agent, from, to, state }) => ({ agent, from: wall(from), to: wall(to), state }))
      .sort((a, b) => a.from - b.from)
    return {
      count: rows.length,
      agent: Int32Array.from(rows, ({ agent }) => agent),
      from: Float64Array.from(rows, ({ from }) => from),
      to: Float64Array.from(rows, ({ to }) => to),
      state: Uint8Array.from(rows, ({ state }) => state),
    }
  }

  private grow(): void {
    const whole = (old: Int32Array<ArrayBuffer>) => larger(old, new Int32Array(old.length * 2).fill(-1))
    const part = (old: Float32Array<ArrayBuffer>) => larger(old, new Float32Array(old.length * 2).fill(Number.NaN))
    this.agent = whole(this.agent)
    this.type = whole(this.type)
    this.caller = whole(this.caller)
    this.next = whole(this.next)
    this.priority = part(this.priority)
    this.ringing = part(this.ringing)
    this.talk = part(this.talk)
    this.hold = part(this.hold)
    this.afterCall = part(this.afterCall)
  }
}

/** The old column in the first places of a larger one. */
export function larger<T extends Int32Array | Uint8Array | Float64Array | Float32Array>(old: T, made: T): T {
  made.set(old)
  return made
}
