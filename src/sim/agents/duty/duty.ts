import { DAY_SECONDS } from '../../../domain/index.ts'
import { sample } from '../../../numeric/random/sample.ts'
import { uniform } from '../../../numeric/random/stream.ts'
import { dayFactor } from '../../kernel/index.ts'
import type { AgentLevelModel } from '../../model/agent-level-model.ts'
import { onGrid } from '../../model/grid.ts'
import { bookPause, bookPresence } from '../contact/index.ts'
import { fetchIdle } from '../deferred/index.ts'
import type { Agent, Centre } from '../state/index.ts'
import * as state from '../state/index.ts'
import { bookOvertime, goOffDuty, isCounted, planAbsence, startPause } from './on-duty.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { ABSENCE, AWAY, AWAY_TIMES, EVENT, IDLE, LATENESS, OFF_DUTY } = state

/** Who comes today, and when: decided for all persons and days before the run begins. */
export function planDuty(centre: Centre): void {
  const { model, agentLevel, agenda, groupStreams, counts } = centre
  const { groups, intervals, intervalsPerDay, interval } = model
  const days = intervals / intervalsPerDay
  const daySeconds = intervalsPerDay * interval
  for (let g = 0; g < groups; g++) {
    const from = agentLevel.agentStart[g]
    const counted = agentLevel.countedAgents[g]
    const fromTheNight: Agent[] = []
    const absent = centre.streamOf(g, ABSENCE)
    for (let day = 0; day < days; day++) {
      const present: boolean[] = []
      const share = absenceOn(centre, g, day)
      const isCertain = share === 0 && !model.dayFactors
      for (let p = from; p < agentLevel.agentStart[g + 1]; p++)
        present.push(isCertain || uniform(groupStreams, absent) >= share)
      for (let i = day * intervalsPerDay; i < (day + 1) * intervalsPerDay; i++) {
        const wanted = model.agents[i * groups + g]
        let count = wanted
        for (let k = 0; k < wanted && share > 0; k++) if (!present[k]) count--
        counts[i * groups + g] = count
      }
      for (let p = from + counted; p < agentLevel.agentStart[g + 1]; p++) {
        const by = agentLevel.lateShare[g] > 0 ? lateness(centre, g) : 0
        if (!present[p - from]) continue
        if (day === 0 && daySeconds === DAY_SECONDS && agentLevel.shiftTo[p] > DAY_SECONDS && isOn(agentLevel, p, -1))
          fromTheNight.push(centre.agents[p])
        if (!isOn(agentLevel, p, day)) continue
        const starts = day * daySeconds + agentLevel.shiftFrom[p] + by
        const ends = day * daySeconds + agentLevel.shiftTo[p]
        if (starts >= ends) continue
        agenda.plan(starts, EVENT.dutyStart, p)
        agenda.plan(ends, EVENT.dutyEnd, p)
        planPauses(centre, p, day * daySeconds, starts, ends)
      }
    }
    for (let p = from + counted - 1; p >= from; p--) centre.bench[g].push(centre.agents[p])
    for (let k = 0; k < counts[g]; k++) come(centre, centre.bench[g].pop() as Agent)
    for (const agent of fromTheNight) endNightShift(centre, agent)
  }
}

/** Share of a group that is absent on a day: on some days fewer come, and on others more, but not more than there are. */
function absenceOn({ model, agentLevel, workspace }: Centre, group: number, day: number): number {
  const { dayFactors, intervals, intervalsPerDay, groups } = model
  const usual = agentLevel.absence[group]
  if (!dayFactors) return usual
  const factor = dayFactor(workspace.dayDraws, intervals / intervalsPerDay, day, dayFactors.agents, groups, group)
  return Math.max(0, 1 - (1 - usual) * factor)
}

/** Whether a person's shift is worked on a day of the run, or on the one before it (-1). */
function isOn({ shiftOn, pace }: AgentLevelModel, person: number, day: number): boolean {
  return shiftOn === undefined || shiftOn[(day + 1) * pace.length + person] === 1
}

/** Where days are whole, a shift past midnight was worked the night before the run too: its agents are there until it ends. */
function endNightShift(centre: Centre, agent: Agent): void {
  agent.goesAt = centre.agentLevel.shiftTo[agent.place] - DAY_SECONDS
  centre.agenda.plan(agent.goesAt, EVENT.dutyEnd, agent.place)
  planPauses(centre, agent.place, -DAY_SECONDS, 0, agent.goesAt)
  come(centre, agent)
}

/** Pauses of a person's shift on the day that begins at `midnight`, as far as they fall into its duty. */
function planPauses(
  { agentLevel, agenda }: Centre,
  person: number,
  midnight: number,
  starts: number,
  ends: number,
): void {
  for (let k = agentLevel.pauseStart[person]; k < agentLevel.pauseStart[person + 1]; k++) {
    const at = midnight + agentLevel.pauseAt[k]
    if (at > starts && at < ends) agenda.plan(at, EVENT.pauseDue, k)
  }
}

