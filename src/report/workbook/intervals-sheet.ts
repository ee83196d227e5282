import { formatOffset, KrarupError } from '../../domain/index.ts'
import { type GroupPlan, SERVICE_FIGURES, serviceByAgents } from '../../plan/index.ts'
import { figures } from '../format.ts'
import { cellAt, on, quoted, rangeOf } from './address.ts'
import type { AssumptionPlaces } from './assumptions-sheet.ts'
import { computed, constant, figure, momentOf, type PlanSheets, rowNumbers } from './plan-sheets.ts'
import type { Cell, CellFormat, Sheet } from './workbook.ts'

/** Agents more than planned for which each interval's table has the service. */
const SHIFTS = [-2, -1, 0, 1, 2, 3, 4]

/** Intervals of all groups beyond which a workbook takes minutes to open and a gigabyte to make. */
const MOST_INTERVALS = 20_000

type ServiceFigure = (typeof SERVICE_FIGURES)[number]

/** Seconds of a day, where a figure is a duration in seconds. */
const SCALE: { readonly [Name in ServiceFigure]?: number } = { asa: 86_400 }
const FORMAT_OF: { readonly [Name in ServiceFigure]: CellFormat } = {
  serviceLevel: 'share',
  connectRate: 'share',
  asa: 'wait',
  occupancy: 'share',
  abandonment: 'share',
}

/** One interval of one group, and where its row's cells are. */
interface Place {
  group: GroupPlan
  /** Place of the group, from 0. */
  index: number
  i: number
  at: (key: string) => string
  /** Service with so many agents more. */
  shifted: ReadonlyMap<number, ReturnType<typeof serviceByAgents>>
}

interface Column {
  key: string
  heading: Cell
  width: number
  folded?: boolean
  /** The defined name of its figures. */
  name?: string
  /** Its figures may not be overwritten: something else was computed from them. */
  fixed?: boolean
  cell: (place: Place) => Cell | null
}

/** Every interval of every group in a row, as `plan.csv` has them: agents may be overwritten, everything to their right follows. Its figures have defined names, by which the other sheets add them up: rows may be sorted and filtered. */
export function intervalsSheet(
  sheets: PlanSheets,
  places: AssumptionPlaces,
): { sheet: Sheet; names: Record<string, string> } {
  const { plan, texts, names } = sheets
  const count = plan.groups.reduce((sum, { open }) => sum + open.reduce((all, one) => all + one, 0), 0)
  if (count > MOST_INTERVALS) throw tooMany(count)
  const columns = [...columnsOf(sheets, places), ...helpers(sheets), ...serviceTable(sheets)]
  const columnOf = new Map(columns.map(({ key }, column) => [key, column]))
  const rows: (Cell | null)[][] = [columns.map(({ heading }) => heading)]
  for (const [index, group] of plan.groups.entries()) {
    const shifted = new Map(SHIFTS.map((more) => [more, serviceByAgents(plan, group, more)]))
    for (let i = 0; i < plan.length; i++) {
      if (!group.open[i]) continue
      const row = rows.length
      const at = (key: string) => cellAt(row, columnOf.get(key)!)
      rows.push(columns.map(({ cell }) => cell({ group, index, i, at, shifted })))
    }
  }
  const whole = (column: number, fixed: '' | 'both' = '') =>
    rangeOf({ row: 1, column }, { row: Math.max(1, count), column }, fixed)
  const given = columns.flatMap((column, k) => (column.fixed ? [k] : []))
  const agents = whole(columnOf.get('agents')!)
  const shown = columns.filter(({ folded }) => !folded).length
  return {
    sheet: {
      name: names.intervals,
      columns: columns.map(({ width, folded }) => (folded ? { width, folded } : { width })),
      rows,
      frozen: { rows: 1, columns: 3 },
      filter: rangeOf({ row: 0, column: 0 }, { row: count, column: shown - 1 }),
      conditions: [
        { kind: 'changed', range: whole(columnOf.get('change')!) },
        ...serviceLimits(plan.groups, columnOf.get('serviceLevel')!),
      ],
      rules: [
        { range: agents, accepts: 'whole', title: texts.rulesAgents, message: texts.rulesAgentsHint },
        ...given.map((column) => ({
          range: whole(column),
          accepts: 'nothing' as const,
          title: texts.rulesForecast,
          message: texts.rulesForecastHint,
        })),
      ],
    },
    names: {
      ...Object.fromEntries(
        columns.flatMap(({ name }, column) =>
          name === undefined ? [] : [[name, on({ name: names.intervals }, whole(column, 'both'))]],
        ),
      ),
      shifts: on(
        { name: names.intervals },
        rangeOf(
          { row: 0, column: columnOf.get(keyOf('serviceLevel', SHIFTS[0]))! },
          { row: 0, column: columnOf.get(keyOf('serviceLevel', SHIFTS[SHIFTS.length - 1]))! },
          'both',
        ),
      ),
    },
  }
}

