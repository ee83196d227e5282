import { addColumn, addRow, type Entry, newProgram, type Program } from '../solver/index.ts'
import { type Frame, type PlacedShift, workedSlots } from './frames.ts'
import { envelope, type Goal, inTime } from './goal.ts'
import type { ShiftRules } from './rules.ts'
import { momentOfSlot, type Slots } from './slots.ts'
import type { TourLinks } from './tour-links.ts'

/** One part of a schedule that can be solved by itself: some days of one queue. */
export interface ShiftTask {
  rules: ShiftRules
  slots: Slots
  goal: Goal
  frames: readonly Frame[]
  /** Slots with demand. */
  open: readonly number[]
  /** Pay of each slot, in ordinary hours. */
  pay: Float64Array
  links?: TourLinks | undefined
  /** Of the objective `weighted`: cost of an hour of a person short, and of one over. */
  under: number
  over: number
}

/** The program without its shifts: rows of slots, of service and of rules, and the columns that fill what shifts leave. */
export interface Master {
  program: Program
  /** By slot, -1 where there is no demand. */
  coverRow: Int32Array
  /** By day: its row of service, and what its floor gives already. */
  serviceRow: Map<number, number>
  /** By kind and day: rows of fewest and most. */
  kindRow: Map<string, number>
  meetingRows: readonly MeetingRow[]
  /** By link of tours. */
  linkRow: readonly number[]
  /** Columns of each slot's envelope, in order. */
  pieces: Map<number, readonly { column: number; people: number; gain: number }[]>
  /** By slot: the column of people short, and with weights the one of people over. */
  short: Map<number, number>
  over: Map<number, number>
  /** By day: the column of contacts that the service lacks. */
  missed: Map<number, number>
  /** The columns of tours. */
  units: readonly number[]
}

export interface MeetingRow {
  row: number
  meeting: number
  /** -1: over all days. */
  day: number
  /** So much of every shift must have it; or `agents` in all. */
  share: number
  agents: number
  lacking: number
}

/** A person short for a slot costs so many times the dearest shift: nobody is short where the rules have a shift. */
const SHORT = 10

/** Rows are written with their entries, columns of shifts come later. */
export function masterOf(task: ShiftTask): Master {
  const { goal, open, slots, rules, frames, links } = task
  const program = newProgram()
  const dearest = frames.reduce((most, { kind, from, to }) => {
    const pay = task.pay.subarray(from, to).reduce((sum, each) => sum + each, 0)
    return Math.max(most, pay * (rules.kinds[kind].factor ?? 1))
  }, slots.length / 3600)
  const penalty = SHORT * dearest
  const hours = slots.length / 3600
  const master: Master = {
    program,
    coverRow: new Int32Array(slots.count).fill(-1),
    serviceRow: new Map(),
    kindRow: new Map(),
    meetingRows: [],
    linkRow: [],
    pieces: new Map(),
    short: new Map(),
    over: new Map(),
    missed: new Map(),
    units: [],
  }
  const byDay = new Map<number, Entry[]>()
  const weighted = goal.objective === 'weighted'
  for (const slot of open) {
    const wanted = goal.needed[slot] - goal.onDuty[slot]
    const short = addColumn(program, { cost: weighted ? task.under * hours : penalty })
    master.short.set(slot, short)
    const entries: Entry[] = [[short, 1]]
    if (weighted) {
      const over = addColumn(program, { cost: task.over * hours })
      master.over.set(slot, over)
      entries.push([over, -1])
    }
    if (goal.service) {
      const { day } = momentOfSlot(slots, slot)
      const own = byDay.get(day) ?? []
      byDay.set(day, own)
      const found = envelope(goal.service.curves[goal.intervalOf[slot]], goal.service.volume[slot], goal.needed[slot])
      const pieces = found.map(({ people, gain }) => {
        const column = addColumn(program, { upper: people })
        entries.push([column, -1])
        own.push([column, gain])
        return { column, people, gain }
      })
      master.pieces.set(slot, pieces)
    }
    master.coverRow[slot] = addRow(program, wanted, weighted ? wanted : Number.POSITIVE_INFINITY, entries)
  }
  for (const [day, entries] of byDay) {
    const missed = addColumn(program, { cost: penalty })
    master.missed.set(day, missed)
    master.serviceRow.set(
      day,
      addRow(program, serviceLack(task, day), Number.POSITIVE_INFINITY, [...entries, [missed, 1]]),
    )
  }
  addKindRows(master, task)
  if (links) {
    const columns = links.units.map((unit) =>
      addColumn(program, { cost: unit.cost, whole: true, upper: Number.POSITIVE_INFINITY }),
    )
    master.units = columns
    master.linkRow = links.links.map((_, l) =>
      addRow(
        program,
        0,
        0,
        links.units.flatMap((unit, u) => {
          const count = unit.demands.get(l)
          return count === undefined ? [] : [[columns[u], -count] as const]
        }),
      ),
    )
    for (const { least, most, members } of links.limits)
      addRow(
        program,
        least,
        most,
        members.map((u) => [columns[u], links.units[u].people] as const),
      )
  }
  master.meetingRows = meetingRowsOf(master, task, penalty)
  return master
}

