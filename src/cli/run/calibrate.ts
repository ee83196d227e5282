import { basename } from 'node:path'
import {
  type CallLog,
  type Judgement,
  judgeCalibration,
  logOddities,
  type Measurements,
  measureLog,
  scenarioOfMeasurements,
  splitDays,
} from '../../calibrate/index.ts'
import { DAY_SECONDS, formatDay, KrarupError, unknownName } from '../../domain/index.ts'
import { callTerm, commandSays, type Message, messagesOf, readerSays } from '../../domain/messages/index.ts'
import {
  CALL_COLUMNS,
  type CallLogReading,
  type CallMap,
  type FileContent,
  type RejectedRow,
  readCallLogForCalibration,
} from '../../io/index.ts'
import {
  type Calibration,
  type CsvRows,
  calibrationCsvRows,
  calibrationJson,
  calibrationPage,
  calibrationTable,
  callHistory,
  figures,
  inLanguage,
} from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { calibratedLines } from './calibrated.ts'
import { type CheckedFiles, checkFiles, PAGE_FORMATS } from './files.ts'
import { rejectsCsv } from './history.ts'
import { breathe, csvText, printAnswer, printOptions, writeAnswers } from './output.ts'
import { given, Options } from './words.ts'

const DEFAULT_INTERVAL = 1800
const DEFAULT_WITHIN = 20

/** `krarup calibrate`. */
export async function runCalibrate(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const holdOut = options.read('holdOut', readDays)
  const within = options.duration('within') ?? DEFAULT_WITHIN
  const interval = options.duration('interval') ?? DEFAULT_INTERVAL
  if (!(interval > 0) || DAY_SECONDS % interval !== 0) throw noInterval(interval)
  const map = callMap(options.list('map'))
  const seed = options.whole('seed', 0)
  const replications = options.whole('replays', 2)
  const print = printOptions(options, terminal)
  const [out, report, history] = [options.text('out'), options.text('report'), options.text('history')]
  const files = await checkFiles(options, {
    input: path,
    reads: ['agents'],
    writes: { out: 'YAML', report: PAGE_FORMATS, history: 'CSV', rejects: 'CSV' },
  })
  const reading = await readLog(path, options, map, terminal, files)
  const { log } = reading
  const { training, heldOut } = splitDays(log, holdOut)
  terminal.progress('measuring')
  await breathe(terminal)
  const measured = measureLog(log, { days: training, interval })
  const judgement = await judgeCalibration(log, measured, {
    training,
    heldOut,
    within,
    ...given({ seed, replications }),
    signal: terminal.signal,
    onProgress: async (share) => {
      terminal.progress(`simulating the days held out: ${Math.floor(100 * share)} %`)
      await breathe(terminal)
    },
  })
  terminal.progress(undefined)
  const counted = callHistory(log, { interval, within })
  const calibration: Calibration = {
    name: basename(path),
    log: logMessages(reading).map((message) => inLanguage(message, print.language)),
    history: counted,
    measured,
    judgement,
    written: given({ history, scenario: out }),
  }
  const contents: FileContent[] = []
  if (out !== undefined) contents.push({ path: out, content: await calibratedScenario(calibration) })
  if (history !== undefined) contents.push({ path: history, content: csvText(options, counted.rows) })
  if (report !== undefined)
    contents.push({ path: report, content: calibrationPage(calibration, { language: print.language }) })
  await writeAnswers(files, contents, terminal)
  await printAnswer(terminal, options, {
    lines: () => calibrationTable(calibration, print),
    json: () => calibrationJson(calibration),
    csv: (): CsvRows => calibrationCsvRows(calibration),
  })
  return 0
}

async function readLog(
  path: string,
  options: Options,
  map: CallMap | undefined,
  terminal: Terminal,
  files: CheckedFiles,
): Promise<CallLogReading & { log: CallLog }> {
  const rejectsFile = options.text('rejects')
  const rejects: RejectedRow[] = []
  const reading = await readCallLogForCalibration(path === '-' ? terminal.stdin : path, {
    ...given({
      map,
      agents: options.text('agents'),
      timezone: options.text('timezone'),
      rejects: rejectsFile === undefined ? undefined : rejects,
    }),
    signal: terminal.signal,
    onProgress: ({ bytes, totalBytes }) => {
      terminal.progress(`reading ${path}${totalBytes ? `: ${Math.floor((100 * bytes) / totalBytes)} %` : ''}`)
    },
  })
  terminal.progress(undefined)
  if (rejectsFile !== undefined && rejects.length > 0) {
    await files.write([{ path: rejectsFile, content: csvText(options, rejectsCsv(rejects)) }])
    terminal.say(commandSays('wroteRejects', { file: rejectsFile, count: { count: rejects.length } }))
  }
  return reading
}

