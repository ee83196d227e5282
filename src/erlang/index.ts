export { type EngsetParameters, type EngsetState, engset } from './engset.ts'
export { erlangA, type PatientQueueParameters, type PatientState } from './erlang-a.ts'
export { erlangB } from './erlang-b.ts'
export { erlangC } from './erlang-c.ts'
export { extendedErlangB } from './extended-erlang-b.ts'
export { type FiniteLinesParameters, finiteLines } from './finite-lines.ts'
export { firstAttempts } from './first-attempts.ts'
export { fractionalAgents } from './fractional-agents.ts'
export { largestMeeting } from './largest-meeting.ts'
export { largestVolume } from './largest-volume.ts'
export { type LeastAgentsOptions, leastAgents } from './least-agents.ts'
export { loadForBlocking } from './load-for-blocking.ts'
export { longestAht } from './longest-aht.ts'
export { patienceRange } from './patience-range.ts'
export { economyOfScale, type PoolingGain, poolingGain, type ScalePoint } from './pooling.ts'
export type { QueueModelName, QueueModelParameters } from './queue-model.ts'
export { type RedialEquilibrium, type RedialOptions, withRedials } from './redials.ts'
export { type RequirementOptions, type RequirementParameters, requiredAgents } from './required-agents.ts'
export { type HorizonParameters, type HorizonRequirements, requirements } from './requirements.ts'
export { type Sensitivity, sensitivity } from './sensitivity.ts'
export { serversForBlocking } from './servers-for-blocking.ts'
export { type StaffedQueueParameters, staffedQueue } from './staffed-queue.ts'
export type {
  BindingCondition,
  QueueParameters,
  RedialCounts,
  Requirement,
  SteadyState,
  SteadyStateJson,
  Traffic,
} from './steady-state.ts'
