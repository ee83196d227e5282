import { type CallLog, VISIT_END } from '../log.ts'
import type { Contacts } from './contacts.ts'
import { type LogDays, leftAt } from './days.ts'
import { DayRatio, medianOf, shareOf, slices } from './measured.ts'
import type { RedialMeasurements, TransferMeasurements } from './types.ts'

const VALUES = 100

/**
 * Who called again after hanging up. Whoever hung up so late that the day's last visit came before the time for a redial was over is left out: the log cannot tell.
 */
export function measureRedials(log: CallLog, days: LogDays, contacts: Contacts): RedialMeasurements[] {
  const lastOfDay = new Float64Array(days.days.length)
  for (let i = 0; i < log.count; i++) if (days.dayOfVisit[i] >= 0) lastOfDay[days.dayOfVisit[i]] = log.arrived[i]
  return log.queues.map((_, queue) => {
    const delays: number[] = []
    const ratio = new DayRatio(days.days.length)
    let known = 0
    for (let i = 0; i < log.count; i++) {
      const day = days.dayOfVisit[i]
      if (log.queue[i] !== queue || day < 0 || log.customer[i] < 0 || log.end[i] !== VISIT_END.abandoned) continue
      const left = leftAt(log, i)
      if (left + contacts.within > lastOfDay[day]) continue
      known++
      const again = contacts.redial[i]
      if (again < 0) continue
      const delay = log.arrived[again] - left
      delays.push(delay)
      ratio.add(day, delay)
    }
    delays.sort((a, b) => a - b)
    return {
      share: shareOf(delays.length, known),
      delay: { mean: ratio.measured(delays.length), median: medianOf(delays), quantiles: slices(delays, VALUES) },
      within: contacts.within,
    }
  })
}

/** Where the answered were put through. */
export function measureTransfers(log: CallLog, days: LogDays, { next }: Contacts): TransferMeasurements[] {
  return log.queues.map((_, queue) => {
    const to = new Float64Array(log.queues.length)
    let answered = 0
    for (let i = 0; i < log.count; i++) {
      if (log.queue[i] !== queue || days.dayOfVisit[i] < 0 || log.end[i] !== VISIT_END.answered) continue
      answered++
      if (next[i] >= 0) to[log.queue[next[i]]]++
    }
    return {
      to: Array.from(to, (count, other) => ({ queue: other, share: shareOf(count, answered) })).filter(
        ({ share }) => share.value > 0,
      ),
    }
  })
}
