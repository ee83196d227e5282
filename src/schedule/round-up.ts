import type { Program } from '../solver/index.ts'
import { type PlacedShift, workedSlots } from './frames.ts'
import { type Master, meetingEntry, type ShiftTask } from './master.ts'
import type { Candidate } from './price-shifts.ts'
import { momentOfSlot } from './slots.ts'

export type Column = Candidate & { column: number }

/** People by slot: those on duty already and those of the chosen shifts. */
export function peopleOf(onDuty: Float64Array, shifts: readonly { placed: PlacedShift }[], counts: ArrayLike<number>) {
  const people = Float64Array.from(onDuty)
  for (let c = 0; c < shifts.length; c++)
    if (counts[c] > 0)
      workedSlots(shifts[c].placed, (slot) => {
        people[slot] += counts[c]
      })
  return people
}

/**
 * Whole numbers of shifts near broken ones: all rounded up, more where the service still lacks, then every shift taken out that is not needed, the dearest for its use first. A start for the search, and an answer by itself where the search's budget ends early.
 */
export function roundedUp(
  task: ShiftTask,
  master: Master,
  columns: readonly Column[],
  values: ArrayLike<number>,
  program: Readonly<Program>,
): Float64Array {
  const rounding = new Rounding(task, master, columns, program)
  rounding.raise(values)
  rounding.serve()
  rounding.thin(values)
  return rounding.values()
}

class Rounding {
  readonly #counts: Int32Array
  readonly #people: Float64Array
  readonly #inKind = new Map<number, number>()
  readonly #inMeeting: Float64Array
  readonly #gained = new Map<number, number>()

  private readonly task: ShiftTask
  private readonly master: Master
  private readonly columns: readonly Column[]
  private readonly program: Readonly<Program>

  constructor(task: ShiftTask, master: Master, columns: readonly Column[], program: Readonly<Program>) {
    this.task = task
    this.master = master
    this.columns = columns
    this.program = program
    this.#counts = new Int32Array(columns.length)
    this.#people = Float64Array.from(task.goal.onDuty)
    this.#inMeeting = new Float64Array(master.meetingRows.length)
    for (const day of master.serviceRow.keys()) this.#gained.set(day, 0)
    for (const slot of master.pieces.keys()) this.#gain(slot, task.goal.needed[slot], this.#people[slot])
  }

