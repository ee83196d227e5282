import { DAY_SECONDS, DEFAULT_TARGET, formatShare, formatTarget, type Target } from '../../domain/index.ts'
import type { Deadline } from '../../scenario/index.ts'
import type { Scenario, Simulation } from '../../sim/index.ts'
import { figures, figuresIn } from '../format.ts'
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

/** The target of a queue, or of a tier in it, as tables show it: that of deferred work is a share by its deadline (`90/48h`, `90 by 08:00 next day`). Without a deadline there is none. */
export function targetText(simulated: SimulatedScenario, queue: string, language: Language, tier?: string): string {
  const { scenario, opens = 0 } = simulated
  const target = targetOf(simulated, queue, tier)
  const { serviceLevel, ...others } = target
  if (scenario.queues[queue].channel !== 'deferred' || !serviceLevel) return formatTarget(target)
  const ofTier = tier === undefined ? undefined : scenario.tiers?.[tier]?.deadline
  // A step of a case is done by the clock of its case.
  const steps = Object.values(scenario.cases ?? {}).flatMap((each) => each.steps)
  const within = steps.find((step) => step.queue === queue)?.within
  const deadline = within ?? ofTier ?? scenario.queues[queue].deadline
  const rest = Object.keys(others).length > 0 ? [formatTarget(others)] : []
  const share = formatShare(serviceLevel.share).slice(0, -1)
  return [
    ...(deadline === undefined || deadline === 'none' ? [] : [deadlineText(share, deadline, opens, language)]),
    ...rest,
  ].join(',')
}

/** A share by a deadline. */
function deadlineText(share: string, deadline: Deadline, opens: number, language: Language): string {
  const words = simulationWords(language)
  const { fill, clock } = figures
  if (typeof deadline === 'number') return `${share}/${spokenDuration(deadline, language)}`
  const { at, daysLater = 0 } = deadline
  const text = [words.shareBy, words.shareByNextDay][daysLater] ?? words.shareByDay
  return fill(text, { share, time: clock(opens + at), days: daysLater })
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
  const { fill, clock, percent } = figuresIn(language)
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
