import { KrarupError, type OpenSpan } from '../../domain/index.ts'
import { deferredAgents } from '../../erlang/day/index.ts'
import { parseOpeningHours } from '../../io/index.ts'
import { type DeferredAnswer, deferredCsvRows, deferredJson, deferredTable } from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import { printAnswer, printOptions } from './output.ts'
import type { Options } from './words.ts'

/** Half hours of a day. */
const SLOTS = 48
const SLOT = 1800

/** `krarup staff --deadline`: work that comes evenly round the clock and is done in opening hours, earliest deadline first. */
export function staffDeferred(options: Options, terminal: Terminal): number {
  const deadline = options.duration('deadline')!
  const volume = needed(options.number('volume', 0), 'volume', '480, items a day')
  const aht = needed(options.duration('aht'), 'aht', '5m')
  const counts = options.choice('deadlineCounts', ['hours', 'open-hours']) ?? 'hours'
  const spans = options.read('hours', (text) => parseOpeningHours(`mon-sun ${text}`)[0]) ?? [{ from: 0, to: 86_400 }]
  const open = Array.from({ length: SLOTS }, (_, i) => isOpen(spans, i * SLOT))
  const staffing = deferredAgents({
    classes: [
      {
        volumes: new Array(SLOTS).fill(volume / SLOTS),
        handleTime: aht,
        deadline,
        counts: counts === 'hours' ? 'hours' : 'open hours',
      },
    ],
    interval: SLOT,
    open,
    repeat: true,
  })
  const answer: DeferredAnswer = { volume, aht, deadline, counts, interval: SLOT, open, staffing }
  const print = printOptions(options, terminal)
  printAnswer(terminal, options, {
    lines: () => deferredTable(answer, print),
    json: () => deferredJson(answer),
    csv: () => deferredCsvRows(answer, print.language),
  })
  return 0
}

function isOpen(spans: readonly OpenSpan[], second: number): boolean {
  return spans.some(({ from, to }) => second >= from && second < to)
}

function needed(value: number | undefined, name: string, example: string): number {
  if (value !== undefined) return value
  throw new KrarupError({ code: 'MISSING', what: `--${name} is missing`, how: `for example --${name} ${example}` })
}