  /** Contacts in time above the floor, by the envelope. */
  #gainOf(slot: number, people: number): number {
    let rest = people - this.task.goal.needed[slot]
    let sum = 0
    for (const piece of this.master.pieces.get(slot) ?? []) {
      if (rest <= 0) break
      sum += Math.min(rest, piece.people) * piece.gain
      rest -= piece.people
    }
    return sum
  }

  #gain(slot: number, before: number, after: number): void {
    const { day } = momentOfSlot(this.task.slots, slot)
    this.#gained.set(day, this.#gained.get(day)! + this.#gainOf(slot, after) - this.#gainOf(slot, before))
  }

  #kindRow(c: number): number | undefined {
    const { kind, day } = this.columns[c].placed.frame
    return this.master.kindRow.get(`${kind}:${day}`)
  }

  #change(c: number, by: number): void {
    this.#counts[c] += by
    const { placed } = this.columns[c]
    workedSlots(placed, (slot) => {
      const before = this.#people[slot]
      this.#people[slot] = before + by
      if (this.master.pieces.has(slot)) this.#gain(slot, before, before + by)
    })
    const row = this.#kindRow(c)
    if (row !== undefined) this.#inKind.set(row, (this.#inKind.get(row) ?? 0) + by)
    for (const [m, each] of this.master.meetingRows.entries())
      this.#inMeeting[m] += by * meetingEntry(each, placed.frame.meeting, placed.frame.day)
  }

  #mayAdd(c: number): boolean {
    const row = this.#kindRow(c)
    return row === undefined || (this.#inKind.get(row) ?? 0) < this.program.rows[row].upper
  }

  raise(values: ArrayLike<number>): void {
    const order = this.columns
      .map((_, c) => c)
      .sort((a, b) => values[this.columns[b].column] - values[this.columns[a].column])
    for (const c of order)
      for (let count = Math.ceil(values[this.columns[c].column] - 1e-6); count > 0 && this.#mayAdd(c); count--)
        this.#change(c, 1)
  }

  /** Adds shifts until the service of every day is there, those first that gain most for their cost. */
  serve(): void {
    for (const [day, row] of this.master.serviceRow) {
      while (this.#gained.get(day)! < this.program.rows[row].lower - 1e-9) {
        let best = -1
        let most = 1e-9
        for (let c = 0; c < this.columns.length; c++) {
          if (!this.#mayAdd(c)) continue
          const { placed } = this.columns[c]
          let gain = 0
          workedSlots(placed, (slot) => {
            if (momentOfSlot(this.task.slots, slot).day !== day || !this.master.pieces.has(slot)) return
            gain += this.#gainOf(slot, this.#people[slot] + 1) - this.#gainOf(slot, this.#people[slot])
          })
          if (gain / placed.cost > most) {
            most = gain / placed.cost
            best = c
          }
        }
        if (best < 0) break
        this.#change(best, 1)
      }
    }
  }

  /** Takes out what is not needed. */
  thin(values: ArrayLike<number>): void {
    const part = (c: number) => values[this.columns[c].column] - Math.floor(values[this.columns[c].column] + 1e-6)
    const order = this.columns.map((_, c) => c).filter((c) => this.#counts[c] > 0)
    order.sort((a, b) => part(a) - part(b) || this.columns[b].placed.cost - this.columns[a].placed.cost)
    for (const c of order) while (this.#counts[c] > 0 && this.#isSpare(c)) this.#change(c, -1)
  }

  #isSpare(c: number): boolean {
    const { goal } = this.task
    const row = this.#kindRow(c)
    if (row !== undefined && this.#inKind.get(row)! - 1 < this.program.rows[row].lower) return false
    const { placed } = this.columns[c]
    for (const [m, each] of this.master.meetingRows.entries()) {
      const entry = meetingEntry(each, placed.frame.meeting, placed.frame.day)
      if (entry > 0 && this.#inMeeting[m] - entry < each.agents - 1e-9) return false
    }
    const lost = new Map<number, number>()
    let isNeeded = false
    workedSlots(placed, (slot) => {
      if (isNeeded || !goal.isOpen[slot]) return
      if (this.#people[slot] - 1 < goal.needed[slot]) isNeeded = true
      if (!this.master.pieces.has(slot)) return
      const { day } = momentOfSlot(this.task.slots, slot)
      const loss = this.#gainOf(slot, this.#people[slot]) - this.#gainOf(slot, this.#people[slot] - 1)
      lost.set(day, (lost.get(day) ?? 0) + loss)
    })
    if (isNeeded) return false
    return [...lost].every(
      ([day, loss]) =>
        this.#gained.get(day)! - loss >= this.program.rows[this.master.serviceRow.get(day)!].lower - 1e-9,
    )
  }

  /** A value for every column of the program. */
  values(): Float64Array {
    const { goal, open } = this.task
    const values = new Float64Array(this.program.costs.length)
    for (let c = 0; c < this.columns.length; c++) values[this.columns[c].column] = this.#counts[c]
    for (const slot of open) {
      const more = this.#people[slot] - goal.needed[slot]
      values[this.master.short.get(slot)!] = Math.max(0, -more)
      const over = this.master.over.get(slot)
      if (over !== undefined) values[over] = Math.max(0, more)
      let rest = Math.max(0, more)
      for (const { column, people } of this.master.pieces.get(slot) ?? []) {
        values[column] = Math.min(rest, people)
        rest -= values[column]
      }
    }
    for (const [day, row] of this.master.serviceRow)
      values[this.master.missed.get(day)!] = Math.max(0, this.program.rows[row].lower - this.#gained.get(day)!)
    for (const [m, { agents, lacking }] of this.master.meetingRows.entries())
      values[lacking] = Math.max(0, agents - this.#inMeeting[m])
    return values
  }
}
