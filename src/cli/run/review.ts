import { basename } from 'node:path'
import { type DayNumber, formatDay, KrarupError, parseDay } from '../../domain/index.ts'
import { messagesOf } from '../../domain/messages/index.ts'
import { readPlan, readStaffing } from '../../io/index.ts'
import { reviewPlan, settleReview } from '../../plan/index.ts'
import {
  contractJson,
  contractTable,
  REVIEW_PERIODS,
  reviewCsvRows,
  reviewJson,
  reviewPage,
  reviewTable,
} from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { contractOf, contractRemarks } from './contract.ts'
import { ANSWER_FORMATS, checkFiles, PAGE_FORMATS } from './files.ts'
import { historyFiles, historyOf } from './history.ts'
import { giveAnswer, printOptions } from './output.ts'
import { given, Options } from './words.ts'

/** `krarup review`. */
export async function runReview(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const print = printOptions(options, terminal)
  const { language } = print
  const actualsFile = options.text('actuals')
  if (actualsFile === undefined) throw noActuals(path)
  const report = options.text('report')
  const common = historyFiles(actualsFile, options)
  const files = await checkFiles(options, {
    ...common,
    others: [...common.others, { path, role: 'the plan' }],
    reads: ['staffing', 'contract'],
    writes: { out: ANSWER_FORMATS, report: PAGE_FORMATS, ...common.writes },
  })
  const patience =
    options.text('patience') === undefined
      ? undefined
      : options.read('patience', (await import('../../io/yaml/index.ts')).readPatience)
  if (patience === 'estimate') throw estimated()
  const by = options.choice('by', REVIEW_PERIODS) ?? 'day'
  const span = spanOf(options)
  const target = options.target('target')
  const asked = await contractOf(options)
  const planned = await readPlan(path)
  const staffingFile = options.text('staffing')
  const staffing = staffingFile === undefined ? undefined : await readStaffing(staffingFile)
  const { history, form } = await historyOf(actualsFile, words, terminal, files, { zeros: true })
  const review = reviewPlan(planned, history, { ...given({ target, patience, staffing }), ...span })
  const settled = asked && settleReview(review, asked.contract, asked.wanted)
  const title = basename(path)
  await giveAnswer(
    files,
    options,
    terminal,
    {
      lines: () => [...reviewTable(review, print), ...(settled ? ['', ...contractTable(settled, print)] : [])],
      json: () => (settled ? { ...reviewJson(review), contract: contractJson(settled) } : reviewJson(review)),
      csv: () => reviewCsvRows(review, by, language),
      ...given({ form }),
    },
    report === undefined
      ? []
      : [{ path: report, content: reviewPage(review, { title, language, ...given({ settled }) }) }],
  )
  for (const remark of [...messagesOf(review.remarks, review.messages), ...contractRemarks(settled)])
    terminal.say(remark)
  return 0
}

/** The days that are asked for. */
function spanOf(options: Options): { from?: DayNumber; to?: DayNumber } {
  const from = options.read('start', (text) => parseDay(text, 'first'))
  const to = options.read('to', (text) => parseDay(text, 'last'))
  if (from !== undefined && to !== undefined && to < from)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the last day ${formatDay(to)} lies before the first one ${formatDay(from)}`,
      where: { name: '--to' },
      value: options.text('to'),
    })
  return given({ from, to })
}

function noActuals(path: string): KrarupError {
  return new KrarupError({
    code: 'MISSING',
    what: 'a review needs what happened',
    where: { name: '--actuals' },
    how: `give an export of the days that were planned: krarup review ${path} --actuals june.csv`,
  })
}

function estimated(): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: 'the patience is that which the plan was made with, and it is found from its figures',
    where: { name: '--patience' },
    how: 'leave it out, or give a duration such as 2m, or infinite',
    value: 'estimate',
  })
}