/** Service levels below the target of their group; a stretch of rows for each group, as they stand when the workbook is made. */
function serviceLimits(groups: readonly GroupPlan[], column: number): Sheet['conditions'] & object {
  let row = 1
  return groups.flatMap((group) => {
    const rows = group.open.reduce((all, one) => all + one, 0)
    const from = row
    row += rows
    const limit = group.targets[0]?.serviceLevel?.share
    return limit === undefined || rows === 0
      ? []
      : [{ kind: 'below' as const, range: rangeOf({ row: from, column }, { row: row - 1, column }), limit }]
  })
}

function columnsOf(sheets: PlanSheets, places: AssumptionPlaces): Column[] {
  const { plan, words, texts, names } = sheets
  const assumption = (cell: string) => on({ name: names.assumptions }, cell)
  const column = (key: string, heading: string, width: number, cell: Column['cell'], more: Partial<Column> = {}) => ({
    key,
    heading: constant(heading, undefined, 'heading'),
    width,
    cell,
    ...more,
  })
  const hours = plan.interval / 3600
  const members = (group: GroupPlan) => plan.queues.filter(({ name }) => group.queues.includes(name))
  const today = plan.known !== undefined
  const own = plan.queues.some(({ overridden }) => overridden)
  return [
    column('date', texts.date, 17, ({ i }) => constant(momentOf(sheets, i).date, 'date'), {
      name: 'dates',
      fixed: true,
    }),
    column('time', words.time, 8, ({ i }) => constant(momentOf(sheets, i).time, 'time'), {
      name: 'times',
      fixed: true,
    }),
    column('group', words.group, 18, ({ group }) => constant(group.name), { fixed: true }),
    column('contacts', words.contacts, 11, ({ group, i }) => constant(figure(group.volume[i]), 'tenth'), {
      name: 'contacts',
      fixed: true,
    }),
    column('aht', words.aht, 9, ({ group, i }) => constant(figure(group.aht[i], 86_400), 'duration'), { fixed: true }),
    column('agents', words.agents, 9, ({ group, i }) => constant(group.agents[i], 'whole', 'input'), {
      name: 'agents',
    }),
    column('planned', texts.planned, 10, ({ group, i }) => constant(group.agents[i], 'whole'), { fixed: true }),
    column('change', texts.change, 9, ({ at }) => computed(`${at('agents')}-${at('planned')}`, 0, 'change'), {
      name: 'change',
    }),
    column('scheduled', words.scheduled, 11, ({ group, index, i, at }) =>
      // A quotient that is whole but for binary's last digits is whole: 21 agents at 30 % are 30.
      computed(
        `ROUNDUP(ROUND(${at('agents')}/(1-${assumption(places.shrinkage(index))}),9),0)`,
        group.scheduled[i],
        'whole',
      ),
    ),
    column(
      'agentHours',
      words.agentHours,
      13,
      ({ group, i, at }) => computed(`${at('agents')}*interval_hours`, group.agents[i] * hours, 'tenth'),
      { name: 'agent_hours' },
    ),
    column(
      'paidHours',
      words.paidHours,
      13,
      ({ group, index, i, at }) =>
        computed(
          `${at('agentHours')}/(1-${assumption(places.shrinkage(index))})`,
          (group.agents[i] * hours) / (1 - group.shrinkage),
          'tenth',
        ),
      { name: 'paid_hours' },
    ),
    column(
      'cost',
      texts.cost,
      10,
      ({ index, at }) => {
        const wage = assumption(places.wage(index))
        return computed(`IF(${wage}="","",${at('paidHours')}*${wage})`, '', 'money')
      },
      { name: 'cost' },
    ),
    ...SERVICE_FIGURES.map((name) =>
      column(
        name,
        words[name],
        15,
        ({ group, i, at }) =>
          computed(
            `IFERROR(INDEX(${at(keyOf(name, SHIFTS[0]))}:${at(keyOf(name, SHIFTS[SHIFTS.length - 1]))},1,MATCH(${at('change')},shifts,0)),${quoted(texts.outside)})`,
            figure(group[name][i], SCALE[name]),
            FORMAT_OF[name],
          ),
        { name: NAME_OF[name] },
      ),
    ),
    ...(today
      ? [
          column('known', texts.known, 9, ({ i }) => constant(i < plan.known! ? 1 : 0, 'whole')),
          column('volumeMorning', words.morningContacts, 10, ({ group, i }) =>
            constant((group.morning ?? group).volume[i], 'tenth'),
          ),
          column('agentsMorning', words.morningAgents, 9, ({ group, i }) =>
            constant((group.morning ?? group).agents[i], 'whole'),
          ),
          column('addOrRelease', words.addOrRelease, 9, ({ group, i, at }) =>
            computed(
              `${at('agents')}-${at('agentsMorning')}`,
              group.agents[i] - (group.morning ?? group).agents[i],
              'change',
            ),
          ),
        ]
      : []),
    ...(plan.offsets
      ? [column('offset', texts.utcOffset, 11, ({ i }) => constant(formatOffset(plan.offsets![i])))]
      : []),
    ...(own
      ? [
          column('volumeModel', texts.modelContacts, 10, ({ group, i }) =>
            constant(
              members(group).reduce(
                (sum, { volume, volumeBeforeOverride = volume }) => sum + (volumeBeforeOverride[i] || 0),
                0,
              ),
              'tenth',
            ),
          ),
          column('overridden', texts.overridden, 9, ({ group, i }) =>
            constant(members(group).some(({ overridden }) => overridden?.[i] === 1) ? 1 : 0, 'whole'),
          ),
        ]
      : []),
  ]
}

