import { basename, dirname, join } from 'node:path'
import { type History, KrarupError } from '../../domain/index.ts'
import { commandSays, englishOf, messagesOf } from '../../domain/messages/index.ts'
import { type FileContent, toCsv } from '../../io/index.ts'
import type { WorkQueue } from '../../io/queue/index.ts'
import { makePlan, type Plan, type PlannedGroup, type PlanOptions, planInParts, settlePlan } from '../../plan/index.ts'
import {
  type CsvRows,
  casesTable,
  contractJson,
  contractTable,
  fileNameOf,
  type ImportFile,
  inLanguage,
  type Language,
  PLAN_WIDE_FIGURES,
  PLANNING_SYSTEMS,
  type PlanningSystem,
  type PlanWideFigure,
  type PrintOptions,
  planCsvRows,
  planFor,
  planJson,
  planPage,
  planPeriodCsvRows,
  planSvg,
  planTable,
  planTierCsvRows,
  planWideCsvRows,
  planWorkbook,
  type ScheduleAnswer,
  scheduleCsvRows,
  scheduleJson,
  scheduleTable,
  toXlsx,
} from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { type Batches, batchesOf, type MergedPoints, pointFiles } from './batches.ts'
import { calibratedOf, withCalibrated } from './calibrated.ts'
import { compileLater } from './compile-later.ts'
import { computeBatches } from './compute-batches.ts'
import { contractOf, contractRemarks } from './contract.ts'
import { ANSWER_FORMATS, checkFiles, formatOf, PAGE_FORMATS, PICTURE_FORMATS } from './files.ts'
import { historyFiles, historyOf, type ReadHistory } from './history.ts'
import { checkQueues, eventsOf, growthsOf, KNOWN_FILES, knownBeside, LEARNT_FILES } from './known.ts'
import {
  type Answer,
  answerContent,
  breathe,
  casesFile,
  csvText,
  printAnswer,
  printOptions,
  today,
  wideConflict,
  writeAnswers,
} from './output.ts'
import { planOptionsOf } from './plan-options.ts'
import { shiftsOfPlan } from './plan-shifts.ts'
import { queueOf, withoutAddresses } from './runners.ts'
import { given, Options, optionName } from './words.ts'

/** Days drawn of each queue for the likelihood of a target and the limits of days; of many queues fewer, for 200 days of 600 queues take a minute. */
const DRAWN = { usual: 200, least: 40, ofAllQueues: 10_000 }

/** What `--out` writes, by the file's ending. */
const OUT_FORMATS = ['CSV', 'XLSX'] as const

