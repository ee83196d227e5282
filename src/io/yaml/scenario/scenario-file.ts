import { dirname, join } from 'node:path'
import { formatDuration, KrarupError } from '../../../domain/index.ts'
import { englishOf, type Message } from '../../../domain/messages/index.ts'
import { inFile, SCENARIO_WORDS, type Scenario } from '../../../scenario/index.ts'
import { type CompiledModel, compile, type SimulationSize, simulationSize } from '../../../sim/index.ts'
import { readTextFile } from '../text-file.ts'
import { openYamlDocument, type ReadYaml } from '../yaml-document.ts'
import { scenarioFileSchema, type WrittenScenario } from './file-schema.ts'
import { recordInLibrary, tablesOf } from './library-values.ts'
import { readTables, type Tables } from './tables.ts'

export interface ScenarioFile {
  scenario: Scenario
  /** Second of the day at which the first interval begins: 0 where the file names no hours. */
  opens: number
  /** How large its simulation is. */
  size: SimulationSize
  /** Paths of the tables that the file names, which were read too. */
  tables: string[]
  /** What the reader has to know of the tables: rows that are left out. */
  remarks: string[]
  /** The remarks, so that they can be said in other languages. */
  messages?: Message[]
}

/**
 * Reads a scenario file (YAML or JSON).
 *
 * @throws {KrarupError} FILE; UNREADABLE, and whatever `compile` says, with line and column.
 */
export async function readScenarioFile(path: string): Promise<ScenarioFile> {
  const document = openScenario(await readTextFile(path), path)
  const { queues, menus = {}, groups = {} } = document.data
  const references = [queues, menus, groups].flatMap((named) => Object.values(named)).flatMap(tablesOf)
  return scenarioFile(document, await readTables(references, dirname(path)), dirname(path))
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
  return scenarioFile(openScenario(text, path), new Map())
}

function openScenario(text: string, path: string): ReadYaml<WrittenScenario> {
  return openYamlDocument(text, path, scenarioFileSchema) as ReadYaml<never>
}

function scenarioFile(document: ReadYaml<WrittenScenario>, tables: Tables, folder = '.'): ScenarioFile {
  try {
    const remarks: Message[] = []
    const scenario = scenarioOf(document.data, tables, remarks)
    const model = compile(scenario)
    if (isEmpty(model))
      throw new KrarupError({
        code: 'MISSING',
        what: 'the day is empty: nobody calls',
        where: { name: '/queues' },
        how: 'give a queue a volume above 0',
      })
    return {
      scenario,
      opens: document.data.hours?.from ?? 0,
      size: simulationSize(model),
      tables: [...tables.keys()].map((table) => join(folder, table)),
      remarks: englishOf(remarks),
      messages: remarks,
    }
  } catch (error) {
    throw error instanceof KrarupError ? placed(error, document) : error
  }
}

/** Nobody calls, and nothing is left to do from before. */
function isEmpty({ rates, menus, agentLevel }: CompiledModel): boolean {
  const backlog = agentLevel?.deferred?.backlog
  const nobodyCalls = [rates, menus?.rates ?? []].every((table) => table.every((rate) => rate === 0))
  const isCalled = agentLevel?.campaigns?.list.some((contacts) => contacts > 0)
  return nobodyCalls && !isCalled && !agentLevel?.arrivals?.callAt.length && !backlog?.some((contacts) => contacts > 0)
}

function scenarioOf(file: WrittenScenario, tables: Tables, remarks: Message[]): Scenario {
  const { hours, ...rest } = file
  const around = { day: { hours, interval: file.interval }, tables, remarks }
  const scenario = recordInLibrary(rest, SCENARIO_WORDS, around, '') as Scenario
  if (!hours) return scenario
  const intervals = (hours.to - hours.from) / file.interval
  if (Number.isInteger(intervals)) return { ...scenario, intervals }
  throw new KrarupError({
    code: 'CONFLICT',
    what: `the hours are no whole number of intervals of ${formatDuration(file.interval)}`,
    where: { name: '/hours' },
  })
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
