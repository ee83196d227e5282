import type { TrainingsModel } from '../../model/feature-models.ts'
import { type Agent, AWAY, type Centre, EVENT, OFF_DUTY } from '../state/index.ts'
import { takePause } from './duty.ts'
import { isCounted } from './on-duty.ts'

export function planTrainings({ agenda }: Centre, { at }: TrainingsModel): void {
  at.forEach((time, k) => {
    agenda.plan(time, EVENT.training, k)
  })
}

/**
 * A training begins: of those on duty who have not had it, the idle go at once, longest idle first, then those who are busy, when they are done, then those who are at a pause. Whom it finds absent, or not long enough on duty, it
 * makes up for with others the next time. Agents by numbers are not told apart.
 */
export function train(centre: Centre, trainings: TrainingsModel, k: number): void {
  const { agents, trained, untrained, idle } = centre
  const group = trainings.group[k]
  const first = trainings.first[k]
  const end = trainings.end[k]
  const length = trainings.length[k]
  let wanted = trainings.agents[k] + untrained[first]
  const attends = (agent: Agent, isAtPause = false) => {
    if (agent.place < first || agent.place >= end || agent.state === OFF_DUTY) return
    if ((agent.state === AWAY || agent.dueLengths.length > 0) !== isAtPause) return
    const isDue = isCounted(centre, agent) ? !isAtPause : trained[agent.place] <= trainings.round[k]
    if (!isDue || agent.goesAt < centre.now + length) return
    takePause(centre, agent, length)
    trained[agent.place]++
    wanted--
  }
  for (let agent = idle[group].first; agent && wanted > 0; ) {
    const next: Agent | undefined = agent.after
    attends(agent)
    agent = next
  }
  for (const isAtPause of [false, true]) for (let p = first; p < end && wanted > 0; p++) attends(agents[p], isAtPause)
  untrained[first] = wanted
}
