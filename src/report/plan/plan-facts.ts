import type { GroupPlan, QueueForecast } from '../../plan/index.ts'
import { figuresIn } from '../format.ts'
import { listed } from '../language.ts'
import { modelName } from '../model-name.ts'
import type { Words } from '../plan-words.ts'
import { describePeriod, describePool, describeRostered } from './describe-savings.ts'
import { describeSure } from './describe-sure.ts'
import { describeDeadline, describeTarget } from './describe-target.ts'

/** Queues of a group that are listed by name. */
const MOST_NAMES = 40
const FEW_VALUES = 3

/** What a group's plan rests on: each fact with its name. */
export function groupFacts(
  group: GroupPlan,
  forecasts: ReadonlyMap<string, QueueForecast>,
  words: Words,
): [string, string][] {
  const { duration, share, fill } = figuresIn(words.language)
  const period = describePeriod(group, words)
  const pool = describePool(group, words)
  const rostered = describeRostered(group, words)
  const sure = describeSure(group, words, '±')
  const queues = group.queues.flatMap((queue) => forecasts.get(queue) ?? [])
  const patience =
    group.patienceSource === 'none' || !Number.isFinite(group.patience)
      ? words.infinite
      : fill(words.sourced, {
          value: duration(group.patience),
          source: group.patienceSource === 'history' ? words.fromHistory : words.given,
        })
  const sources = [
    ...new Set(queues.map((queue) => (queue.ahtSource === 'history' ? words.ahtFromHistory : words.given))),
  ]
  return [
    ...group.targets.map((target): [string, string] => [
      words.target,
      group.deadline ? describeDeadline(group.deadline, words) : describeTarget(target, words),
    ]),
    [words.shrinkage, share(group.shrinkage)],
    [words.model, words[group.model]],
    [words.solution, group.solution === 'transient' ? words.transient : words.steadyState],
    [words.patience, patience],
    [words.aht, fill(words.sourced, { value: duration(group.total.aht), source: listed(sources, words.language) })],
    [
      words.forecastModel,
      listed([...new Set(queues.map((queue) => modelName(queue.forecastModel, words.language)))], words.language),
    ],
    ...(group.queues.length > 1 || group.queues[0] !== group.name
      ? [[words.queues, namesOf(group.queues, words)] as [string, string]]
      : []),
    ...(period === undefined ? [] : [[words.period, period] as [string, string]]),
    ...(sure === undefined ? [] : [[words.sure, sure] as [string, string]]),
    ...(rostered === undefined ? [] : [[words.rostered, rostered] as [string, string]]),
    ...(pool === undefined ? [] : [[words.pool, pool] as [string, string]]),
  ]
}

function namesOf(names: readonly string[], { language }: Words): string {
  const shown = listed(names.slice(0, MOST_NAMES), language)
  return names.length > MOST_NAMES ? `${shown}, … (${figuresIn(language).number(names.length)})` : shown
}

/** What holds for several groups: each fact with its few different values, the largest group's first. */
export function commonFacts(groups: readonly (readonly [string, string][])[], words: Words): [string, string][] {
  const values = new Map<string, Set<string>>()
  for (const [name, value] of groups.flat()) values.set(name, (values.get(name) ?? new Set()).add(value))
  return [...values].map(([name, different]) => [
    name,
    different.size <= FEW_VALUES ? [...different].join(' · ') : words.byGroup,
  ])
}
