import { DEFAULT_TARGET, formatDuration, formatShare, formatTarget, type Target } from '../../domain/index.ts'
import { erlangA, erlangC, requiredAgents, type SteadyState } from '../../erlang/index.ts'
import { scheduledAgents } from '../../plan/index.ts'
import { figures, table } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { printAnswer, tableStyle } from './output.ts'
import { Options } from './words.ts'

/** Rows shown on either side of the answer. */
const AROUND = 3

/** `krarup staff`. */
export async function runStaff(words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const volume = options.number('volume', 0)!
  const interval = options.duration('interval')!
  const aht = options.duration('aht')!
  const patience = options.duration('patience')
  const target = options.target('target') ?? DEFAULT_TARGET
  const shrinkage = options.share('shrinkage')!
  const traffic = { volume, interval, aht }
  const { agents, binding, state, warnings } = requiredAgents({ ...traffic, patience }, target)
  const stateOf = (n: number): SteadyState =>
    patience === undefined ? erlangC({ ...traffic, agents: n }) : erlangA({ ...traffic, agents: n, patience })
  const around = Array.from({ length: 2 * AROUND + 1 }, (_, i) => agents - AROUND + i).filter((n) => n >= 0)
  const columns = columnsOf(target, shrinkage, patience !== undefined)

  printAnswer(terminal, options, {
    lines: () => [
      `${agents} agents on duty${shrinkage > 0 ? `, ${scheduledAgents(agents, shrinkage)} scheduled (${formatShare(shrinkage)} shrinkage)` : ''}`,
      `${figures.number(volume, volume % 1 ? 1 : 0)} contacts in ${formatDuration(interval)} x ${formatDuration(aht)} = ${figures.number(state.load, 1)} Erlang; ${
        patience === undefined ? 'Erlang C, nobody hangs up' : `Erlang A, patience ${formatDuration(patience)}`
      }; target ${formatTarget(target)}${binding.length ? `; one agent less misses ${binding.join(', ')}` : ''}`,
      '',
      ...table(
        columns.map(({ heading }) => ({ heading, align: 'right' as const })),
        around.map((n) => columns.map(({ show, value }) => show(value(stateOf(n))))),
        { ...tableStyle(terminal), bold: (row) => around[row] === agents },
      ),
    ],
    json: () => ({
      version: 1,
      ...traffic,
      patience: patience ?? null,
      target: formatTarget(target),
      shrinkage,
      agents,
      scheduled: scheduledAgents(agents, shrinkage),
      binding,
      warnings,
      state: state.toJSON(),
      around: around.map((n) =>
        Object.fromEntries(columns.map(({ name, value }) => [name, finiteOrNull(value(stateOf(n)))])),
      ),
    }),
    csv: () => ({
      headings: columns.map(({ name }) => name),
      rows: around.map((n) => columns.map(({ value }) => finiteOrEmpty(value(stateOf(n))))),
    }),
  })
  for (const warning of warnings) terminal.note(warning)
  return 0
}

interface FigureColumn {
  name: string
  heading: string
  value: (state: SteadyState) => number
  show: (value: number) => string
}

function columnsOf(target: Target, shrinkage: number, abandons: boolean): FigureColumn[] {
  const level = target.serviceLevel ?? DEFAULT_TARGET.serviceLevel!
  const { number, percent, duration } = figures
  return [
    { name: 'agents', heading: 'agents', value: (s) => s.agents, show: number },
    ...(shrinkage > 0
      ? [
          {
            name: 'scheduled',
            heading: 'scheduled',
            value: (s: SteadyState) => scheduledAgents(s.agents, shrinkage),
            show: number,
          },
        ]
      : []),
    {
      name: 'service_level',
      heading: `within ${formatDuration(level.within)}`,
      value: (s) => s.serviceLevel(level.within, level.definition),
      show: percent,
    },
    { name: 'wait_probability', heading: 'wait', value: (s) => s.waitProbability, show: percent },
    ...(abandons
      ? [{ name: 'abandonment', heading: 'hang up', value: (s: SteadyState) => s.abandonment, show: percent }]
      : []),
    { name: 'asa', heading: 'ASA', value: (s) => s.asa, show: duration },
    { name: 'occupancy', heading: 'occupancy', value: (s) => s.occupancy, show: percent },
  ]
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function finiteOrEmpty(value: number): number | string {
  return Number.isFinite(value) ? value : ''
}
