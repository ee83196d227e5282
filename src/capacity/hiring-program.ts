import { addColumn, addRow, type Entry, newProgram, type Program } from '../solver/index.ts'
import { WEEKS_A_MONTH } from './people.ts'
import type { Hires, Prepared, Presence } from './prepare.ts'
import type { ClassRules } from './question.ts'

/** What is decided: classes, overtime, lending, and what is lacking then. */
export interface Decision {
  hires: Hires[]
  /** By group and week: full-time agents on duty. */
  overtime: Float64Array[]
  short: Float64Array[]
  /** By way of lending and week: full-time agents on duty whom the one group gives. */
  lent: Float64Array[]
}

/** The program of a question, and what its answers mean. */
export interface HiringProgram {
  program: Program
  /** What is paid whatever is decided. */
  fixedCost: number
  decisionOf(values: ArrayLike<number>): Decision
}

/** A preference too small to pay for anything: of two answers that cost the same the one with less to do. */
const LEAST_COST = 1e-6

/**
 * The mixed integer program of hiring: least pay, overtime, lending and lacking hours over the weeks, with classes of least and most people. Columns are people of a class by contract (whole numbers), classes of a week (whole
 * numbers), overtime, lending and what is lacking by week; a row a week and group says that agents on duty cover the need. Team leaders and trainers are counted by the person here, not by whole numbers.
 */
export function hiringProgram(prepared: Prepared): HiringProgram {
  const { question, present, groups, careers } = prepared
  const { weeks, hoursAWeek, contracts, lending, cover = 'mean' } = question
  const program = newProgram()
  const all = Array.from({ length: weeks }, (_, week) => week)
  const covering: Entry[][][] = groups.map(() => all.map(() => []))
  const capping: Entry[][][] = groups.map(() => all.map(() => []))
  /** Classes that can begin: columns of their people by contract, and of their number. */
  const starts: { group: number; week: number; people: number[]; classes: number }[] = []
  const newcomers = contracts.map((contract) => all.map((week) => prepared.newcomer(contract, week)))
  groups.forEach(({ group: { classes } }, g) => {
    const own = all
      .filter((week) => mayStart(classes, week))
      .map((week) => {
        const people = contracts.map((_, c) => {
          const newcomer = newcomers[c][week]
          const column = addColumn(program, {
            cost: costOf(newcomer, prepared) + (prepared.priced ? classes.hire : 0),
            upper: Math.max(plannedOf(classes, week) ?? 0, classes.most * classes.atOnce),
            whole: true,
          })
          for (let at = week; at < weeks; at++) {
            if (newcomer.duty[at] > 0) covering[g][at].push([column, newcomer.duty[at]])
            const trained = newcomer.heads[at] - newcomer.inTraining[at]
            if (trained > 0) capping[g][at].push([column, -trained])
          }
          return column
        })
        return { group: g, week, people, classes: addClass(program, prepared, classes, week, people) }
      })
    addRooms(program, classes, own, careers.trained)
    starts.push(...own)
  })
  const overtime = groups.map(({ base }, g) =>
    all.map((week) => {
      const most = (question.overtime?.most ?? 0) / hoursAWeek
      const column = addColumn(program, {
        cost: hoursAWeek * prepared.overtimeHour,
        upper: most > 0 ? Number.POSITIVE_INFINITY : 0,
      })
      covering[g][week].push([column, 1])
      if (most > 0)
        addRow(program, Number.NEGATIVE_INFINITY, base.heads[week] - base.inTraining[week], [
          [column, 1 / most],
          ...capping[g][week],
        ])
      return column
    }),
  )
  const lent = lending.map(({ from, to, most, speed, cost }) => {
    const [giver, taker] = [from, to].map((name) => groups.findIndex(({ group }) => group.name === name))
    return all.map((week) => {
      const column = addColumn(program, {
        cost: hoursAWeek * ((prepared.priced ? cost : 0) + LEAST_COST),
        upper: most * present[week],
      })
      covering[giver][week].push([column, -1])
      covering[taker][week].push([column, speed])
      return column
    })
  })
  const short = groups.map(({ need, base }, g) =>
    all.map((week) => {
      const column = addColumn(program, { cost: hoursAWeek * prepared.shortHour })
      addRow(program, need[week][cover] - base.duty[week], Number.POSITIVE_INFINITY, [
        ...covering[g][week],
        [column, 1],
      ])
      return column
    }),
  )
  return {
    program,
    fixedCost: groups.reduce((sum, { base }) => sum + costOf(base, prepared), 0),
    decisionOf: (values) => {
      const read = (columns: readonly number[]) => Float64Array.from(columns, (column) => Math.max(0, values[column]))
      return {
        hires: starts
          .map(({ group, week, people }) => ({ group, week, people: people.map((each) => Math.round(values[each])) }))
          .filter(({ people }) => people.some((count) => count > 0)),
        overtime: overtime.map(read),
        short: short.map(read),
        lent: lent.map(read),
      }
    },
  }
}

