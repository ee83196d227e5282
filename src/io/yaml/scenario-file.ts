import { dirname } from 'node:path'
import { formatClock, formatDuration, KrarupError } from '../../domain/index.ts'
import {
  type CompiledModel,
  compile,
  type GroupScenario,
  NONE,
  type QueueScenario,
  type Scenario,
  type TierScenario,
} from '../../sim/index.ts'
import { arrivalsOf, type ScenarioSurroundings, tablesOf } from './arrival-file-schema.ts'
import { campaignOf, deadlineOf } from './channel-file-schema.ts'
import { costsOf } from './costs-file-schema.ts'
import { customersOf, redialOf } from './customer-file-schema.ts'
import { secondsIntoDay } from './day-clock.ts'
import { menuOf } from './menu-file-schema.ts'
import { type ScenarioWords, scenarioFileSchema } from './scenario-file-schema.ts'
import { readTables, type Tables } from './scenario-tables.ts'
import { given, type HourSpan, readHours } from './scenario-words.ts'
import { shiftsOf } from './staff-file-schema.ts'
import { readTextFile } from './text-file.ts'
import { saidAndTakenBack } from './tier-file-schema.ts'
import { troubleOf } from './trouble-file-schema.ts'
import { openYamlDocument, type ReadYaml } from './yaml-document.ts'

export interface ScenarioFile {
  scenario: Scenario
  /** Second of the day at which the first interval begins: 0 where the file names no hours. */
  opens: number
}

/**
 * Reads a scenario file (YAML or JSON).
 *
 * @throws {KrarupError} FILE; UNREADABLE, and whatever `compile` says, with line and column.
 */
export async function readScenarioFile(path: string): Promise<ScenarioFile> {
  const document = openYamlDocument(await readTextFile(path), path, scenarioFileSchema)
  const { queues, menus = {} } = document.data
  const references = [...Object.values(queues), ...Object.values(menus)].flatMap(tablesOf)
  return scenarioFile(document, await readTables(references, dirname(path)))
}

/**
 * Reads a scenario from a stream, such as standard input.
 *
 * @throws {KrarupError} as {@link readScenarioFile}
 */
export async function readScenarioText(stdin: AsyncIterable<Uint8Array>): Promise<ScenarioFile> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of stdin) text += decoder.decode(bytes, { stream: true })
  return parseScenarioFile(text + decoder.decode(), 'standard input')
}

/** The text of a scenario file, read and checked as to its meaning. `path` stands in messages. */
export function parseScenarioFile(text: string, path: string): ScenarioFile {
  return scenarioFile(openYamlDocument(text, path, scenarioFileSchema), new Map())
}

function scenarioFile(document: ReadYaml<ScenarioWords>, tables: Tables): ScenarioFile {
  try {
    const scenario = scenarioOf(document.data, tables)
    if (isEmpty(compile(scenario)))
      throw new KrarupError({
        code: 'MISSING',
        what: 'the day is empty: nobody calls',
        where: { name: '/queues' },
        how: 'give a queue a volume above 0',
      })
    return { scenario, opens: document.data.hours?.from ?? 0 }
  } catch (error) {
    throw error instanceof KrarupError ? placed(error, document) : error
  }
}

/** Nobody calls, and nothing is left to do from before. */
function isEmpty({ rates, menus, centre }: CompiledModel): boolean {
  const backlog = centre?.deferred?.backlog
  const nobodyCalls = [rates, menus?.rates ?? []].every((table) => table.every((rate) => rate === 0))
  const isCalled = centre?.campaigns?.list.some((contacts) => contacts > 0)
  return nobodyCalls && !isCalled && !centre?.arrivals?.callAt.length && !backlog?.some((contacts) => contacts > 0)
}

