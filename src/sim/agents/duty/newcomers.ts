import type { LearningModel } from '../../model/feature-models.ts'
import type { Centre } from '../state/index.ts'

/** Where a day begins, newcomers are as quick as they have become. What they have begun goes on as it was. */
export function learnToday(centre: Centre, learning: LearningModel): void {
  const { intervals, intervalsPerDay } = centre.model
  if (centre.current < intervals && centre.current % intervalsPerDay === 0)
    learn(centre, learning, centre.current / intervalsPerDay)
}

/** Newcomers are as quick as on a day of the run. */
export function learn({ agents, model, agentLevel }: Centre, { newcomers, pace }: LearningModel, day: number): void {
  for (let g = 0; g < model.groups; g++) {
    const first = agentLevel.agentStart[g]
    for (let k = 0; k < newcomers[g]; k++) agents[first + k].pace = pace[day * model.groups + g]
  }
}
