import { sample } from '../../../numeric/random/sample.ts'
import { STREAM_SIZE } from '../../../numeric/random/stream.ts'
import * as kernel from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import type { AgentLevelModel } from '../../model/agent-level-model.ts'
import { onGrid } from '../../model/grid.ts'
import type { CompiledModel } from '../../model/model.ts'
import * as columns from '../../model/tally.ts'
import { fetchIdle } from '../deferred/index.ts'
import type { Centre } from '../state/index.ts'
import * as state from '../state/index.ts'
import { chooseAgent } from './choose.ts'
import { canBeTold, serve } from './foresee.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { DRAWN_AFTER_CALL, DRAWN_AHEAD, DRAWN_PATIENCE, DRAWN_SERVICE } = kernel
const { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } = agentLevelColumns
const { QUEUE, QUEUE_COLUMNS } = columns
const { RING_TIMES } = state

/** By queue, 1: nothing is between a call that comes and an idle agent, as `ask` would look for it. Limits of lines leave no route foreseen. */
export function plainQueues(model: CompiledModel, agentLevel: AgentLevelModel): Uint8Array {
  const { hours, arrivals, patienceFactors, troubles, deferred, chat } = agentLevel
  const isPlain = !(hours || arrivals || patienceFactors || troubles)
  return Uint8Array.from(model.queueNames, (_, q) => (isPlain && !deferred?.isDeferred[q] && !chat?.isChat[q] ? 1 : 0))
}

/** The stream of a group as it was before a ringing time was drawn. */
const before = new Int32Array(STREAM_SIZE)

/**
 * A call comes to a queue of `plainQueues`; what was drawn for it stands in `work.drawn` from `row` on. Where somebody is idle and all that becomes of both can be told, it is booked here, and no contact is
 * made of it. False: it is not, and nothing has changed.
 */
export function serveAtOnce(centre: Centre, q: number, row: number): boolean {
  const { now, current, caller, tally, model, workspace, agentLevel, groupStreams } = centre
  if (centre.trace !== undefined) return false
  caller.queue = q
  caller.origin = q
  caller.customer = centre.customers[q]
  const agent = chooseAgent(centre, caller, 0)
  if (agent === undefined || centre.foreseen[caller.route] === 0) return false
  const { drawn } = workspace
  const shape = model.routeShape[caller.route]
  caller.service[shape] = drawn[row + DRAWN_SERVICE + shape * DRAWN_AHEAD]
  caller.afterCall = drawn[row + DRAWN_AFTER_CALL]
  caller.deadline = now + drawn[row + DRAWN_PATIENCE]
  caller.usualAfterCall = Number.NaN
  caller.arrived = now
  caller.interval = current
  caller.firstInterval = current
  caller.served = false
  caller.line = model.parentOf[q]
  caller.answered = now
  const ring = agentLevel.ring[agent.group]
  const stream = centre.streamOf(agent.group, RING_TIMES)
  if (ring >= 0) {
    for (let k = 0; k < STREAM_SIZE; k++) before[k] = groupStreams[stream + k]
    caller.answered = now + onGrid(sample(model.distributions, ring, groupStreams, stream))
  }
  if (!canBeTold(centre, caller, agent)) {
    if (ring >= 0) groupStreams.set(before, stream)
    return false
  }
  const cell = current * model.queues + q
  tally.queue[cell * QUEUE_COLUMNS + QUEUE.offered]++
  const ofCustomers = cell * AGENT_LEVEL_QUEUE_COLUMNS
  tally.agentLevelQueue[ofCustomers + AGENT_LEVEL_QUEUE.customers]++
  centre.customers[q]++
  centre.lastWait[q] = 0
  fetchIdle(centre, agent)
  agent.stamp++
  centre.agentsBusy++
  serve(centre, caller, agent)
  tally.agentLevelQueue[ofCustomers + AGENT_LEVEL_QUEUE.lineSeconds] += caller.ended - now
  return true
}