function scenarioOf(file: ScenarioWords, tables: Tables): Scenario {
  const { hours, interval } = file
  const surroundings = { day: { hours, interval }, tables }
  const intervals = hours && (hours.to - hours.from) / interval
  if (intervals !== undefined && !Number.isInteger(intervals))
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the hours are no whole number of intervals of ${formatDuration(interval)}`,
      where: { name: '/hours' },
    })
  return given({
    name: file.name,
    interval,
    intervals,
    days: file.days,
    warmUp: file['warm-up'],
    closing: file.closing,
    busyness: file.busyness,
    lines: file.lines,
    longestQueue: file['longest-queue'],
    tiers: file.tiers && mapValues(file.tiers, (tier, name) => tierOf(tier, hours, `/tiers/${escaped(name)}`)),
    parts:
      file.parts &&
      given({
        busyness: file.parts.busyness,
        starts: file.parts.starts.map((start, index) => secondsIntoDay(start, hours, `/parts/starts/${index}`)),
      }),
    menus: file.menus && mapValues(file.menus, (menu, name) => menuOf(menu, surroundings, `/menus/${escaped(name)}`)),
    queues: mapValues(file.queues, (queue, name) => queueOf(queue, surroundings, `/queues/${escaped(name)}`)),
    trouble: file.trouble && troubleOf(file.trouble, hours),
    customers: file.customers,
    costs: file.costs && costsOf(file.costs),
    groups: Object.fromEntries(
      Object.entries(file.groups).map(([name, group]) => [name, groupOf(group, file, `/groups/${escaped(name)}`)]),
    ),
  })
}

function queueOf(
  { backlog, campaign, ...queue }: ScenarioWords['queues'][string],
  surroundings: ScenarioSurroundings,
  place: string,
): QueueScenario {
  const { hours } = surroundings.day
  return given({
    ...contactsOf(arrivalsOf(queue, surroundings, place), hours, place),
    campaign: campaign && campaignOf(campaign, hours, `${place}/campaign`),
    backlog: typeof backlog === 'object' ? given(backlog) : backlog,
  }) as QueueScenario
}

function tierOf(tier: TierWords, hours: HourSpan | undefined, place: string): TierScenario {
  const { said, takenBack } = saidAndTakenBack(tier)
  return {
    ...contactsOf(said, hours, place),
    ...Object.fromEntries(takenBack.map((word) => [inLibrary(word), NONE])),
  } as TierScenario
}

type TierWords = NonNullable<ScenarioWords['tiers']>[string]
/** What queues and tiers have in common. */
type ContactWords = ReturnType<typeof saidAndTakenBack<TierWords>>['said']

/** Words about contacts as the library says them; the others are left as they are. `place` is the JSON pointer of the queue or tier. */
function contactsOf<T extends ContactWords>(words: T, hours: HourSpan | undefined, place: string) {
  const {
    'after-call': afterCall,
    'agent-selection': agentSelection,
    redial,
    groups,
    deadline,
    offer,
    ...rest
  } = customersOf(words, hours, place)
  return given({
    ...rest,
    deadline: deadlineOf(deadline, hours),
    afterCall,
    agentSelection,
    groups: groups?.map((each) => (typeof each === 'string' ? each : given(each))),
    redial: redial && redialOf(redial),
    offer: offer && given(offer),
  })
}

function groupOf(
  {
    agents,
    shifts,
    'call-selection': callSelection,
    'chat-slowdown': chatSlowdown,
    'chat-gaps': chatGaps,
    'calls-beside-chats': callsBesideChats,
    'pace-factors': paceFactors,
    ...group
  }: ScenarioWords['groups'][string],
  file: ScenarioWords,
  name: string,
): GroupScenario {
  const counts =
    typeof agents === 'object' && !Array.isArray(agents) ? agentsByHours(agents, file, `${name}/agents`) : agents
  return given({
    ...group,
    agents: counts,
    shifts: shifts && shiftsOf(shifts, file.hours, `${name}/shifts`),
    callSelection,
    chatSlowdown,
    chatGaps,
    callsBesideChats,
    paceFactors,
  }) as GroupScenario
}

/** Agents by interval from agents by hours; nobody is on duty between them. */
function agentsByHours(spans: Record<string, number>, { hours, interval }: ScenarioWords, name: string): number[] {
  if (!hours)
    throw new KrarupError({
      code: 'MISSING',
      what: 'agents by hours need the hours of the day',
      where: { name },
      how: 'write, for example, hours: 08:00-20:00 at the top of the file',
    })
  const counts = new Array<number>((hours.to - hours.from) / interval).fill(0)
  const taken = new Array<boolean>(counts.length).fill(false)
  for (const [text, agents] of Object.entries(spans)) {
    const where = { name: `${name}/${escaped(text)}` }
    const span = readSpan(text, where)
    const shift = span.from < hours.from ? 86_400 : 0
    const first = (span.from + shift - hours.from) / interval
    const end = (span.to + shift - hours.from) / interval
    if (!Number.isInteger(first) || !Number.isInteger(end) || end > counts.length)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `these hours do not fit into ${formatClock(hours.from)}-${formatClock(hours.to > 86_400 ? hours.to - 86_400 : hours.to)} in steps of ${formatDuration(interval)}`,
        where,
        value: text,
      })
    for (let i = first; i < end; i++) {
      if (taken[i])
        throw new KrarupError({ code: 'CONFLICT', what: 'these hours overlap with others', where, value: text })
      taken[i] = true
      counts[i] = agents
    }
  }
  return counts
}

function readSpan(text: string, where: { name: string }) {
  try {
    return readHours(text)
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    throw new KrarupError({
      code: error.code,
      what: error.what,
      where,
      ...(error.how ? { how: error.how } : {}),
      value: text,
    })
  }
}

/** An error whose place is a JSON pointer in the library's words, with the line and column of the file and its words. */
function placed(error: KrarupError, { placeOf, has }: ReadYaml<unknown>): KrarupError {
  const pointer = error.where?.name
  if (!pointer?.startsWith('/')) return error
  const path: string[] = []
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push([key, inFile(key)].find((each) => has([...path, each])) ?? inFile(key))
  }
  const { code, what, how, value } = error
  // A name that is not known, among names: it stands there itself.
  if (typeof value === 'string' && has([...path, value])) path.push(value)
  const last = path.at(-1) as string
  const label = /^\d+$/.test(last) ? `${path.at(-2)}, number ${Number(last) + 1},` : last
  return new KrarupError(
    {
      code,
      what: what.replace(pointer, label),
      where: { name: path.join('.'), ...placeOf(path) },
      ...(how === undefined ? {} : { how }),
      ...(value === undefined ? {} : { value }),
    },
    { cause: error },
  )
}

/** `afterCall` is written `after-call`. */
function inFile(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `after-call` is `afterCall`. */
function inLibrary(key: string): string {
  return key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function mapValues<T, U>(values: Record<string, T>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value, key)]))
}
