import type { AgentState, AgentStates } from '../../calibrate/index.ts'
import { HashIds, LatestByKey } from './hash-ids.ts'
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
  /** Last visit of each contact of the latest hours, and of the hours before them: what is older is done with. */
  private latest = new LatestByKey()
  private older = new LatestByKey()
  private since = Number.NEGATIVE_INFINITY

  /** There is a place for the visit. */
  reach(at: number): void {
    while (at >= this.agent.length) this.grow()
  }

  /** Keeps what is said of the visit; what is not said stays as it was. */
  set(at: number, detail: VisitDetail): void {
    this.reach(at)
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

  /**
   * Joins the visits of a contact, told in order.
   *
   * @param contact key of its id; undefined for none
   * @param arrived of all visits
   */
  chain(contact: number | undefined, visit: number, arrived: Float64Array): void {
    this.reach(visit)
    if (contact === undefined) return
    const begun = arrived[visit]
    if (Math.abs(begun - this.since) > LONGEST_CHAIN) {
      const { older } = this
      this.older = this.latest
      older.clear()
      this.latest = older
      this.since = begun
    }
    const known = this.latest.get(contact)
    const before = known >= 0 ? known : this.older.get(contact)
    if (before >= 0 && before !== visit && Math.abs(begun - arrived[before]) <= LONGEST_CHAIN) this.next[before] = visit
    this.latest.set(contact, visit)
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
