import type { DurationForm } from '../cells/index.ts'
import { isTotal, type Role, timeKindOf } from '../layout/index.ts'
import type { JudgedRows } from './judged-rows.ts'
import { FIRST_MEASURE_COLUMN } from './row-store.ts'

/**
 * The most of a time in whole minutes that is believed. Who types 3:20 into a spreadsheet for three minutes and twenty seconds gets three hours
 * and twenty minutes, and a handle time of hours is a rare thing: beyond these somebody has to say which it is.
 */
export const POSSIBLE_AS_HOURS = { aht: 1800, wait: 300 } as const

/** From this share of whole minutes on, the others are mended cells among typed ones. */
const NEARLY_ALL = 0.95

/** Whether the clocks of a column have no seconds, all or nearly all: then they may be minutes and seconds that a spreadsheet took for hours and minutes. */
export function areWholeMinutes(forms: ReadonlyMap<DurationForm, number>): boolean {
  const whole = (forms.get('hours and minutes') ?? 0) + (forms.get('whole minutes') ?? 0)
  return whole > 0 && whole >= NEARLY_ALL * (whole + (forms.get('clock') ?? 0))
}

/**
 * Reads clocks of whole minutes as minutes and seconds where the unit is given as seconds and they would be too long a contact: 3:29:00 is 3m29s
 * then, however the cell shows it. The columns of a handle time go together.
 */
export function readMinutesAndSeconds(rows: JudgedRows, roles: readonly Role[]): void {
  const slots = rows.measures.flatMap(({ unit, clockUnit }, slot) =>
    unit === 1 && clockUnit === 1 && areWholeMinutes(rows.durationForms[slot]) ? [slot] : [],
  )
  for (const kind of ['aht', 'wait'] as const) {
    const own = slots.filter((slot) => timeKindOf(roles[slot]) === kind)
    if (!own.some((slot) => typicalOf(rows, roles, slot) > POSSIBLE_AS_HOURS[kind])) continue
    for (const slot of own) rows.store.rewrite(FIRST_MEASURE_COLUMN + slot, (seconds) => seconds / 60)
  }
}

/** The median time of a contact in a column. */
function typicalOf({ store }: JudgedRows, roles: readonly Role[], slot: number): number {
  const contacts = isTotal(roles[slot])
    ? ['answered', 'offered'].map((role) => roles.indexOf(role as Role)).find((one) => one >= 0)
    : undefined
  const times: number[] = []
  const wanted = [slot, ...(contacts === undefined ? [] : [contacts])].map((one) => FIRST_MEASURE_COLUMN + one)
  store.forEachChunk(wanted, ([seconds, counts], length) => {
    for (let i = 0; i < length; i++) {
      const time = counts ? seconds[i] / counts[i] : seconds[i]
      if (time > 0 && Number.isFinite(time)) times.push(time)
    }
  })
  return Float64Array.from(times).sort()[(times.length - 1) >> 1] ?? 0
}