function plannedOf({ planned }: ClassRules, week: number): number | undefined {
  return planned.find((each) => each.week === week)?.people
}

function mayStart(classes: ClassRules, week: number): boolean {
  if (plannedOf(classes, week) !== undefined) return true
  return classes.most > 0 && week >= classes.lead && !classes.closed.includes(week)
}

/** The column of how many classes begin in a week, tied to their people. */
function addClass(
  program: Program,
  { priced, question: { contracts } }: Prepared,
  classes: ClassRules,
  week: number,
  people: readonly number[],
): number {
  const { least, most, atOnce, cost } = classes
  const planned = plannedOf(classes, week)
  const number = planned === undefined ? undefined : Math.max(1, Math.ceil(planned / Math.max(1, most)))
  const column = addColumn(program, {
    cost: priced ? cost : 0,
    lower: number ?? 0,
    upper: number ?? atOnce,
    whole: true,
  })
  const each = people.map((person): Entry => [person, 1])
  if (planned === undefined) {
    addRow(program, 0, Number.POSITIVE_INFINITY, [...each, [column, -least]])
    addRow(program, Number.NEGATIVE_INFINITY, 0, [...each, [column, -most]])
  } else addRow(program, planned, planned, each)
  contracts.forEach(({ most: share = 1 }, c) => {
    if (share >= 1) return
    addRow(
      program,
      Number.NEGATIVE_INFINITY,
      0,
      people.map((person, k): Entry => [person, (k === c ? 1 : 0) - share]),
    )
  })
  return column
}

/** Classes in training at the same time. What is planned already stays, even where it is more. */
function addRooms(
  program: Program,
  { atOnce }: ClassRules,
  starts: readonly { week: number; classes: number }[],
  length: number,
): void {
  for (const { week } of starts) {
    const together = starts.filter((each) => each.week <= week && each.week > week - Math.max(1, length))
    if (together.length < 2) continue
    const decided = together.reduce((sum, { classes }) => sum + program.lower[classes], 0)
    addRow(
      program,
      Number.NEGATIVE_INFINITY,
      Math.max(atOnce, decided),
      together.map(({ classes }): Entry => [classes, 1]),
    )
  }
}

/** What people cost over the plan, with their share of a team leader and of a trainer. */
function costOf({ pay, heads, inTraining }: Presence, { question, priced }: Prepared): number {
  const { teamLeaders, trainers } = question
  let cost = 0
  for (const [week, paid] of pay.entries()) {
    cost += paid
    if (!priced) continue
    if (teamLeaders)
      cost += ((heads[week] - inTraining[week]) / teamLeaders.agentsEach) * (teamLeaders.pay / WEEKS_A_MONTH)
    if (trainers) cost += (inTraining[week] / trainers.peopleEach) * (trainers.pay / WEEKS_A_MONTH)
  }
  return cost
}