/** The scenario of a usual day, with what it rests on. */
async function calibratedScenario({
  name,
  measured,
  judgement,
}: {
  name: string
  measured: Measurements
  judgement: Judgement
}): Promise<string> {
  const { scenarioText } = await import('../../io/yaml/index.ts')
  const { training, saidAvailability, absence, availability, within } = judgement
  const { scenario, opens } = scenarioOfMeasurements(measured, {
    name,
    availability: saidAvailability,
    awayFor: absence,
    within,
  })
  const turnover = Math.max(0, measured.turnover.all.mean.value || 0)
  return [
    `# ${singleLine(name)} as krarup calibrate measured it: the busiest weekday as it usually is, of ${training.length} days from ${formatDay(training[0])} to ${formatDay(training[training.length - 1])}.`,
    `# Agents are available ${figures.percent(availability.value, 0)} of the time they seem present; for the rest they are away.`,
    '# Until an agent takes the next contact it takes so long; it is part of after-call, and krarup plan --calibrated adds it to handle times.',
    ...calibratedLines({ turnover, availability: availability.value }),
    ...leftOutLines(measured.queues.filter((queue) => !Object.hasOwn(scenario.queues, queue))),
    scenarioText(scenario, opens),
  ].join('\n')
}

/** What the scenario lacks is said in it. */
function leftOutLines(queues: readonly string[]): string[] {
  return queues.length === 0
    ? []
    : [`# Left out, as nobody answers them or nobody calls on this weekday: ${singleLine(queues.join(', '))}`]
}

/** A name over several lines would end the comment. */
function singleLine(name: string): string {
  return name.replaceAll(/\s+/g, ' ')
}

/** What the log is and what became of its rows, in numbers that add up to them. */
function logMessages(reading: CallLogReading): Message[] {
  const { file, form, row, rows, counts, rejected, log, timezone, notes, messages } = reading
  const became = [...counts].map(([what, count]) => readerSays('rowsOfCalls', { what: callTerm(what), count }))
  if (rejected > 0) became.push(readerSays('unreadableRows', { count: rejected }))
  return [
    readerSays('log', {
      file,
      form: callTerm(form),
      zone: timezone === undefined ? '' : readerSays('onClockOf', { zone: timezone }),
      rows,
      row: callTerm(row),
      counts: { list: became },
    }),
    readerSays('visits', { visits: log.count, agents: { count: log.agents.length } }),
    ...messagesOf(notes, messages),
    ...oddities(log),
  ]
}

/** Share of the answered calls that begin in another of their agent, from which it is no chance of clocks. */
const MANY_OVERLAPS = 0.02

/** What of the log no replay can hold, so that figures which are off are explained. */
function oddities(log: CallLog): Message[] {
  const { answered, overlapping, longWaits, longest } = logOddities(log)
  return [
    ...(overlapping > MANY_OVERLAPS * answered ? [readerSays('overlappingCalls', { overlapping, answered })] : []),
    ...(longWaits > 0 ? [readerSays('longWaits', { count: longWaits, longest: figures.duration(longest) })] : []),
  ]
}

/** Days, as `2w`, `10d` or `10`. */
function readDays(text: string): number {
  const [, count = '', unit = 'd'] = /^(\d+)\s*(d|days?|w|weeks?)?$/i.exec(text.trim()) ?? []
  const days = Number(count) * (unit.toLowerCase().startsWith('w') ? 7 : 1)
  if (count !== '' && days >= 1) return days
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a number of days or weeks',
    how: 'write 2w or 10d',
    value: text,
  })
}

function callMap(pairs: readonly string[]): CallMap | undefined {
  if (pairs.length === 0) return undefined
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', heading = ''] = /^([^=]+)=(.+)$/.exec(pair) ?? []
      const column = CALL_COLUMNS.find((each) => each === name.trim().toLowerCase())
      if (column) return [column, heading.trim()]
      throw unknownName({
        what: 'not a column of a log of calls',
        name,
        known: name === '' ? [] : CALL_COLUMNS,
        where: { name: '--map' },
        write: (guess) => `${guess}=${heading}`,
        list: 'write column=heading; the columns are',
        value: pair,
      })
    }),
  )
}

function noInterval(interval: number): KrarupError {
  return new KrarupError({
    code: 'OUT_OF_RANGE',
    what: 'the interval does not divide a day',
    where: { name: '--interval' },
    how: 'take 15m, 30m or 1h',
    value: interval,
  })
}
