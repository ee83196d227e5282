import { KrarupError, startAt } from '../../domain/index.ts'
import { commandSays, type Message } from '../../domain/messages/index.ts'
import type { GroupPlan, Plan } from '../../plan/index.ts'
import type { ScheduleAnswer } from '../../report/index.ts'
import { type Demand, schedule } from '../../schedule/index.ts'
import type { Terminal } from '../terminal.ts'
import { breathe } from './output.ts'
import { given, type Options } from './words.ts'

/** Shifts for a plan, where `--shifts` says what may be made; with remarks on what they are made for. */
export async function shiftsOfPlan(
  plan: Plan,
  name: string,
  options: Options,
  terminal: Terminal,
): Promise<{ answer: ScheduleAnswer; remarks: Message[] } | undefined> {
  const path = options.text('shifts')
  if (path === undefined) {
    if (options.text('shiftsOut') === undefined) return undefined
    throw new KrarupError({
      code: 'CONFLICT',
      what: '--shifts-out says nothing without --shifts',
      where: { name: '--shifts-out' },
      how: 'name what shifts may be made, for example --shifts shifts.yaml, or leave it out',
    })
  }
  const { readShiftRules } = await import('../../io/yaml/index.ts')
  const rules = await readShiftRules(path)
  const remarks: Message[] = []
  const demands = plan.groups
    .filter(({ agents }) => agents.some((each) => each > 0))
    .map((group) => demandOf(plan, group, remarks))
  const floor = options.target('floor')?.serviceLevel?.share
  const made = await schedule(demands, rules, {
    ...given({ seed: options.whole('seed', 0) }),
    ...(floor === undefined || demands.some(({ target }) => target?.serviceLevel && target.serviceLevel.share < floor)
      ? {}
      : { floor }),
    onProgress: async ({ queue, days, stage, columns }) => {
      terminal.progress(`${queue}, day ${days[0] + 1}: ${stage}, ${columns} shifts looked at`)
      await breathe(terminal)
    },
  }).finally(() => terminal.progress(undefined))
  const wanted = Object.fromEntries(
    demands.flatMap(({ queue, target }) => (target?.serviceLevel ? [[queue, target.serviceLevel.share]] : [])),
  )
  return { answer: { name, schedule: made, wanted }, remarks }
}

/** What a group asks for. Of the hour that comes twice the first is taken. */
function demandOf(plan: Plan, group: GroupPlan, remarks: Message[]): Demand {
  const seen = new Set<number>()
  const places = Array.from(group.open, (open, i) => (open ? i : -1)).filter((i) => {
    if (i < 0 || seen.has(startAt(plan, i))) return false
    seen.add(startAt(plan, i))
    return true
  })
  const { name, agents, volume, aht, patience, targets, tiers, model, solution, sure } = group
  const why = sure
    ? commandSays('sureByAgents')
    : tiers || model === 'deferred' || solution === 'transient' || targets.length > 1 || !targets[0].serviceLevel
      ? commandSays('otherService')
      : undefined
  if (why !== undefined) remarks.push(commandSays('shiftsForNobodyShort', { group: name, why }))
  return {
    queue: name,
    interval: plan.interval,
    start: places.map((i) => startAt(plan, i)),
    agents: places.map((i) => agents[i]),
    days: plan.dayCount,
    ...(why === undefined
      ? { volume: places.map((i) => volume[i]), aht: places.map((i) => aht[i] || 0), patience, target: targets[0] }
      : {}),
  }
}
