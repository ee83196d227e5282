import { dirname, join } from 'node:path'
import { readTable } from '../../dated/read-table.ts'
import type { Table } from '../../dated/table.ts'
import { readTextFile } from '../text-file.ts'
import { tablesOf } from './library-values.ts'
import { openScenario, parseScenarioFile, type ScenarioFile, scenarioFile } from './scenario-file.ts'
import { TABLE, type Tables } from './tables.ts'

/**
 * Reads a scenario file (YAML or JSON).
 *
 * @throws {KrarupError} FILE; UNREADABLE, and whatever `compile` says, with line and column.
 */
export async function readScenarioFile(path: string): Promise<ScenarioFile> {
  const document = openScenario(await readTextFile(path), path)
  const { queues, menus = {}, groups = {} } = document.data
  const references = [queues, menus, groups].flatMap((named) => Object.values(named)).flatMap(tablesOf)
  const folder = dirname(path)
  const file = scenarioFile(document, await readTables(references, folder))
  return { ...file, tables: file.tables.map((table) => join(folder, table)) }
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

/** Reads every table of a scenario once. @param folder in which the scenario stands */
async function readTables(references: readonly { file: string }[], folder: string): Promise<Tables> {
  const tables = new Map<string, Table>()
  for (const { file } of references) if (!tables.has(file)) tables.set(file, await readTable(join(folder, file), TABLE))
  return tables
}
