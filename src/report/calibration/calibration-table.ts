import { dayOf } from '../../domain/index.ts'
import { longDay } from '../dates.ts'
import { wrapped } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { BOLD, plain, style, type TableContent, table } from '../table.ts'
import type { Calibration } from './calibration.ts'
import { daysText, measuredLines, verdictLines } from './sentences.ts'
import { groupTable, judgedTable, ladderNote, ladderTable, queueTable } from './tables.ts'
import { calibrationWords } from './words.ts'

const { fill } = figures

/** A calibration for the terminal, in five steps: the log, its history, what was measured, the scenario, and the days held out with their ladder and the verdict. */
export function calibrationTable(calibration: Calibration, options: PrintOptions = {}): string[] {
  const { style: drawn, language } = printWith('calibrationTable', options)
  const { number } = figuresIn(language)
  const { width, colour, unicode } = drawn
  const words = calibrationWords(language)
  const { measured, judgement, history, log, written } = calibration
  const { training, heldOut, contacts, replications, seed, leftOut } = judgement
  const bold = (text: string) => wrapped(text, width).map((line) => style(line, BOLD, colour))
  const said = (texts: readonly string[]) => texts.flatMap((text) => wrapped(text, width))
  const drawnTable = ({ columns, rows, foot }: TableContent) => table(columns, rows, { ...drawn, foot })
  const lines = [
    ...bold(words.log),
    ...said(log),
    '',
    ...bold(words.history),
    ...said([
      fill(words.historyOf, {
        queues: number(history.queues),
        intervals: number(history.intervals),
        interval: spokenDuration(history.interval, language),
        from: longDay(dayOf(history.from), language),
        to: longDay(dayOf(history.to - 1), language),
      }),
      ...(written.history === undefined ? [words.historyHow] : [fill(words.historyWritten, { path: written.history })]),
    ]),
    '',
    ...bold(words.measured),
    ...said([
      fill(words.measuredOn, {
        days: number(measured.days.length),
        from: longDay(training[0], language),
        to: longDay(training[training.length - 1], language),
        visits: number(measured.visits),
      }),
    ]),
    '',
    ...drawnTable(queueTable(calibration, words)),
    '',
    ...drawnTable(groupTable(calibration, words)),
    '',
    ...said(measuredLines(calibration, words)),
    '',
    ...bold(words.scenario),
    ...said([
      written.scenario === undefined ? words.scenarioHow : fill(words.scenarioWritten, { path: written.scenario }),
    ]),
    '',
    ...bold(words.judged),
    ...said([
      fill(words.subtitle, {
        training: daysText(training, language),
        heldOut: daysText(heldOut, language),
        contacts: number(contacts),
        replications: number(replications),
        seed,
      }),
      ...(leftOut > 0 ? [fill(words.leftOut, { count: number(leftOut) })] : []),
    ]),
    '',
    ...said([words.ladder]),
    ...drawnTable(ladderTable(judgement, words)),
    ...said([ladderNote(judgement, words)]),
    '',
    ...drawnTable(judgedTable(judgement.hours, judgement, words)),
    '',
    ...drawnTable(judgedTable(judgement.queues, judgement, words)),
    '',
    ...bold(words.verdict),
    ...said(verdictLines(judgement, words)),
  ]
  return unicode ? lines : lines.map(plain)
}