const NAME_OF: { readonly [Name in ServiceFigure]: string } = {
  serviceLevel: 'service_level',
  connectRate: 'connect_rate',
  asa: 'asa',
  occupancy: 'occupancy',
  abandonment: 'abandonment',
}

/** What days and weeks add up; a figure that is not known counts nothing, and where it would they say so. */
function helpers(sheets: PlanSheets): Column[] {
  const { plan, texts } = sheets
  const numbers = rowNumbers(plan)
  const helper = (key: string, heading: string, name: string, cell: Column['cell']): Column => ({
    key,
    heading: constant(heading, undefined, 'heading'),
    width: 11,
    folded: true,
    name,
    cell,
  })
  const times = (
    key: string,
    heading: string,
    name: string,
    of: string,
    factor: string,
    value: (place: Place) => number,
  ) =>
    helper(key, heading, name, (place) => {
      const { at } = place
      return computed(
        `IF(AND(${at('contacts')}>0,ISNUMBER(${at(of)})),${at(factor)}*${at(of)},0)`,
        place.group.volume[place.i] > 0 && Number.isFinite(place.group[of as ServiceFigure][place.i])
          ? value(place)
          : 0,
      )
    })
  return [
    helper('row', texts.rowNumber, 'row_no', ({ index, i }) => constant(numbers[index][i])),
    helper('groupNumber', texts.groupNumber, 'group_no', ({ index }) => constant(index + 1)),
    ...(plan.again ? [helper('again', texts.again, 'again', ({ i }) => constant(momentOf(sheets, i).again))] : []),
    helper('handled', texts.handled, 'handled', ({ group, i, at }) =>
      computed(
        `IF(${at('contacts')}>0,${at('contacts')}*${at('aht')},0)`,
        group.volume[i] > 0 ? (group.volume[i] * group.aht[i]) / 86_400 : 0,
      ),
    ),
    times(
      'inTime',
      texts.inTime,
      'in_time',
      'serviceLevel',
      'contacts',
      ({ group, i }) => group.volume[i] * group.serviceLevel[i],
    ),
    times(
      'answered',
      texts.answered,
      'answered',
      'connectRate',
      'contacts',
      ({ group, i }) => group.volume[i] * group.connectRate[i],
    ),
    times(
      'waited',
      texts.waited,
      'waited',
      'asa',
      'answered',
      ({ group, i }) => (group.volume[i] * group.connectRate[i] * group.asa[i]) / 86_400,
    ),
    times('busy', texts.busy, 'busy', 'occupancy', 'agents', ({ group, i }) => group.agents[i] * group.occupancy[i]),
    times(
      'abandoned',
      texts.abandoned,
      'abandoned',
      'abandonment',
      'contacts',
      ({ group, i }) => group.volume[i] * group.abandonment[i],
    ),
  ]
}

/** Each interval's own table: its service with two agents fewer to four more than planned. Its headings are numbers, which formulas look up. */
function serviceTable({ words, texts }: PlanSheets): Column[] {
  return SERVICE_FIGURES.flatMap((name) => {
    const [before, after] = figures.fill(texts.shift, { figure: words[name], more: '|' }).split('|')
    const shown = ['+0', '-0', '0'].map((more) => `${quoted(before)}${more}${quoted(after)}`).join(';')
    return SHIFTS.map((more) => ({
      key: keyOf(name, more),
      heading: { ...constant(more, undefined, 'heading'), shown },
      width: 11,
      folded: true,
      fixed: true,
      cell: ({ i, shifted }: Place) => {
        const service = shifted.get(more)
        return constant(service === undefined ? texts.outside : figure(service[name][i], SCALE[name]), FORMAT_OF[name])
      },
    }))
  })
}

/** Key of a column of the table. */
function keyOf(name: ServiceFigure, more: number): string {
  return `${name} ${more}`
}

function tooMany(count: number): KrarupError {
  return new KrarupError({
    code: 'UNSUPPORTED',
    what: `the plan has ${figures.number(count)} intervals of all groups together, and a workbook of more than ${figures.number(MOST_INTERVALS)} takes minutes to open`,
    how: 'plan fewer queues (--queue) or days at a time, or write CSV (--out plan.csv)',
    value: count,
  })
}
