export { type ChatState, type ChatTraffic, chat, chatAgents } from './chat.ts'
export {
  type Balking,
  empiricalPatience,
  generalPatience,
  hyperexponentialPatience,
  lognormalPatience,
  type Patience,
  weibullPatience,
} from './patience.ts'
export { type PriorityTraffic, priorityAgents, priorityQueue } from './priority.ts'
export {
  type UncertainOptions,
  type UncertainRequirement,
  type UncertainState,
  type UncertainTraffic,
  uncertainAgents,
  uncertainRate,
} from './uncertainty.ts'
export { type GeneralQueueParameters, generalQueue, type VariabilityMethod } from './variability.ts'
