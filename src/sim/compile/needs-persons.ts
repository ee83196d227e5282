import { AGENT_SELECTIONS, CALL_SELECTIONS, type Scenario } from '../../scenario/index.ts'
import { isThinned } from '../menu/index.ts'
import type { AgentLevelModel } from '../model/agent-level-model.ts'
import type { CompiledModel } from '../model/model.ts'
import { hasSharedTimes } from '../model/shared-times.ts'
import { daysNeedAgentLevel } from './day-factors.ts'
import { redialsChange } from './redials.ts'

/** Parts of a model that tell agents or contacts apart. */
const OF_PERSONS = [
  'learning',
  'trainings',
  'onward',
  'followUps',
  'cases',
  'arrivals',
  'troubles',
  'deferred',
  'chat',
  'sales',
  'campaigns',
  'hours',
  'announcements',
  'offers',
  'afterCalls',
  'priorities',
  'placesPerAgent',
] as const satisfies readonly (keyof AgentLevelModel)[]

const [IN_ORDER, MOST_IDLE, RANDOM] = (['order', 'most-idle', 'random'] as const).map((rule) =>
  AGENT_SELECTIONS.indexOf(rule),
)
const BEYOND_TARGET = CALL_SELECTIONS.indexOf('furthest-beyond-target')

/** Whether a model that the words of agent-level simulation are said of tells agents or contacts apart. What does not is run by the event loop, with the same figures and in a fraction of the time. */
export function needsPersons(scenario: Scenario, model: CompiledModel, agentLevel: AgentLevelModel): boolean {
  return (
    OF_PERSONS.some((part) => agentLevel[part] !== undefined) ||
    model.menus?.menus.some((menu) => !isThinned(model, menu)) ||
    daysNeedAgentLevel(scenario) ||
    agentsDiffer(agentLevel) ||
    choosesPersons(agentLevel) ||
    agentLevel.ring.some((ring) => ring >= 0) ||
    Object.values(scenario.queues).some((queue) => queue.tiers && (queue.lines ?? queue.places) !== undefined) ||
    Object.values(scenario.queues).some(redialsChange) ||
    // Where nobody hangs up, handle times that grow with the wait may run away, which agent-level simulation looks out for.
    agentLevel.handling?.perWait.some((perWait, q) => perWait > 0 && model.patience[q] < 0) === true ||
    // What a caller keeps is the patience before its factor.
    (agentLevel.patienceFactors !== undefined && agentLevel.redials?.keepsPatience.includes(1) === true) ||
    model.queueNames.some((_, q) => hasSharedTimes(model, q))
  )
}

function agentsDiffer({ pace, agentStart, countedAgents, absence, awayEvery }: AgentLevelModel): boolean {
  return (
    countedAgents.some((count, g) => count < agentStart[g + 1] - agentStart[g]) ||
    pace.some((each) => each !== 1) ||
    absence.some((share) => share > 0) ||
    awayEvery.some((mean) => mean < Number.POSITIVE_INFINITY)
  )
}

/** Who is idle how long is a list of moments, which somebody chosen at random would leave from the middle. */
function choosesPersons({ agentSelection, callSelection }: AgentLevelModel): boolean {
  return (
    agentSelection.some((rule) => rule !== IN_ORDER && rule !== MOST_IDLE && rule !== RANDOM) ||
    (agentSelection.includes(MOST_IDLE) && agentSelection.includes(RANDOM)) ||
    callSelection.includes(BEYOND_TARGET)
  )
}
