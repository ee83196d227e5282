import { basename } from 'node:path'
import { KrarupError } from '../../domain/index.ts'
import { commandSays } from '../../domain/messages/index.ts'
import { type FileContent, readPeople, readPlan, readRoster, readShifts, rosteredShifts } from '../../io/index.ts'
import { readRosterRules } from '../../io/yaml/index.ts'
import type { PlannedFigures, RosteredShift } from '../../plan/index.ts'
import {
  rosterCalendar,
  rosterCsvRows,
  rosteredJson,
  rosteredTable,
  rosterJson,
  rosterReport,
  rosterTable,
} from '../../report/index.ts'
import { makeRoster, type RosterAnswer, type RosterRequest, type WhyAnswer, whyDay } from '../../roster/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { ANSWER_FORMATS, checkFiles, formatOf, PAGE_FORMATS } from './files.ts'
import { answerContent, breathe, printAnswer, printOptions, today, writeAnswers } from './output.ts'
import { unusedOf } from './roster-remarks.ts'
import { conductOf, servedBy } from './simulate-roster.ts'
import { given, Options } from './words.ts'

const OUT_FORMATS = [...ANSWER_FORMATS, 'ICS'] as const
/** Shortest paths for each question why. */
const WHY_PATHS = 3000

/** `krarup roster`. */
export async function runRoster(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const print = printOptions(options, terminal)
  const files = await checkFiles(options, {
    input: path,
    reads: ['people', 'rules', 'before', 'keep', 'simulate'],
    writes: { report: PAGE_FORMATS, out: OUT_FORMATS },
  })
  const changeAtMost = options.whole('changeAtMost', 0)
  if (changeAtMost !== undefined && options.text('keep') === undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'there is no roster to be changed',
      where: { name: '--change-at-most' },
      how: 'name the roster with --keep',
    })
  const questions = options.list('why').map((text) => options.readWord('why', text, questionOf))
  checkSimulate(options)
  const conduct = conductOf(options)
  const plan = options.text('simulate')
  const planned = plan === undefined ? undefined : await readPlan(plan)
  const request = await requestOf(path, options, (text) => terminal.note(text))
  for (const each of unusedOf(request)) terminal.say(each)
  const seed = options.whole('seed', 0) ?? 1
  const seconds = options.duration('budget')
  const progress = (text: string) => terminal.progress(text)
  const answer = await makeRoster(request, {
    ...given({ seconds, paths: options.whole('moves', 1), changeAtMost }),
    seed,
    now: terminal.now,
    signal: terminal.signal,
    onProgress: async ({ stage, cost, bound, share }) => {
      progress(
        `${stage}: penalty ${Math.round(cost)}${bound > 0 ? `, none below ${Math.round(bound)}` : ''}, ${Math.round(share * 100)}%`,
      )
      if (!terminal.signal.aborted) await breathe(terminal)
    },
  }).finally(() => terminal.progress(undefined))
  const why: WhyAnswer[] = []
  for (const question of questions) why.push(await whyDay(request, answer, question, { seed, paths: WHY_PATHS }))
  const served =
    planned &&
    (await servedBy(
      planned,
      ofOneQueue(rosteredShifts(answer.assignments), planned),
      { ...conduct, speeds: speedsOf(request), seed },
      options,
      terminal,
    ))
  const service = served && { name: basename(plan!), service: served }
  const contents: FileContent[] = []
  const out = options.text('out')
  const given_ = {
    lines: () => [
      ...rosterTable(answer, { ...print, why }),
      ...(service ? ['', ...rosteredTable(service, print)] : []),
    ],
    json: () => ({ ...rosterJson(answer, why), ...(service ? { simulated: rosteredJson(service) } : {}) }),
    csv: () => rosterCsvRows(answer),
  }
  const report = options.text('report')
  if (report !== undefined)
    contents.push({ path: report, content: rosterReport(answer, { language: print.language, why }) })
  if (out !== undefined)
    contents.push({
      path: out,
      content:
        formatOf(out, OUT_FORMATS) === 'ICS'
          ? rosterCalendar(answer, { generated: today() })
          : await answerContent(out, options, given_),
    })
  await writeAnswers(files, contents, terminal)
  await printAnswer(terminal, options, given_)
  return remark(answer, { seconds, changeAtMost }, terminal)
}

async function requestOf(path: string, options: Options, note: (text: string) => void): Promise<RosterRequest> {
  const [shifts, people, rules] = [
    await readShifts(path),
    await readPeople(options.text('people')!, note),
    await readRosterRules(options.text('rules')!),
  ]
  const before = options.text('before')
  const keep = options.text('keep')
  return {
    shifts,
    people,
    rules,
    ...(before === undefined ? {} : { before: await readRoster(before) }),
    ...(keep === undefined ? {} : { keep: await readRoster(keep) }),
  }
}

/** Options of a simulation need the plan whose contacts are served. */
function checkSimulate(options: Options): void {
  const stray = ['absence', 'late'].find((name) => options.text(name) !== undefined)
  if (stray !== undefined && options.text('simulate') === undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `--${stray} says nothing without --simulate`,
      where: { name: `--${stray}` },
      how: 'add --simulate plan.csv',
    })
}

/** Shifts that name no queue are for the only one of the plan. */
function ofOneQueue(shifts: readonly RosteredShift[], { groups }: PlannedFigures): RosteredShift[] {
  return shifts.map((shift) =>
    shift.queue === '' && groups.length === 1 ? { ...shift, queue: groups[0].group } : shift,
  )
}

/** Who serves a queue with a proficiency of 80 % takes 1.25 times as long. */
function speedsOf({ people }: RosterRequest): Record<string, Record<string, number>> {
  return Object.fromEntries(
    people.flatMap(({ name, queues }) => {
      const speeds = [...(queues ?? [])].filter(([, proficiency]) => proficiency > 0)
      return speeds.length > 0 ? [[name, Object.fromEntries(speeds)]] : []
    }),
  )
}

/** `Ann Lee 2026-12-06`. */
function questionOf(text: string): { name: string; day: number } {
  const match = /^(.*\S)\s+(\d{4}-\d{2}-\d{2})$/.exec(text.trim())
  const day = match ? Date.parse(match[2]) / 86_400_000 : Number.NaN
  if (match && Number.isInteger(day)) return { name: match[1], day }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a person and a day',
    how: 'write --why "Ann Lee 2026-12-06"',
    value: text,
  })
}

/** Says what ended the run, where it was not the best roster; the exit status. */
function remark(
  answer: RosterAnswer,
  { seconds, changeAtMost }: { seconds: number | undefined; changeAtMost: number | undefined },
  terminal: Terminal,
): number {
  if (answer.stopped === 'aborted') {
    terminal.say(commandSays('stoppedRoster'))
    return EXIT.interrupted
  }
  if (answer.stopped === 'budget')
    terminal.say(
      seconds === undefined
        ? commandSays('rosterPaths', { paths: { count: answer.paths } })
        : commandSays('rosterBudget'),
    )
  if (changeAtMost !== undefined && answer.changes!.length > changeAtMost)
    terminal.say(commandSays('noFewerChanges', { count: { count: changeAtMost } }))
  return answer.shortfalls.length > 0 ? EXIT.no : EXIT.done
}
