import { DAY_SECONDS, KrarupError, type OpenSpan } from '../../domain/index.ts'
import { agentsToFinish, deferredAgents, finishedWithin } from '../../erlang/day/index.ts'
import { parseOpeningHours } from '../../io/index.ts'
import {
  type DeferredAnswer,
  deferredCsvRows,
  deferredJson,
  deferredTable,
  type RoundTheClockAnswer,
  roundTheClockCsvRows,
  roundTheClockJson,
  roundTheClockTable,
} from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import { printAnswer, printOptions } from './output.ts'
import { readAgents } from './staff-question.ts'
import type { Options } from './words.ts'

/** Half hours of a day. */
const SLOTS = 48
const SLOT = 1800
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
export function staffDeferred(options: Options, terminal: Terminal): number {
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
  const aht = needed(options.duration('aht'), 'aht', '5m')
  const counts = options.choice('deadlineCounts', ['hours', 'open-hours']) ?? 'hours'
  const spans = options.read('hours', (text) => parseOpeningHours(`mon-sun ${text}`)[0]) ?? [
    { from: 0, to: DAY_SECONDS },
  ]
  const open = Array.from({ length: SLOTS }, (_, i) => isOpen(spans, i * SLOT))
  return open.every(Boolean)
    ? roundTheClock(options, { volume, aht, deadline }, terminal)
    : inOpeningHours(options, { volume, aht, deadline, counts, open }, terminal)
}

/** Done at all hours too: a queue with its chance. */
function roundTheClock(
  options: Options,
  work: Pick<RoundTheClockAnswer, 'volume' | 'aht' | 'deadline'>,
  terminal: Terminal,
): number {
  const share = shareInTime(options, work.deadline)
  const traffic = { volumePerInterval: work.volume, interval: DAY_SECONDS, aht: work.aht, within: work.deadline }
  const given = options.read('agents', readAgents)
  const found = given ? undefined : agentsToFinish({ ...traffic, share }).agents
  const from = given?.from ?? Math.max(1, found! - AROUND)
  const to = given?.to ?? found! + AROUND
  const answers = Array.from({ length: to - from + 1 }, (_, k) => ({
    agents: from + k,
    ...finishedWithin({ ...traffic, agents: from + k }),
  }))
  const answer = { ...work, share, answers, ...(found === undefined ? {} : { found }) }
  const print = printOptions(options, terminal)
  printAnswer(terminal, options, {
    lines: () => roundTheClockTable(answer, print),
    json: () => roundTheClockJson(answer),
    csv: () => roundTheClockCsvRows(answer, print.language),
  })
  return 0
}

/** Done in opening hours only: work flows, earliest deadline first. */
function inOpeningHours(
  options: Options,
  { open, ...work }: Pick<DeferredAnswer, 'volume' | 'aht' | 'deadline' | 'counts' | 'open'>,
  terminal: Terminal,
): number {
  for (const name of ['agents', 'target'])
    if (options.text(name) !== undefined)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `--${name} does not go with --deadline and --hours`,
        where: { name: `--${name}` },
        how: 'the agents who finish all of it are computed; what given agents, or a share, come to is simulated: channel: deferred in krarup simulate',
      })
  const staffing = deferredAgents({
    classes: [
      {
        volumes: new Array(SLOTS).fill(work.volume / SLOTS),
        handleTime: work.aht,
        deadline: work.deadline,
        counts: work.counts === 'hours' ? 'hours' : 'open hours',
      },
    ],
    interval: SLOT,
    open,
    repeat: true,
  })
  const answer: DeferredAnswer = { ...work, interval: SLOT, open, staffing }
  const print = printOptions(options, terminal)
  printAnswer(terminal, options, {
    lines: () => deferredTable(answer, print),
    json: () => deferredJson(answer),
    csv: () => deferredCsvRows(answer, print.language),
  })
  return 0
}

/** The share of `--target 95/2h`, which names the deadline again. */
function shareInTime(options: Options, deadline: number): number {
  const target = options.target('target')
  if (!target) return DEFAULT_SHARE
  const { serviceLevel, ...others } = target
  if (serviceLevel?.within === deadline && Object.keys(others).length === 0) return serviceLevel.share
  throw new KrarupError({
    code: 'CONFLICT',
    what: 'with --deadline the target is the share that is done by it, and nothing else',
    where: { name: '--target' },
    how: `for example --deadline ${options.text('deadline')} --target 95/${options.text('deadline')}`,
  })
}

function isOpen(spans: readonly OpenSpan[], second: number): boolean {
  return spans.some(({ from, to }) => second >= from && second < to)
}

function needed(value: number | undefined, name: string, example: string): number {
  if (value !== undefined) return value
  throw new KrarupError({ code: 'MISSING', what: `--${name} is missing`, how: `for example --${name} ${example}` })
}
