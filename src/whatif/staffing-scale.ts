import type { Scenario } from '../sim/index.ts'
import { checkedScenario } from './assignment.ts'
import { namedRecords } from './day-clock.ts'
import { type DataRecord, dataOf, isNumbers } from './scenario-data.ts'

/**
 * The scenario with a share of the agents of some groups, in every interval and shift. Rounded so that each group's list has the share of its sum, to half an agent: what
 * one interval is rounded down the next makes up for.
 */
export function withShareOfAgents(scenario: Scenario, groups: readonly string[], share: number): Scenario {
  const data = dataOf(scenario)
  for (const [name, record] of namedRecords(data, 'groups')) {
    if (!groups.includes(name)) continue
    if (typeof record.agents === 'number') record.agents = Math.round(record.agents * share)
    else if (isNumbers(record.agents)) record.agents = spread(record.agents, share)
    if (Array.isArray(record.shifts)) {
      const shifts = record.shifts as DataRecord[]
      const counts = spread(
        shifts.map(({ agents }) => Number(agents)),
        share,
      )
      for (const [index, shift] of shifts.entries()) shift.agents = counts[index]
    }
  }
  return checkedScenario(data)
}

function spread(counts: readonly number[], share: number): number[] {
  let wanted = 0
  let given = 0
  return counts.map((count) => {
    wanted += count * share
    // 0.1 + 0.2 is 0.3: what is half but for binary is half.
    const here = count === 0 ? 0 : Math.max(0, Math.round(Number((wanted - given).toPrecision(12))))
    given += here
    return here
  })
}

/** Groups that serve a queue, or one of several, or their tiers. */
export function groupsServing({ queues, tiers = {} }: Scenario, names: readonly string[]): string[] {
  const lists = names.flatMap((name) => [
    queues[name].groups,
    ...Object.keys(queues[name].tiers ?? {}).flatMap((tier) => (tiers[tier]?.groups ? [tiers[tier].groups] : [])),
  ])
  return [...new Set(lists.flat().map((each) => (typeof each === 'string' ? each : each.group)))]
}
