import type { CapacityQuestion, Ranged } from './question.ts'

/** Monday, 4 January 2027. */
export const MONDAY = 20_822

/** Hours of work that can wait, at an occupancy of 100 %: an hour of them is an hour on duty. */
export function workOf(hours: readonly (number | Ranged)[]): CapacityQuestion['queues'][number] {
  return {
    name: 'mail',
    group: 'mail',
    volume: hours.map((each) => (typeof each === 'number' ? { low: each, mean: each, high: each } : each)),
    aht: hours.map(() => 3600),
    shape: { interval: 604_800, shares: [1] },
    occupancy: 1,
  }
}

/** One group of so many agents who work 40 hours a week, and work of so many hours in each week; classes of any size every week at once, without training. */
export function smallQuestion(
  agents: number,
  hours: readonly (number | Ranged)[],
  changes: Partial<CapacityQuestion> = {},
): CapacityQuestion {
  return {
    start: MONDAY,
    weeks: hours.length,
    hoursAWeek: 40,
    queues: [workOf(hours)],
    groups: [
      {
        name: 'mail',
        agents: [{ count: agents, contract: 'full' }],
        classes: { least: 1, most: 1000, atOnce: 1, lead: 0, closed: [], planned: [], cost: 0, hire: 0 },
      },
    ],
    shrinkage: [],
    contracts: [{ name: 'full', hours: 40, pay: 4000 }],
    training: [],
    learning: [],
    attrition: [],
    lending: [],
    ...changes,
  }
}

/** The same question with other rules of classes. */
export function withClasses(
  question: CapacityQuestion,
  classes: Partial<CapacityQuestion['groups'][number]['classes']>,
): CapacityQuestion {
  return {
    ...question,
    groups: question.groups.map((group) => ({ ...group, classes: { ...group.classes, ...classes } })),
  }
}
