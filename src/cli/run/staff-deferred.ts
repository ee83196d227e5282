import { formatClock, formatDuration, KrarupError, type OpenSpan } from '../../domain/index.ts'
import { type DeferredStaffing, deferredAgents } from '../../erlang/day/index.ts'
import { parseOpeningHours } from '../../io/index.ts'
import { figures, table } from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import { headingsOf } from './headings.ts'
import { printAnswer, tableStyle } from './output.ts'
import type { Options } from './words.ts'

/** Half hours of a day. */
const SLOTS = 48
const SLOT = 1800

/** `krarup staff --deadline`: work that comes evenly round the clock and is done in opening hours, earliest deadline first. */
export function staffDeferred(options: Options, terminal: Terminal): number {
  const title = headingsOf(options)
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
  printAnswer(terminal, options, {
    lines: () => [
      `${staffing.peak} agents at the peak, ${figures.number(staffing.agentHours, 1)} agent hours a day`,
      `${figures.number(volume)} items a day x ${formatDuration(aht)}, each done within ${formatDuration(deadline)}${counts === 'open-hours' ? ' of opening hours' : ''}, earliest deadline first`,
      '',
      ...table(
        [title('start', 'from'), title('agents'), title('backlog_hours', 'hours of work left')].map((heading, i) => ({
          heading,
          align: i === 0 ? 'left' : 'right',
        })),
        rowsOf(staffing, open).map(([start, agents, backlog]) => [start, String(agents), figures.number(backlog, 1)]),
        tableStyle(terminal),
      ),
    ],
    json: () => ({ version: 1, volume, aht, deadline, counts, ...staffing }),
    csv: () => ({
      headings: ['start', 'agents', 'backlog_hours'].map((name) => title(name)),
      rows: rowsOf(staffing, open),
    }),
  })
  return 0
}

function rowsOf({ agents, service }: DeferredStaffing, open: readonly boolean[]): [string, number, number][] {
  return agents
    .map((n, i): [string, number, number] => [formatClock(i * SLOT), n, Number(service.backlog[i].toFixed(3))])
    .filter((_, i) => open[i])
}

function isOpen(spans: readonly OpenSpan[], second: number): boolean {
  return spans.some(({ from, to }) => second >= from && second < to)
}

function needed(value: number | undefined, name: string, example: string): number {
  if (value !== undefined) return value
  throw new KrarupError({ code: 'MISSING', what: `--${name} is missing`, how: `for example --${name} ${example}` })
}
