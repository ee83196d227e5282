import { type CapacityQuestion, planCapacity } from '../../capacity/index.ts'
import { type DayNumber, formatDay, KrarupError, mondayOf, parseDay } from '../../domain/index.ts'
import { commandSays, messagesOf } from '../../domain/messages/index.ts'
import { readCapacityFile } from '../../io/yaml/index.ts'
import { capacityCsvRows, capacityJson, capacityReport, capacityTable, capacityWorkbook } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { ANSWER_FORMATS, checkFiles, PAGE_FORMATS } from './files.ts'
import { forecastVolumes } from './forecast-volumes.ts'
import { historyFiles } from './history.ts'
import { giveAnswer, printOptions, today } from './output.ts'
import { given, Options } from './words.ts'

/** `krarup capacity`. The exit status is 1 where agents are lacking in some week. */
export async function runCapacity(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const print = printOptions(options, terminal)
  const { language } = print
  const report = options.text('report')
  const settings = given({ gap: options.share('gap'), iterations: options.whole('iterations', 1) })
  const history = options.text('history')
  if (history === undefined && options.text('weeks') !== undefined) throw weeksAlone()
  const common = historyFiles(history, options)
  const files = await checkFiles(options, {
    input: path,
    others: [...common.others, ...(history === undefined ? [] : [{ path: history, role: '--history' }])],
    writes: { out: ANSWER_FORMATS, report: PAGE_FORMATS, ...common.writes },
  })
  const cover = options.choice('cover', ['low', 'mean', 'high'])
  const volumes = history === undefined ? undefined : await forecastVolumes(history, words, terminal, files)
  const { question, remarks, messages, forecast } = await readCapacityFile(path, given({ cover, volumes }))
  if (forecast !== undefined) await files.alsoRead([forecast])
  for (const remark of messagesOf(remarks, messages)) terminal.say(remark)
  const without = options.list('without').flatMap((text) => weeksOf(text, question, options))
  terminal.progress(`${question.weeks} weeks: looking for the cheapest classes`)
  const plan = await planCapacity(question, { ...settings, without }).finally(() => terminal.progress(undefined))
  for (const day of without.filter((each) => plan.classes.every(({ start }) => start !== each)))
    if (options.list('without').some((text) => !isMonth(text))) terminal.say(commandSays('noClass', { day: { day } }))
  await giveAnswer(
    files,
    options,
    terminal,
    {
      lines: () => capacityTable(plan, print),
      json: () => capacityJson(plan),
      csv: () => capacityCsvRows(plan, language),
      workbook: () => capacityWorkbook(plan, { generated: today(), language }),
    },
    report === undefined ? [] : [{ path: report, content: capacityReport(plan, { language }) }],
  )
  return plan.shortages.length === 0 ? EXIT.done : EXIT.no
}

function weeksAlone(): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: '--weeks says how far a history is forecast, and none is given',
    where: { name: '--weeks' },
    how: 'add --history history.csv, or write weeks: 78 in the file',
  })
}

function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text.trim())
}

/** The week that a day lies in, or the weeks that begin in a month. */
function weeksOf(text: string, { start, weeks }: CapacityQuestion, options: Options): DayNumber[] {
  return options.readWord('without', text, () => {
    const first = isMonth(text) ? mondayOf(parseDay(text, 'first') + 6) : mondayOf(parseDay(text, 'first'))
    const last = parseDay(text, 'last')
    const mondays: DayNumber[] = []
    for (let monday = first; monday <= last; monday += 7)
      if (monday >= start && monday < start + 7 * weeks) mondays.push(monday)
    if (mondays.length > 0) return mondays
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'not in the weeks of the plan',
      how: `they begin on Mondays from ${formatDay(start)} to ${formatDay(start + 7 * (weeks - 1))}`,
      value: text,
    })
  })
}
