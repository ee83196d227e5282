import { exponential } from '../../../numeric/random/exponential.ts'
import { bookOvertime as bookGroupOvertime } from '../../kernel/index.ts'
import { onGrid } from '../../model/grid.ts'
import * as columns from '../../model/tally.ts'
import { bookPauseBegun, bookPresence } from '../contact/index.ts'
import type { Agent, Centre } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { GROUP, GROUP_COLUMNS } = columns
const { AWAY, AWAY_TIMES, EVENT, OFF_DUTY } = state

export function isCounted({ agentLevel }: Centre, { place, group }: Agent): boolean {
  return place < agentLevel.agentStart[group] + agentLevel.countedAgents[group]
}

/** Overtime of counted agents of a group since it was last booked, in interval `i`. */
export function bookOvertime(centre: Centre, group: number, i: number): void {
  const cell = i * centre.model.groups + group
  const column = cell * GROUP_COLUMNS + GROUP.overtime
  const before = centre.tally.group[column]
  bookGroupOvertime(centre.workspace, group, i, centre.now)
  // That of agents with shifts stands in the same column. Sums are exact, so this is what has just been booked.
  centre.countedOvertime[cell] += centre.tally.group[column] - before
}

/** When the agent will next be away unplanned: exponential times on duty between absences. */
export function planAbsence(centre: Centre, agent: Agent): void {
  const mean = centre.agentLevel.awayEvery[agent.group]
  if (mean === Number.POSITIVE_INFINITY) return
  const wait = onGrid(exponential(centre.groupStreams, centre.streamOf(agent.group, AWAY_TIMES)) * mean)
  agent.dutyStamp++
  centre.agenda.plan(centre.now + wait, EVENT.awayDue, agent.place, agent.dutyStamp)
}

export function goOffDuty(centre: Centre, agent: Agent): void {
  if (agent.state !== AWAY) centre.present[agent.group]--
  agent.state = OFF_DUTY
  agent.stamp++
  if (isCounted(centre, agent)) centre.bench[agent.group].push(agent)
  else bookPresence(centre, agent)
}

export function startPause(centre: Centre, agent: Agent): void {
  const length = agent.dueLengths.shift() as number
  bookPauseBegun(centre, agent.group, agent.dueSince.shift() as number)
  centre.present[agent.group]--
  agent.state = AWAY
  agent.stamp++
  agent.since = centre.now
  centre.agenda.plan(centre.now + length, EVENT.pauseEnd, agent.place, agent.stamp)
}
