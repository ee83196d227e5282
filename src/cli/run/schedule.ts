import { basename } from 'node:path'
import { formatShare, KrarupError, listNames, type Target, unknownName } from '../../domain/index.ts'
import { commandSays, type Message } from '../../domain/messages/index.ts'
import { type FileContent, type Requirement, readRequirement, readStaffing } from '../../io/index.ts'
import { readPatience, readShiftRules } from '../../io/yaml/index.ts'
import type { StaffedIntervals } from '../../plan/index.ts'
import {
  scheduleCalendar,
  scheduleCsvRows,
  scheduleJson,
  scheduleReport,
  scheduleTable,
  tourCsvRows,
} from '../../report/index.ts'
import { type Demand, type Objective, type ScheduleOptions, schedule, targetOfPlan } from '../../schedule/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { ANSWER_FORMATS, checkFiles, PAGE_FORMATS } from './files.ts'
import { breathe, csvText, giveAnswer, printOptions, today } from './output.ts'
import { given, Options } from './words.ts'

const OBJECTIVES = ['service', 'cover', 'weighted', 'fewest'] as const satisfies readonly Objective[]

/** `krarup schedule`. */
export async function runSchedule(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const print = printOptions(options, terminal)
  const files = await checkFiles(options, {
    input: path,
    reads: ['shifts', 'rostered'],
    writes: { report: PAGE_FORMATS, out: ANSWER_FORMATS, calendar: 'ICS', tours: 'CSV' },
  })
  const asked = settingsOf(options)
  const rules = await readShiftRules(options.text('shifts')!)
  const tours = options.text('tours')
  if (tours !== undefined && !rules.tours) throw noTours()
  const { demands, remarks } = demandsOf(await readRequirement(path), options)
  const rostered = options.text('rostered')
  const withDuty = rostered === undefined ? demands : onDuty(demands, await readStaffing(rostered))
  const unknown = rules.kinds
    .flatMap(({ queues = [] }) => queues)
    .find((name) => !demands.some((d) => d.queue === name))
  if (unknown !== undefined && options.list('queue').length === 0)
    throw unknownName({
      what: 'no queue of the requirement',
      name: unknown,
      known: demands.map(({ queue }) => queue),
      where: { name: 'shifts.queues', file: options.text('shifts')! },
    })
  for (const remark of remarks) terminal.say(remark)
  if (demands.length === 0) terminal.say(commandSays('noShifts'))
  const made = await schedule(withDuty, rules, {
    ...asked,
    onProgress: async ({ queue, days, stage, columns }) => {
      terminal.progress(`${queue}, day ${days[0] + 1}: ${stage}, ${columns} shifts looked at`)
      await breathe(terminal)
    },
  }).finally(() => terminal.progress(undefined))
  const wanted = Object.fromEntries(
    withDuty.flatMap(({ queue, target }) => (target?.serviceLevel ? [[queue, target.serviceLevel.share]] : [])),
  )
  const answer = { name: basename(path), schedule: made, wanted }
  const report = options.text('report')
  const calendar = options.text('calendar')
  const others: FileContent[] = [
    ...(tours === undefined ? [] : [{ path: tours, content: csvText(options, tourCsvRows(answer)) }]),
    ...(report === undefined ? [] : [{ path: report, content: scheduleReport(answer, { language: print.language }) }]),
    ...(calendar === undefined ? [] : [{ path: calendar, content: scheduleCalendar(answer, { generated: today() }) }]),
  ]
  await giveAnswer(
    files,
    options,
    terminal,
    {
      lines: () => scheduleTable(answer, print),
      json: () => scheduleJson(answer),
      csv: () => scheduleCsvRows(answer),
    },
    others,
  )
  const isShort = made.queues.some(({ shortfalls, unplaced, days, objective, queue }) => {
    const isMissed = objective === 'service' && days.some((day) => day.serviceLevel < wanted[queue] - 1e-6)
    return shortfalls.length > 0 || unplaced.length > 0 || isMissed
  })
  return isShort ? EXIT.no : EXIT.done
}

function noTours(): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: 'the file of --shifts has no tours, so nobody has a week',
    where: { name: '--tours' },
    how: 'leave it out, or add tours: { week: { work-days: 5, off-together: 2 } }',
  })
}

function settingsOf(options: Options): ScheduleOptions {
  const objective = options.choice('objective', OBJECTIVES)
  for (const [name, of] of Object.entries({ under: 'weighted', over: 'weighted', slack: 'fewest' }))
    if (options.text(name) !== undefined && objective !== of)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `--${name} says nothing without --objective ${of}`,
        where: { name: `--${name}` },
        how: `leave it out, or add --objective ${of}`,
      })
  const away = ['target', 'floor', 'patience', 'day'].find(
    (name) => options.text(name) !== undefined && objective !== undefined && objective !== 'service',
  )
  if (away !== undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `--${away} says nothing with --objective ${objective}, which looks at agents alone`,
      where: { name: `--${away}` },
      how: 'leave it out, or take --objective service',
    })
  return given({
    objective,
    floor: options.share('floor'),
    transient: options.choice('day', ['steady', 'transient']) === 'transient' ? true : undefined,
    under: options.number('under', 0),
    over: options.number('over', 0),
    slack: options.share('slack'),
    gap: options.share('gap'),
    iterations: options.whole('iterations', 0),
    seed: options.whole('seed', 0),
  })
}

