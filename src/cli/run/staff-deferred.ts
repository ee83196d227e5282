import { DAY_SECONDS, KrarupError, type OpenSpan } from '../../domain/index.ts'
import {
  agentsToFinish,
  agentsToFinishOverDay,
  type DayWork,
  type FinishState,
  finishedOverDay,
  finishedWithin,
} from '../../erlang/day/index.ts'
import { parseHoursOfDay } from '../../io/index.ts'
import { type DeferredAnswer, deferredCsvRows, deferredJson, deferredTable } from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import { shareInTime } from './deadline-share.ts'
import type { CheckedFiles } from './files.ts'
import { giveAnswer, printOptions } from './output.ts'
import { readAgents } from './staff-question.ts'
import type { Options } from './words.ts'

/** Seconds that a day is cut into: the longest that the opening hours allow. */
const SLOTS = [1800, 900, 300] as const
/** Share of the work that is to be done in time, unless `--target` says another. */
const DEFAULT_SHARE = 0.95
/** Options of those who wait on the line. They were ignored in silence. */
const OF_CALLS = [
  'interval',
  'model',
  'patience',
  'redial',
  'attempts',
  'lines',
  'concurrency',
  'slowdown',
  'solve',
  'shrinkage',
]
/** Rows shown on either side of the answer. */
const AROUND = 2

/** `krarup staff --deadline`: work that comes evenly round the clock. */
export async function staffDeferred(options: Options, terminal: Terminal, files: CheckedFiles): Promise<number> {
  for (const name of OF_CALLS)
    if (options.text(name) !== undefined)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `--${name} says nothing of deferred work`,
        where: { name: `--${name}` },
        how: 'leave it out, or leave out --deadline',
      })
  const deadline = options.duration('deadline')!
  const volume = needed(options.number('volume', 0), 'volume', '480, items a day')
  const aht = needed(options.handleTime('aht'), 'aht', '5m')
  const counts = options.choice('deadlineCounts', ['hours', 'open-hours']) ?? 'hours'
  const spans = options.read('hours', parseHoursOfDay) ?? [{ from: 0, to: DAY_SECONDS }]
  const slot = slotOf(spans, options)
  const open = Array.from({ length: DAY_SECONDS / slot }, (_, i) => isOpen(spans, i * slot))
  const share = shareInTime(options, deadline) ?? DEFAULT_SHARE
  const { least, finish } = open.every(Boolean)
    ? roundTheClock({ volume, aht, deadline, share })
    : inOpeningHours({ volume, aht, deadline, share, counts, open, slot })
  const given = options.read('agents', readAgents)
  const found = given ? undefined : least()
  const from = given?.from ?? Math.max(1, found! - AROUND)
  const to = given?.to ?? found! + AROUND
  const answer: DeferredAnswer = {
    volume,
    aht,
    deadline,
    counts,
    ...(open.every(Boolean) ? {} : { hours: options.text('hours')! }),
    openHours: (open.filter(Boolean).length * slot) / 3600,
    share,
    answers: Array.from({ length: to - from + 1 }, (_, k) => ({ agents: from + k, ...finish(from + k) })),
    ...(found === undefined ? {} : { found }),
  }
  const print = printOptions(options, terminal)
  await giveAnswer(files, options, terminal, {
    lines: () => deferredTable(answer, print),
    json: () => deferredJson(answer),
    csv: () => deferredCsvRows(answer, print.language),
  })
  return 0
}

interface Work {
  volume: number
  aht: number
  deadline: number
  share: number
}

/** The fewest agents, and what so many do. */
interface Solver {
  least: () => number
  finish: (agents: number) => FinishState
}

/** Done at all hours. */
function roundTheClock({ volume, aht, deadline, share }: Work): Solver {
  const traffic = { volumePerInterval: volume, interval: DAY_SECONDS, aht, within: deadline }
  return {
    least: () => agentsToFinish({ ...traffic, share }).agents,
    finish: (agents) => finishedWithin({ ...traffic, agents }),
  }
}

/** Done in opening hours; it comes at all hours. */
function inOpeningHours({
  volume,
  aht,
  deadline,
  share,
  counts,
  open,
  slot,
}: Work & Pick<DeferredAnswer, 'counts'> & { open: readonly boolean[]; slot: number }): Solver {
  const work: DayWork = {
    volumes: new Array<number>(open.length).fill(volume / open.length),
    interval: slot,
    aht,
    within: deadline,
    counts: counts === 'hours' ? 'hours' : 'open hours',
    open,
  }
  // What is found is shown too, and a large day takes seconds.
  let solved: (FinishState & { agents: number }) | undefined
  return {
    least: () => {
      try {
        solved = agentsToFinishOverDay({ ...work, share })
        return solved.agents
      } catch (error) {
        throw inOptions(error, counts)
      }
    },
    finish: (agents) => {
      const { onTime, meanFinishTime, utilisation } =
        agents === solved?.agents
          ? solved
          : finishedOverDay(
              work,
              open.map((isOpen) => (isOpen ? agents : 0)),
            )
      return { onTime, meanFinishTime, utilisation }
    },
  }
}

/** What the library says of a share that cannot be reached, in words of the command line. */
function inOptions(error: unknown, counts: DeferredAnswer['counts']): unknown {
  if (!(error instanceof KrarupError) || error.code !== 'UNREACHABLE') return error
  const { code, what, how = '', value } = error
  const [most] = how.split(':')
  const openHours = counts === 'hours' ? ' count it in opening hours (--deadline-counts open-hours),' : ''
  const advice = `open longer (--hours), allow more time (--deadline),${openHours} or ask for a smaller share (--target)`
  return new KrarupError(
    { code, what, how: `work is taken to come evenly round the clock, and ${most}: ${advice}`, value },
    { cause: error },
  )
}

/** Opening hours were cut to half hours in silence. */
function slotOf(spans: readonly OpenSpan[], options: Options): number {
  const slot = SLOTS.find((length) => spans.every(({ from, to }) => from % length === 0 && to % length === 0))
  if (slot !== undefined) return slot
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: 'opening hours begin and end at a multiple of five minutes',
    where: { name: '--hours' },
    how: 'round them to five minutes',
    value: options.text('hours'),
  })
}

function isOpen(spans: readonly OpenSpan[], second: number): boolean {
  return spans.some(({ from, to }) => second >= from && second < to)
}

function needed(value: number | undefined, name: string, example: string): number {
  if (value !== undefined) return value
  throw new KrarupError({ code: 'MISSING', what: `--${name} is missing`, how: `for example --${name} ${example}` })
}