/** `krarup plan`. */
export async function runPlan(path: string, words: Words, terminal: Terminal, merged?: MergedPoints): Promise<number> {
  compileLater()
  const options = new Options(words)
  const batches = batchesOf(options, { name: 'plan', argument: path, words }, terminal, merged)
  if (batches.part && options.text('workers') !== undefined) throw oneThread()
  const print = printOptions(options, terminal)
  const { language } = print
  const toStdout = options.has('json') || options.has('csv')
  const system = systemOf(options)
  const byDefault = toStdout ? undefined : system ? `plan-${system}.csv` : 'plan.csv'
  // Of a part it names the file of points.
  const out = batches.part ? undefined : (options.text('out') ?? byDefault)
  const shiftsOut =
    batches.part || options.text('shifts') === undefined
      ? undefined
      : (options.text('shiftsOut') ?? join(dirname(out ?? ''), 'shifts.csv'))
  const report = options.text('report')
  const picture = options.text('picture')
  const common = historyFiles(path, options)
  const files = await checkFiles(options, {
    ...common,
    others: [...common.others, ...pointFiles(merged)],
    ...(batches.part ? { appends: ['out'] } : {}),
    reads: ['config', 'contract', 'rostered', 'shifts', 'calibrated', ...LEARNT_FILES, ...KNOWN_FILES],
    writes: {
      ...(batches.part ? {} : { out: system ? 'CSV' : OUT_FORMATS }),
      report: PAGE_FORMATS,
      picture: PICTURE_FORMATS,
      ...common.writes,
      cases: 'CSV',
      shiftsOut: ANSWER_FORMATS,
    },
    defaults: { out, shiftsOut },
  })

  const { planOptions: askedFor, holidays, horizon } = await planOptionsOf(options)
  const layout = layoutOf(options, out)
  const asked = await contractOf(options)
  const calibrated = await calibratedOf(options)
  const asRead = await historyOf(path, withoutAddresses(words), terminal, files, { horizon, ...given({ holidays }) })
  const { planOptions, ...read } = calibrated
    ? calibratedPlan(asRead, askedFor, calibrated, options)
    : { ...asRead, planOptions: askedFor }
  const learning = await eventsOf(read, options)
  const growth = [...(planOptions.growth ?? []), ...growthsOf(options, read.queueNames)]
  checkQueues(growth, read.queueNames)
  const paths = drawnDays(read.history.queues.length)
  const settings: PlanOptions = {
    ...planOptions,
    days: read.ahead.days,
    firstDay: read.ahead.first,
    ...(await knownBeside(read, options, terminal)),
    ...learning,
    growth,
    clean: options.has('clean'),
    paths,
  }
  const queue = merged ? undefined : await queueOf(options, terminal)
  const made =
    queue || merged || batches.part
      ? await planOfParts(read.history, settings, { batches, queue, terminal }).finally(() => queue?.close())
      : await planHere(read.history, settings, options, terminal)
  terminal.progress(undefined)
  if (!('queues' in made)) return batches.toldPart(made.groups)

  const fewer =
    paths < DRAWN.usual
      ? [
          commandSays('fewerDays', {
            days: { count: paths },
            usual: { count: DRAWN.usual },
            queues: { count: read.history.queues.length },
          }),
        ]
      : []
  const remarks = [...read.remarks, ...messagesOf(made.remarks, made.messages), ...fewer]
  const plan = { ...made, remarks: englishOf(remarks), messages: remarks }
  const title = basename(path)
  const shifts = await shiftsOfPlan(plan, title, options, terminal)
  const settled = asked && settlePlan(plan, asked.contract, asked.wanted)
  const cases = plan.queues.map(({ name: queue, cases: found }) => ({
    queue,
    start: read.history.queues.find((each) => each.queue === queue)!.start,
    interval: plan.interval,
    cases: found,
  }))
  const taken = system && planFor(plan, system)
  const csv = () => (taken ? onlyFile(taken.files) : rowsOf(plan, layout, language))
  const { form } = read
  const contents: FileContent[] = [
    ...(taken && out !== undefined ? importFiles(taken.files, out) : []),
    ...(out === undefined || taken
      ? []
      : [
          {
            path: out,
            content:
              formatOf(out, OUT_FORMATS) === 'XLSX'
                ? await toXlsx(planWorkbook(plan, { title, generated: today(), language }))
                : csvText(options, csv(), form),
          },
        ]),
    ...(report === undefined ? [] : [{ path: report, content: pageOf(plan, read, title, language) }]),
    ...(picture === undefined ? [] : [{ path: picture, content: planSvg(plan, read.history, { title, language }) }]),
    ...casesFile(options, cases, form),
    ...(shifts && shiftsOut !== undefined
      ? [{ path: shiftsOut, content: await answerContent(shiftsOut, options, shiftsAnswer(shifts.answer, print)) }]
      : []),
  ]
  await writeAnswers(files, contents, terminal)
  await printAnswer(terminal, options, {
    lines: () => [
      ...planTable(plan, print),
      ...(settled ? ['', ...contractTable(settled, print)] : []),
      ...spaced(casesTable(cases, print)),
      ...(shifts ? ['', ...scheduleTable(shifts.answer, print)] : []),
    ],
    json: () => ({
      ...planJson(plan),
      ...(settled ? { contract: contractJson(settled) } : {}),
      ...(shifts ? { schedule: scheduleJson(shifts.answer) } : {}),
    }),
    csv,
    form,
  })
  for (const remark of [
    ...remarks,
    ...(shifts?.remarks ?? []),
    ...messagesOf(taken?.notes ?? [], taken?.messages),
    ...contractRemarks(settled),
  ])
    terminal.say(remark)
  return 0
}

/** Shifts in the forms in which they can be asked for. */
function shiftsAnswer(answer: ScheduleAnswer, print: PrintOptions): Answer {
  return {
    lines: () => scheduleTable(answer, print),
    json: () => scheduleJson(answer),
    csv: () => scheduleCsvRows(answer),
  }
}

/** What was read and asked for, with what a calibrated centre knows better. */
function calibratedPlan(
  read: ReadHistory,
  askedFor: PlanOptions,
  calibrated: NonNullable<Awaited<ReturnType<typeof calibratedOf>>>,
  options: Options,
): ReadHistory & { planOptions: PlanOptions } {
  const path = options.text('calibrated') ?? ''
  const { history, planOptions, remarks } = withCalibrated(read.history, askedFor, calibrated, path)
  return { ...read, history, planOptions, remarks: [...read.remarks, ...remarks] }
}

/** Groups for each thread, at least: starting one takes as long as planning a few. */
const LEAST_GROUPS = 12

/** The plan, on as many threads as there are and the groups are worth. */
async function planHere(history: History, settings: PlanOptions, options: Options, terminal: Terminal): Promise<Plan> {
  const onProgress = async (done: number, all: number, steps: string) => {
    terminal.progress(`planning: ${done} of ${all} ${steps}`)
    await breathe(terminal)
  }
  const { groups } = planInParts(history, settings)
  const threads = Math.min(
    options.whole('workers', 1) ?? terminal.cores,
    Math.max(1, Math.floor(groups.length / LEAST_GROUPS)),
  )
  if (threads === 1)
    return makePlan(history, {
      ...settings,
      signal: terminal.signal,
      onProgress: (done, all) => onProgress(done, all, 'steps'),
    })
  const { planOnThreads } = await import('../jobs/plan-threads.ts')
  return planOnThreads(history, settings, { threads, onProgress: (done, all) => onProgress(done, all, 'groups') })
}

