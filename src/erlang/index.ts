export { erlangA, type PatientQueueParameters } from './erlang-a.ts'
export { erlangB } from './erlang-b.ts'
export { erlangC } from './erlang-c.ts'
export {
  type BindingCondition,
  type QueueParameters,
  type Requirement,
  type SteadyState,
  type SteadyStateJson,
  type Traffic,
  trafficOf,
} from './steady-state.ts'
