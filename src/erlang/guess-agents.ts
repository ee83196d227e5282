import type { Target } from '../domain/index.ts'
import { erfcx } from '../numeric/scaled-error-function.ts'

/**
 * A number of agents near the one that meets a target, to start a search from. Erlang C (patience Infinity): load + beta sqrt(load), with beta from the limit of
 * S. Halfin and W. Whitt, "Heavy-traffic limits for queues with many exponential servers" (1981). With patience, not more than what a fluid of callers who hang up in time leaves, and a margin.
 */
export function guessAgents(load: number, aht: number, patience: number, target: Target): number {
  const { serviceLevel, asa, meanWait, occupancy } = target
  const spread = Math.sqrt(load)
  const wait = Math.min(asa ?? Infinity, meanWait ?? Infinity)
  let agents = load
  if (serviceLevel)
    agents = load + spread * betaFor(1 - serviceLevel.share, (serviceLevel.within * spread) / aht, stepsFor(load))
  if (wait < Infinity) agents = Math.max(agents, load + spread * betaForWait((wait * spread) / aht, stepsFor(load)))
  if (patience < Infinity) agents = Math.min(agents, patientGuess(load, patience, target))
  return occupancy === undefined ? agents : Math.max(agents, load / occupancy)
}

/** Steps to a guess that is right to the agent, or nearly so: another costs as much as half a look at a queue. */
const stepsFor = (load: number) => (load < 50 ? 1 : 2)

/** beta at which the limit of P(wait > t) is `late`, for t = `scaled` * aht / sqrt(load). */
function betaFor(late: number, scaled: number, steps: number): number {
  let beta = 0.75 * Math.sqrt(-Math.log(late))
  for (let step = 0; step < steps; step++) {
    const { delay, slope } = halfinWhitt(beta)
    beta += (Math.log(delay / late) - scaled * beta) / (slope + scaled)
  }
  return beta
}

/** beta at which the limit of the mean wait is `scaled` * aht / sqrt(load). */
function betaForWait(scaled: number, steps: number): number {
  let beta = Math.min(1, 1 / (1 + scaled))
  for (let step = 0; step < steps; step++) {
    const { delay, slope } = halfinWhitt(beta)
    beta = Math.max(beta / 4, beta + Math.log(delay / (beta * scaled)) / (slope + 1 / beta))
  }
  return beta
}

/** Limit of the delay probability at load + beta sqrt(load) agents, and minus the derivative of its logarithm. */
function halfinWhitt(beta: number): { delay: number; slope: number } {
  // Phi(beta) / phi(beta)
  const ratio = Math.sqrt(2 * Math.PI) * Math.exp((beta * beta) / 2) - Math.sqrt(Math.PI / 2) * erfcx(beta / Math.SQRT2)
  const delay = 1 / (1 + beta * ratio)
  return { delay, slope: delay * (ratio * (1 + beta * beta) + beta) }
}

/** Agents that a fluid of callers with patience needs, plus a margin of a few square roots of the load. */
function patientGuess(load: number, patience: number, target: Target): number {
  const { serviceLevel, connectRate, asa, meanWait, abandonment } = target
  let answered = Math.max(
    connectRate ?? 0,
    1 - (abandonment ?? 1),
    meanWait === undefined ? 0 : 1 - meanWait / patience,
  )
  if (asa !== undefined) answered = Math.max(answered, Math.exp(-asa / patience))
  let agents = answered * load + Math.sqrt(load) / 2
  if (serviceLevel) {
    const { within, share, definition = 'answered/offered' } = serviceLevel
    const least = definition === 'answered/offered' ? share : 0
    const margin = 1.3 * Math.sqrt(-Math.log(1 - share) * load)
    agents = Math.max(agents, Math.max(least, patience > 0 ? Math.exp(-within / patience) : 0) * load + margin)
  }
  return agents
}
