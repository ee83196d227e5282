import { type StaffingGap, staffingGaps } from '../../sim/index.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { SimulatedScenario } from './simulated-scenario.ts'
import { simulationWords } from './words.ts'

/** Stretches that are named one by one. */
const NAMED = 5

/** A sentence for each queue of a scenario that is open and expects contacts while nobody who serves it is on duty: when that is. */
export function staffingRemarks({ scenario, opens = 0 }: SimulatedScenario, language: Language = 'en'): string[] {
  const words = simulationWords(language)
  const { interval } = scenario
  return staffingGaps(scenario).map(({ queue, intervals, perDay }) => {
    const spans = stretches(intervals, perDay).map(({ from, to }) => {
      const day = Math.floor(from / perDay)
      const clock = (place: number) => figures.clock(opens + (place - day * perDay) * interval)
      const span = `${clock(from)}-${clock(to)}`
      return (scenario.days ?? 1) > 1 ? figures.fill(words.gapOnDay, { day: day + 1, span }) : span
    })
    const rest = spans.length - NAMED
    const named = spans.slice(0, NAMED).join(words.gapMark)
    const times = rest > 0 ? figures.fill(words.moreGaps, { named, count: rest }) : named
    return figures.fill(words.staffingGap, { queue, times })
  })
}

/** Intervals in a row of one day, from the first until before `to`. */
function stretches(intervals: StaffingGap['intervals'], perDay: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const i of intervals) {
    const last = found.at(-1)
    if (last && last.to === i && i % perDay !== 0) last.to = i + 1
    else found.push({ from: i, to: i + 1 })
  }
  return found
}