/** By how much somebody of a group comes late. Everybody draws the time, late or not: so another share does not change what the others draw. */
function lateness(centre: Centre, group: number): number {
  const { model, agentLevel, groupStreams } = centre
  const stream = centre.streamOf(group, LATENESS)
  const isLate = uniform(groupStreams, stream) < agentLevel.lateShare[group]
  const by = sample(model.distributions, agentLevel.lateBy[group], groupStreams, stream)
  return isLate ? onGrid(by) : 0
}

/** Interval `centre.current` begins: counted agents come and go. Of those who go the idle do so now, the others when they have finished what they do. */
export function startInterval(centre: Centre): void {
  const { model, counts, idle, deficit, deficitSince, current: i, now, agenda } = centre
  const { groups, intervals } = model
  for (let g = 0; g < groups; g++) {
    if (deficit[g] > 0) bookOvertime(centre, g, i - 1)
    if (i === intervals) continue
    const change = counts[i * groups + g] - counts[(i - 1) * groups + g]
    if (change > 0) {
      const stay = Math.min(deficit[g], change)
      deficit[g] -= stay
      for (let k = stay; k < change; k++) agenda.plan(now, EVENT.newAgent, g)
    } else if (change < 0) {
      let leave = -change
      for (let agent = idle[g].first; agent && leave > 0; ) {
        const next: Agent | undefined = agent.after
        if (isCounted(centre, agent)) {
          fetchIdle(centre, agent)
          goOffDuty(centre, agent)
          leave--
        }
        agent = next
      }
      deficit[g] += leave
      deficitSince[g] = now
    }
  }
}

/** A counted agent of a group comes. */
export function newAgent(centre: Centre, group: number): void {
  const agent = centre.bench[group].pop()
  // Everybody may still be here: those who are to go have not finished.
  if (!agent) return
  come(centre, agent)
}

/** A shift begins. Who still works overtime of the day before goes on. */
export function startDuty(centre: Centre, agent: Agent): void {
  const { model, agentLevel } = centre
  const daySeconds = model.intervalsPerDay * model.interval
  const day = Math.floor(centre.now / daySeconds)
  const goesAt = day * daySeconds + agentLevel.shiftTo[agent.place]
  if (agent.state === OFF_DUTY) {
    agent.goesAt = goesAt
    come(centre, agent)
  } else {
    // The shift before has just ended, or its last contact goes on: who is here stays.
    bookPresence(centre, agent)
    agent.cameAt = centre.now
    agent.goesAt = goesAt
  }
}

function come(centre: Centre, agent: Agent): void {
  agent.cameAt = centre.now
  agent.worked = 0
  agent.dueLengths.length = 0
  agent.dueSince.length = 0
  agent.stamp++
  centre.present[agent.group]++
  planAbsence(centre, agent)
  centre.service.becomeFree(centre, agent)
}

/** Duty ends: the idle go at once, who is busy when it is done, who is away does not come back. At the end of the run all go on until nobody waits. */
export function endDuty(centre: Centre, agent: Agent): void {
  if (agent.state === OFF_DUTY || agent.goesAt !== centre.now) return
  if (centre.current === centre.model.intervals && centre.model.finish) {
    agent.goesAt = Number.POSITIVE_INFINITY
    return
  }
  if (agent.state === IDLE) {
    fetchIdle(centre, agent)
    goOffDuty(centre, agent)
  } else if (agent.state === AWAY) {
    bookPause(centre, agent)
    goOffDuty(centre, agent)
  }
}

/** A break or meeting of the shift is due. */
export function pauseDue(centre: Centre, pause: number): void {
  const { pauseStart, pauseLength } = centre.agentLevel
  const agent = centre.agents[agentOf(pauseStart, pause)]
  if (agent.state !== OFF_DUTY) takePause(centre, agent, pauseLength[pause])
}

/** The agent whose list a pause stands in. */
function agentOf(pauseStart: Int32Array, pause: number): number {
  let low = 0
  let high = pauseStart.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (pauseStart[middle] <= pause) low = middle
    else high = middle
  }
  return low
}

/** An unplanned absence is due. */
export function awayDue(centre: Centre, agent: Agent): void {
  const { model, agentLevel, groupStreams } = centre
  const stream = centre.streamOf(agent.group, AWAY_TIMES)
  takePause(centre, agent, onGrid(sample(model.distributions, agentLevel.awayFor[agent.group], groupStreams, stream)))
}

/** The idle go at once, the others after what they do: the pause is moved. Nobody leaves a queue that is served after the end of the day. */
export function takePause(centre: Centre, agent: Agent, length: number): void {
  if (centre.current === centre.model.intervals) return
  agent.dueLengths.push(length)
  agent.dueSince.push(centre.now)
  if (agent.state !== IDLE) return
  fetchIdle(centre, agent)
  startPause(centre, agent)
}

export function endPause(centre: Centre, agent: Agent): void {
  bookPause(centre, agent)
  centre.present[agent.group]++
  planAbsence(centre, agent)
  centre.service.becomeFree(centre, agent)
}