/** Contacts in time that a day lacks when every slot has its floor. */
export function serviceLack({ goal, open, slots }: ShiftTask, day: number): number {
  const own = open.filter((slot) => momentOfSlot(slots, slot).day === day)
  const volume = own.reduce((sum, slot) => sum + goal.service!.volume[slot], 0)
  return goal.service!.share * volume - inTime(goal, own, goal.needed)
}

function addKindRows(master: Master, { rules, frames }: ShiftTask): void {
  for (const { kind, day } of frames) {
    const { least = 0, most = Number.POSITIVE_INFINITY } = rules.kinds[kind]
    const key = `${kind}:${day}`
    if ((least === 0 && most === Number.POSITIVE_INFINITY) || master.kindRow.has(key)) continue
    // The evening before the first day has its shifts already, as far as they are not those of the last day.
    master.kindRow.set(key, addRow(master.program, day < 0 ? 0 : least, most, []))
  }
}

function meetingRowsOf({ program }: Master, { rules, frames }: ShiftTask, penalty: number): MeetingRow[] {
  const { meetings = [], monthDays = 21 } = rules
  const weekDays = 5
  const add = (meeting: number, day: number, share: number, agents: number): MeetingRow => {
    const lacking = addColumn(program, { cost: penalty })
    return {
      row: addRow(program, agents, Number.POSITIVE_INFINITY, [[lacking, 1]]),
      meeting,
      day,
      share,
      agents,
      lacking,
    }
  }
  return meetings.flatMap(({ each, agents }, m) => {
    if (each !== undefined)
      return [add(m, -1, each === 'shift' ? 1 : each === 'week' ? 1 / weekDays : 1 / monthDays, 0)]
    const days = [...new Set(frames.filter(({ meeting }) => meeting === m).map(({ day }) => day))]
    return days.filter((day) => day >= 0).map((day) => add(m, day, 0, agents ?? 0))
  })
}

/** The entries of a shift in the program's rows. */
export function entriesOf(master: Master, placed: PlacedShift, link: number): Entry[] {
  const entries: Entry[] = []
  workedSlots(placed, (slot) => {
    const row = master.coverRow[slot]
    if (row >= 0) entries.push([row, 1])
  })
  const { kind, day, meeting } = placed.frame
  const kindRow = master.kindRow.get(`${kind}:${day}`)
  if (kindRow !== undefined) entries.push([kindRow, 1])
  for (const each of master.meetingRows) {
    const value = meetingEntry(each, meeting, day)
    if (value !== 0) entries.push([each.row, value])
  }
  if (link >= 0) entries.push([master.linkRow[link], 1])
  return entries
}

export function meetingEntry({ meeting, day, share }: MeetingRow, ofFrame: number, ofDay: number): number {
  if (day >= 0 && day !== ofDay) return 0
  return (ofFrame === meeting ? 1 : 0) - share
}
