import type { CaseFigures, ClockFigures, Simulation } from '../../sim/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import type { Column, TableContent } from '../table.ts'
import type { PlusMinus } from './figure.ts'
import { figureHeadings } from './figure-headings.ts'
import { simulationWords } from './words.ts'

const { fill } = figures

/** What became of cases: a table of their kinds, and one of all clocks, with the share of each in time. */
export function caseTables(
  { cases = [], clocks = [] }: Simulation['estimates'],
  plusMinus: PlusMinus,
  language: Language,
): TableContent[] {
  const { number, percent, volume, duration } = figuresIn(language)
  if (cases.length === 0) return []
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  const share = ({ value, halfWidth }: { value: number; halfWidth: number }) =>
    Number.isFinite(halfWidth) ? `${percent(value)} ${plusMinus}${number(halfWidth * 100, 1)}` : percent(value)
  const escalates = cases.some(({ whole }) => whole.escalated.value > 0)
  const columns: (Column & { of: (figures: CaseFigures) => string })[] = [
    { heading: words.opened, of: ({ opened }) => volume(opened.value) },
    { heading: words.closedCases, of: ({ closed }) => volume(closed.value) },
    { heading: words.closeTime, of: ({ meanCloseTime }) => duration(meanCloseTime.value) },
    ...(escalates
      ? [
          { heading: words.escalated, of: ({ escalatedShare }: CaseFigures) => share(escalatedShare) },
          { heading: words.escalatedLate, of: ({ escalatedLate }: CaseFigures) => volume(escalatedLate.value) },
          {
            heading: words.escalatedByRepeat,
            of: ({ escalatedByRepeat }: CaseFigures) => volume(escalatedByRepeat.value),
          },
        ]
      : []),
  ]
  const ofClock: (Column & { of: (figures: ClockFigures) => string })[] = [
    { heading: words.due, of: ({ due }) => volume(due.value) },
    { heading: headings.serviceLevel, of: ({ inTimeShare }) => share(inTimeShare) },
    { heading: words.clockTime, of: ({ meanClockTime }) => duration(meanClockTime.value) },
  ]
  return [
    {
      columns: [{ heading: words.case }, ...columns],
      rows: cases.map(({ name, whole }) => [name, ...columns.map(({ of }) => of(whole))]),
      foot: [],
    },
    ...(clocks.length > 0
      ? [
          {
            columns: [{ heading: words.case }, { heading: words.clock, align: 'left' as const }, ...ofClock],
            rows: clocks.map(({ whole, queue, until, within, ...clock }) => [
              clock.case,
              fill(until === 'begun' ? words.begunWithin : words.doneWithin, {
                queue,
                within: spokenDuration(within, language),
              }),
              ...ofClock.map(({ of }) => of(whole)),
            ]),
            foot: [],
          },
        ]
      : []),
  ]
}
