import { formatDuration, KrarupError } from '../../../domain/index.ts'
import { englishOf, type Message } from '../../../domain/messages/index.ts'
import { inFile, SCENARIO_WORDS, type Scenario } from '../../../scenario/index.ts'
import { type CompiledModel, compile, type SimulationSize, simulationSize } from '../../../sim/index.ts'
import { openYamlDocument, type ReadYaml } from '../yaml-document.ts'
import { scenarioFileSchema, type WrittenScenario } from './file-schema.ts'
import { recordInLibrary } from './library-values.ts'
import type { Tables } from './tables.ts'

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
 * The text of a scenario file (YAML or JSON), read and checked as to its meaning. Tables beside the file cannot be read from a text alone: a scenario that names one is refused.
 *
 * @param path stands in messages
 * @throws {KrarupError} FILE for a table; UNREADABLE, and whatever `compile` says, with line and column
 * @example
 * ```ts
 * import { parseScenarioFile } from 'krarup/io/scenario'
 * const text = `
 * interval: 30m
 * hours: 08:00-09:00
 * queues:
 *   calls: { volume: 200, aht: 4m, groups: [agents] }
 * groups:
 *   agents: { agents: 16 }
 * `
 * const { scenario, opens } = parseScenarioFile(text, 'hotline.yaml')
 * scenario.queues.calls.aht //=> 240
 * opens //=> 28800
 * ```
 */
export function parseScenarioFile(text: string, path: string): ScenarioFile {
  return scenarioFile(openScenario(text, path), new Map())
}

/** A scenario file whose words are known, and whose meaning is not yet. */
export function openScenario(text: string, path: string): ReadYaml<WrittenScenario> {
  return openYamlDocument(text, path, scenarioFileSchema) as ReadYaml<never>
}

/** The scenario that a file says. @param tables those that it names, by their names there */
export function scenarioFile(document: ReadYaml<WrittenScenario>, tables: Tables): ScenarioFile {
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
      tables: [...tables.keys()],
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
