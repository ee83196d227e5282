import { DAY_SECONDS, DEFAULT_TARGET, KrarupError } from 'krarup/domain'
import { parseScenarioFile, type ScenarioFile, scenarioJsonSchema } from 'krarup/io/scenario'
import {
  figureHeading,
  figures,
  figuresIn,
  type Language,
  menuRemarks,
  simulationTable,
  simulationTables,
  staffingRemarks,
  writeFigure,
} from 'krarup/report'
import { replicate, type Scenario, type Simulation } from 'krarup/sim'
import { inEach } from '../shared/language.ts'
import { breathe, answer as serve } from '../shared/worker-host.ts'
import { answerWords } from './answer-words.ts'
import { Pool } from './pool.ts'
import type { Asked, Check, Checked, Curve, Simulated, SimulationTexts, TableText, Workers, Wrong } from './types.ts'

/** A ten times larger day than that of any centre, which the command would ask about too. */
const MOST_CONTACTS = 50e6

const pool = new Pool()
/** The last simulation, for files that are made of it. */
let last: { file: ScenarioFile; simulation: Simulation } | undefined

function check({ text, name }: Pick<Asked, 'text' | 'name'>): Check {
  try {
    return { checked: checkedOf(parseScenarioFile(text, name)) }
  } catch (error) {
    return { wrong: wrongOf(error) }
  }
}

function wrongOf(error: unknown): Wrong {
  if (!(error instanceof KrarupError)) return { message: error instanceof Error ? error.message : String(error) }
  const { line, column, name: path } = error.where ?? {}
  return {
    message: error.message,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(path === undefined ? {} : { path }),
  }
}

function checkedOf({ scenario, opens, size, remarks, messages = [] }: ScenarioFile): Checked {
  const { interval, days = 1 } = scenario
  const count = size.intervals / days
  const starts = Array.from({ length: count }, (_, i) => figures.clock((opens + i * interval) % DAY_SECONDS))
  const entries = <Value>(of: Readonly<Record<string, Value>>, byInterval: (value: Value) => number[] | undefined) =>
    Object.fromEntries(
      Object.entries(of).flatMap(([name, value]) => {
        const list = byInterval(value)
        return list?.length === count ? [[name, list] as const] : []
      }),
    )
  return {
    interval,
    starts,
    volumes: entries(scenario.queues, (queue) => volumesOf(queue, count)),
    agents: entries(scenario.groups, ({ agents }) =>
      agents === undefined ? undefined : typeof agents === 'number' ? Array(count).fill(agents) : Array.from(agents),
    ),
    contacts: size.contacts,
    remarks: remarks.map((text) => messages.find((one) => one.text === text) ?? { id: '', text }),
  }
}

/** Contacts by interval: the list, or the day's number shared out by its profile. */
function volumesOf({ volume, profile }: Scenario['queues'][string], count: number): number[] | undefined {
  if (volume === undefined) return undefined
  if (typeof volume !== 'number') return Array.from(volume)
  const weights: number[] = profile ? Array.from(profile) : Array(count).fill(1)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => Number(((volume * weight) / sum).toFixed(2)))
}

async function simulate(
  { text, name, replications, seed, language, workers }: Asked & { workers: Workers },
  progress: (value: unknown) => void,
): Promise<Simulated> {
  const file = parseScenarioFile(text, name)
  if (file.size.contacts > MOST_CONTACTS)
    throw new Error(answerWords(language).tooLarge(figuresIn(language).number(file.size.contacts)))
  const { runner, signal } = pool.begin(workers)
  const simulation = await replicate(file.scenario, {
    replications,
    seed,
    runner,
    signal,
    onProgress: async ({ replications: done, of, contacts }) => {
      progress({ done, of, contacts })
      await breathe()
    },
  })
  last = { file, simulation }
  return simulatedOf(file, simulation)
}

function simulatedOf(file: ScenarioFile, simulation: Simulation): Simulated {
  const { estimates, replications, stopped } = simulation
  const { queues, groups, allQueues } = estimates
  const { interval, warmUp } = estimates
  const days = file.scenario.days ?? 1
  const first = warmUp / interval
  const perDay = (first + allQueues.intervals.length) / days
  const starts = allQueues.intervals.map((_, i) => {
    const at = first + i
    const clock = figures.clock((file.opens + (at % perDay) * interval) % DAY_SECONDS)
    return days > 1 ? `${Math.floor(at / perDay) + 1} ${clock}` : clock
  })
  return {
    said: inEach((language) => textsOf(file, simulation, language)),
    starts,
    queues: queues.map(({ name, intervals }) => ({
      name,
      goal: (file.scenario.queues[name]?.target ?? DEFAULT_TARGET).serviceLevel?.share,
      serviceLevel: curve(intervals.map((figures) => figures.serviceLevel)),
      waiting: curve(intervals.map(({ queueLength }) => queueLength)),
      offered: curve(intervals.map((figures) => figures.offered)),
    })),
    groups: groups.map(({ name, intervals }) => ({
      name,
      occupancy: curve(intervals.map(({ occupancy }) => occupancy)),
      busy: curve(intervals.map(({ busyAgents }) => busyAgents)),
      onDuty: curve(intervals.map(({ agents }) => agents)),
    })),
    replications,
    stopped: stopped === 'aborted',
  }
}

function textsOf(file: ScenarioFile, simulation: Simulation, language: Language): SimulationTexts {
  const { serviceLevel, offered, abandonment, asa } = simulation.estimates.allQueues.whole
  const { occupancy, agents } = simulation.estimates.allGroups.whole
  const large = (figure: string, { value, halfWidth }: { value: number; halfWidth: number }) => {
    const [shown, half = ''] = writeFigure(figure, finite(value, halfWidth), '±', language).split(' ')
    return [figureHeading(figure, language), shown, half] as [string, string, string]
  }
  return {
    title: simulationTable(file, simulation, { language })[0],
    large: [
      large('serviceLevel', serviceLevel),
      large('offered', offered),
      large('abandonment', abandonment),
      large('asa', asa),
      large('occupancy', occupancy),
      large('agents', agents),
    ],
    tables: simulationTables(file, simulation, '±', language).map(tableText),
    remarks: [...staffingRemarks(file, language), ...menuRemarks(file.scenario, simulation, language)],
  }
}

function finite(value: number, halfWidth: number) {
  return {
    value: Number.isFinite(value) ? value : null,
    halfWidth: Number.isFinite(halfWidth) ? halfWidth : null,
  }
}

function curve(of: readonly { value: number; halfWidth: number }[]): Curve {
  return {
    value: Float64Array.from(of, ({ value }) => value),
    half: Float64Array.from(of, ({ halfWidth }) => halfWidth),
  }
}

function tableText({ columns, rows, foot }: ReturnType<typeof simulationTables>[number]): TableText {
  return {
    headings: columns.map(({ heading, align }) => ({ text: heading, left: align === 'left' })),
    rows: rows.map((row) => [...row]),
    foot: (foot ?? []).map((row) => [...row]),
  }
}

serve({ check, simulate, schema: () => scenarioJsonSchema(), stop: () => pool.stop(), whole: () => last })