/** The queues that are to have shifts, with the target that each was sized to. */
function demandsOf(requirement: Requirement, options: Options): { demands: Demand[]; remarks: Message[] } {
  const remarks: Message[] = []
  const target = options.target('target')
  if (target !== undefined && !target.serviceLevel)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'shifts are made for a service level, and this target has none',
      where: { name: '--target' },
      how: 'write for example 80/20, or take --objective cover',
    })
  const patience = options.read('patience', readPatience)
  const names = options.list('queue')
  const isForService = ['service', undefined].includes(options.text('objective'))
  const all: Demand[] =
    requirement.kind === 'agents'
      ? requirement.groups.map(({ name = 'all', start, agents, interval }) => ({
          queue: name,
          interval,
          start,
          agents,
        }))
      : requirement.plan.groups.map(({ group, start, agents, volume, aht, serviceLevel, abandonment }) => {
          const { interval } = requirement.plan
          const heads = agents.map((each) => (Number.isNaN(each) ? 0 : each))
          const contacts = volume.map((each) => (Number.isNaN(each) ? 0 : each))
          const times = aht.map((each) => (Number.isNaN(each) ? 0 : each))
          const isAsked = isForService && (names.length === 0 || names.includes(group))
          const told = isAsked ? targetOfPlan({ interval, agents, volume, aht, serviceLevel, abandonment }) : undefined
          const own = isAsked ? ownTarget(group, { asked: target, patience, told }, remarks) : {}
          return { queue: group, interval, start, agents: heads, volume: contacts, aht: times, ...own }
        })
  if (requirement.kind === 'agents' && (target ?? patience) !== undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'the requirement has agents and no contacts: no service can be told from it',
      where: { name: target === undefined ? '--patience' : '--target' },
      how: 'give the plan.csv of krarup plan, or leave the option out',
    })
  for (const name of names)
    if (!all.some(({ queue }) => queue === name))
      throw unknownName({
        what: 'no queue of the requirement',
        name,
        known: all.map(({ queue }) => queue),
        where: { name: '--queue' },
      })
  const demands = names.length > 0 ? all.filter(({ queue }) => names.includes(queue)) : all
  return { demands: demands.filter(({ agents }) => Array.from(agents).some((each) => each > 0)), remarks }
}

function ownTarget(
  group: string,
  {
    asked,
    patience,
    told,
  }: {
    asked: Target | undefined
    patience: ReturnType<typeof readPatience> | undefined
    told: ReturnType<typeof targetOfPlan>
  },
  remarks: Message[],
): Pick<Demand, 'target' | 'patience'> {
  const seconds =
    patience === 'infinite' ? Infinity : patience === 'estimate' || patience === undefined ? told?.patience : patience
  if (asked) return { target: asked, ...given({ patience: seconds }) }
  if (!told) {
    remarks.push(commandSays('targetUntold', { group }))
    return {}
  }
  const { within, share } = told
  const waits =
    seconds === Infinity
      ? commandSays('waitsForEver')
      : commandSays('meanPatience', { patience: { seconds: Math.round(seconds ?? 0) } })
  const sized = `${formatShare(share).replace('%', '')}/${within}`
  remarks.push(commandSays('targetTold', { group, target: sized, patience: waits }))
  return { target: { serviceLevel: { share, within } }, ...given({ patience: seconds }) }
}

/** Agents who are on duty already, laid on the intervals of their queue. */
function onDuty(demands: readonly Demand[], rostered: readonly StaffedIntervals[]): Demand[] {
  const names = demands.map(({ queue }) => queue)
  for (const { name } of rostered)
    if (name === undefined ? demands.length > 1 : !names.includes(name))
      throw new KrarupError({
        code: 'UNREADABLE',
        what:
          name === undefined
            ? 'the roster names no group, and there are several'
            : 'the roster has a group that is none',
        where: { name: '--rostered' },
        how: `the groups are ${listNames(names)}`,
        ...(name === undefined ? {} : { value: name }),
      })
  return demands.map((demand) => {
    const own = rostered.find(({ name }) => name === undefined || name === demand.queue)
    if (!own) return demand
    return {
      ...demand,
      onDuty: Float64Array.from(demand.start, (start) => {
        const at = own.start.findLastIndex((from) => from <= start && start < from + own.interval)
        return at < 0 ? 0 : own.agents[at]
      }),
    }
  })
}