/** The plan, group by group: some of them into the file of a part, all of them out of such files or by the workers of a queue. */
async function planOfParts(
  history: History,
  settings: PlanOptions,
  work: { batches: Batches; queue: WorkQueue | undefined; terminal: Terminal },
): Promise<Plan | { groups: number }> {
  const { groups, planOne, assemble } = planInParts(history, settings)
  const planned = await computeBatches(
    {
      kind: 'plan',
      shared: { history, settings },
      items: groups,
      name: (group) => group,
      compute: (group) => planOne(group),
    },
    { ...work, doing: 'planning groups' },
  )
  return planned ? assemble(planned as PlannedGroup[]) : { groups: groups.length }
}

function oneThread(): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: 'a part of a plan is computed by one thread',
    where: { name: '--workers' },
    how: 'leave it out, and run as many parts at a time as there are cores',
  })
}

function drawnDays(queues: number): number {
  return Math.max(DRAWN.least, Math.min(DRAWN.usual, Math.floor(DRAWN.ofAllQueues / queues)))
}

/** After an empty line, where there is anything. */
function spaced(lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', ...lines.slice(0, -1)] : []
}

/** What a row of the plan's CSV is. */
const PERIODS = ['interval', 'tier', 'day', 'week', 'month'] as const

/** How the plan's CSV is laid out: a row for each interval, each tier in it, or longer period, or one figure with days across. */
interface Layout {
  by: (typeof PERIODS)[number]
  wide: PlanWideFigure | undefined
}

function layoutOf(options: Options, out: string | undefined): Layout {
  const by = options.choice('by', PERIODS) ?? 'interval'
  const wide = options.choice('wide', PLAN_WIDE_FIGURES)
  // The marks of a CSV are for the one printed and for the file of cases too.
  const marks = options.has('csv') || options.text('cases') !== undefined ? [] : ['csvLocale']
  const asked = by !== 'interval' ? 'by' : ['wide', ...marks].find((name) => options.text(name) !== undefined)
  if (asked !== undefined && out !== undefined && formatOf(out, OUT_FORMATS) === 'XLSX')
    throw new KrarupError({
      code: 'CONFLICT',
      what:
        asked === 'csvLocale'
          ? `a workbook keeps numbers and dates as such, and each reader's program shows them in its own way: ${optionName(asked)} is for CSV`
          : `a workbook has intervals, days with the intervals down, and weeks beside one another: ${optionName(asked)} is for CSV`,
      where: { name: optionName(asked) },
      how: 'leave it out, or write CSV',
    })
  if (wide !== undefined && by !== 'interval') throw wideConflict()
  return { by, wide }
}

function rowsOf(plan: Plan, { by, wide }: Layout, language: Language): CsvRows {
  if (wide !== undefined) return planWideCsvRows(plan, wide, language)
  if (by === 'tier') return planTierCsvRows(plan, language)
  return by === 'interval' ? planCsvRows(plan, language) : planPeriodCsvRows(plan, by, language)
}

/** The system that --for names; its form is not laid out in other ways. */
function systemOf(options: Options): PlanningSystem | undefined {
  const system = options.choice('for', PLANNING_SYSTEMS)
  const other = system && ['by', 'wide', 'csvLocale'].find((option) => options.text(option) !== undefined)
  if (other === undefined) return system
  throw new KrarupError({
    code: 'CONFLICT',
    what: `the file that --for writes has the form that the system imports: ${optionName(other)} is for files of krarup`,
    where: { name: optionName(other) },
    how: 'leave one of the two out',
  })
}

/** The file for another system where it is printed. */
function onlyFile(files: readonly ImportFile[]): CsvRows {
  if (files.length === 1) return files[0]
  throw new KrarupError({
    code: 'CONFLICT',
    what: `there are ${files.length} files, one for each group: they cannot be printed as one`,
    where: { name: '--csv' },
    how: 'leave --csv out: they are written beside one another; or choose a group by --queue',
  })
}

/** The files for another system: one as it is named, several with the names of their groups. */
function importFiles(files: readonly ImportFile[], path: string): FileContent[] {
  const [, stem, ending] = /^(.*?)(\.[^./\\]+)?$/.exec(path)!
  return files.map(({ group, headings, rows }) => ({
    path: files.length > 1 ? `${stem}-${fileNameOf({ name: group! })}${ending ?? ''}` : path,
    // what another system reads is not for a spreadsheet
    content: toCsv(headings, rows, { rawText: true }),
  }))
}

function pageOf(plan: Plan, { history, described }: ReadHistory, title: string, language: Language): string {
  const findings = described.map((found) => inLanguage(found, language))
  return planPage(plan, history, { title, generated: today(), language, findings })
}
