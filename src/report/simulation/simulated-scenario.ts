import { DAY_SECONDS, DEFAULT_TARGET, type Target } from '../../domain/index.ts'
import type { Scenario, Simulation } from '../../sim/index.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { pageWords, startText, type TimeAxis } from '../page/index.ts'
import { spokenDuration } from '../spoken-duration.ts'
import type { PlusMinus } from './figure.ts'
import { simulationWords } from './words.ts'

/** A scenario, and when its day begins on the clock: what a scenario file says, or a program. */
export interface SimulatedScenario {
  scenario: Scenario
  /** Second of the day at which the first interval begins: 28 800 for 08:00. Default 0. */
  opens?: number | undefined
}

export function titleOf({ scenario }: SimulatedScenario, language: Language): string {
  return scenario.name ?? simulationWords(language).scenario
}

export function targetOf({ scenario }: SimulatedScenario, queue: string, tier?: string): Target {
  const ofTier = tier === undefined ? undefined : scenario.tiers?.[tier]?.target
  return ofTier ?? scenario.queues[queue].target ?? DEFAULT_TARGET
}

/** When the intervals that are counted begin. */
export function timesOf(
  { opens = 0, scenario }: SimulatedScenario,
  { estimates }: Simulation,
  language: Language = 'en',
): TimeAxis {
  const { interval, warmUp, allQueues } = estimates
  const first = warmUp / interval
  const count = allQueues.intervals.length
  const perDay = (first + count) / (scenario.days ?? 1)
  return { opens, interval, perDay, first, count, day: pageWords(language).day }
}

/** When the counted interval `index` begins: `07:30`, and on later days `2 07:30`. */
export function startOf(simulated: SimulatedScenario, simulation: Simulation, index: number): string {
  return startText(timesOf(simulated, simulation), index)
}

/** What was run, and how well it is known. */
export function describeRun(
  simulated: SimulatedScenario,
  simulation: Simulation,
  sign: PlusMinus,
  language: Language,
): string {
  const words = simulationWords(language)
  const { fill, clock, percent } = figures
  const { estimates, replications, seed } = simulation
  const { interval, warmUp, allQueues, confidence } = estimates
  const end = (simulated.opens ?? 0) + warmUp + allQueues.intervals.length * interval
  const days = simulated.scenario.days ?? 1
  return fill(replications === 1 ? words.runOnce : words.run, {
    replications,
    span:
      days > 1
        ? fill(words.days, { days })
        : `${startOf(simulated, simulation, 0)}-${clock(end > DAY_SECONDS ? end - DAY_SECONDS : end)}`,
    steps: fill(warmUp > 0 ? words.stepsAfterWarmUp : words.steps, {
      interval: spokenDuration(interval, language),
      warmUp: spokenDuration(warmUp, language),
    }),
    seed,
    sign,
    confidence: percent(confidence, 0),
  })
}
