import { checkNumber, DAY_SECONDS, KrarupError } from '../../domain/index.ts'
import { conflict, type GroupScenario, type ShiftScenario } from '../../scenario/index.ts'
import { onGrid } from '../model/grid.ts'
import { paceOfNewcomers } from './newcomers.ts'

/** Agents who are simulated one by one, of all groups: each takes some two hundred bytes. The largest centres have a tenth of these. */
export const MOST_PERSONS = 1_000_000

/** An agent of a model. */
export interface CompiledAgent {
  pace: number
  shift?: ShiftScenario
  /** On which days it is worked, from the day before the run on. */
  days?: readonly boolean[]
}

/** Everybody of a group: first those who come and go by the numbers by interval, then those with shifts. The first of all are the newcomers. */
export function agentsOf(
  { agents = 0, shifts = [], newcomers }: GroupScenario,
  place: string,
  daysOf: (shift: ShiftScenario, place: string) => readonly boolean[],
): CompiledAgent[] {
  const counted = typeof agents === 'number' ? agents : agents.reduce((most, each) => Math.max(most, each), 0)
  checkNumber(`${place}agents`, counted, { least: 0, most: MOST_PERSONS, whole: true })
  const list: CompiledAgent[] = Array.from({ length: counted }, () => ({ pace: 1 }))
  shifts.forEach((shift, index) => {
    const at = `${place}shifts/${index}`
    const count = checkNumber(`${at}/agents`, shift.agents, { least: 0, most: MOST_PERSONS, whole: true })
    const from = onGrid(checkNumber(`${at}/from`, shift.from, { least: 0 }))
    const to = onGrid(checkNumber(`${at}/to`, shift.to, { above: from }))
    const pauses = shift.pauses?.map(({ at: clock, length }) => ({ at: afterMidnight(clock, from, to), length }))
    pauses?.forEach((pause, k) => {
      checkNumber(`${at}/pauses/${k}/length`, pause.length, { above: 0 })
      checkNumber(`${at}/pauses/${k}/at`, pause.at, { above: from })
      if (pause.at + pause.length > to)
        throw conflict(`${at}/pauses/${k}`, 'a pause must end within its shift', 'move it, or lengthen the shift')
    })
    if (list.length + count > MOST_PERSONS) throw tooMany(`${at}/agents`, list.length + count)
    const days = daysOf(shift, at)
    for (let k = 0; k < count; k++)
      list.push({ pace: 1, days, shift: { ...shift, from, to, ...(pauses && { pauses }) } })
  })
  if (newcomers) {
    const at = `${place}newcomers`
    const count = checkNumber(`${at}/agents`, newcomers.agents, { least: 0, most: list.length, whole: true })
    const pace = paceOfNewcomers(newcomers, at, 0)
    for (let k = 0; k < count; k++) list[k].pace = pace
  }
  return list
}

/** A pause at a time of day before the shift's beginning is after midnight where the shift goes on till then. */
function afterMidnight(at: number, from: number, to: number): number {
  return at < from && at + DAY_SECONDS < to ? at + DAY_SECONDS : at
}

/** The error for more agents than are simulated one by one. */
export function tooMany(place: string, agents: number): KrarupError {
  return new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `at most ${MOST_PERSONS.toLocaleString('en')} agents are simulated one by one`,
    where: { name: place },
    value: agents,
  })
}
