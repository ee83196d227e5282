import { basename } from 'node:path'
import {
  type DayNumber,
  dayOf,
  formatClock,
  formatDay,
  formatDuration,
  formatTarget,
  intervalAt,
  parsePlainDateTime,
  startAt,
  WEEKDAYS,
  weekdayOf,
} from '../../domain/index.ts'
import { messagesOf } from '../../domain/messages/index.ts'
import {
  type GroupPlan,
  makePlan,
  type Plan,
  type PlannedDay,
  type PlannedDayOptions,
  scenarioOf,
} from '../../plan/index.ts'
import { figures } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckedFiles } from './files.ts'
import { historyOf } from './history.ts'
import { checkQueues, eventsOf, growthsOf, knownBeside } from './known.ts'
import { breathe } from './output.ts'
import { planOptionsOf } from './plan-options.ts'
import { given, Options } from './words.ts'

/** The text of a scenario file: a day of the plan that `krarup plan` makes of a history. */
export async function plannedScenario(
  path: string,
  words: Words,
  terminal: Terminal,
  files: CheckedFiles,
): Promise<string> {
  const options = new Options(words)
  const day = options.read('date', (text) => dayOf(parsePlainDateTime(text)))
  const staffing = options.choice('staffing', ['on-duty', 'scheduled'])
  const { planOptions, holidays, horizon } = await planOptionsOf(options)
  const read = await historyOf(path, words, terminal, files, { horizon, ...given({ holidays }) })
  const { history, remarks, ahead } = read
  const learning = await eventsOf(read, options)
  const known = await knownBeside(read, options, terminal)
  const growth = [...(planOptions.growth ?? []), ...growthsOf(options, read.queueNames)]
  checkQueues(growth, read.queueNames)
  const plan = await makePlan(history, {
    ...planOptions,
    days: ahead.days,
    firstDay: ahead.first,
    ...known,
    ...learning,
    growth,
    clean: options.has('clean'),
    paths: 0,
    signal: terminal.signal,
    onProgress: async (done, all) => {
      terminal.progress(`planning: ${done} of ${all} steps`)
      await breathe(terminal)
    },
  })
  terminal.progress(undefined)
  for (const remark of [...remarks, ...messagesOf(plan.remarks, plan.messages)]) terminal.say(remark)
  return scenarioText(plan, basename(path), {
    ...given({ day }),
    staffing: staffing === 'scheduled' ? 'scheduled' : 'on duty',
  })
}

/** A planned day as a commented scenario file, with what the plan expects of it. */
export function scenarioText(plan: Plan, source: string, options: PlannedDayOptions): string {
  const planned = scenarioOf(plan, options)
  const { scenario, day, opens } = planned
  const length = scenario.intervals! * scenario.interval
  const clock = (second: number) => formatClock(second > 86_400 ? second - 86_400 : second)
  return `# ${WEEKDAYS[weekdayOf(day)]} ${formatDay(day)} as krarup plans it from ${source}: forecast contacts and handle times, and the agents that meet the targets.
# Run it with krarup simulate, change it with krarup whatif. Written by krarup init --scenario.
#
# What the plan expects, each interval in its steady state:
${plan.groups.flatMap((group) => (group.name in scenario.groups ? [`#   ${expectation(group, plan, day)}\n`] : [])).join('')}
name: ${quoted(`${source}, ${scenario.name}`)}

interval: ${formatDuration(scenario.interval)}
${clockNote(plan, planned)}${length > 86_400 ? '' : `hours: ${clock(opens)}-${clock(opens + length)}\n`}
queues:
${queuesText(planned)}
groups:
${groupsText(planned, plan, options)}`
}

/** On a day on which clocks change, what the times of the scenario mean. */
function clockNote(plan: Plan, { scenario, day, opens }: PlannedDay): string {
  const at = day - dayOf(plan.start)
  const first = intervalAt(plan, day * 86_400 + opens)
  const last = first + scenario.intervals! - 1
  const passed = startAt(plan, last) - startAt(plan, first)
  if (passed === (last - first) * plan.interval) return ''
  const hours = ((plan.dayFrom[at + 1] - plan.dayFrom[at]) * plan.interval) / 3600
  return `# Clocks change on this day of ${hours} hours. Time passes evenly here: after the change, times are not those of the wall clock.\n`
}

function expectation(group: GroupPlan, plan: Plan, day: DayNumber): string {
  const { serviceLevel, abandonment, occupancy, agentHours, paidHours } = group.days[day - dayOf(plan.start)]
  const { percent, number } = figures
  return [
    // a name over several lines would end the comment
    `${group.name.replaceAll(/\s+/g, ' ')}: ${percent(serviceLevel)} in time (${group.deadline ? `within ${formatDuration(group.deadline.within)}` : formatTarget(group.targets[0])})`,
    ...(group.deadline ? [] : [`${percent(abandonment)} hang up`]),
    `occupancy ${percent(occupancy)}`,
    `${number(agentHours)} agent hours on duty, ${number(paidHours)} paid (${percent(group.shrinkage)} shrinkage)`,
  ].join(', ')
}

function queuesText({ scenario }: PlannedDay): string {
  return Object.entries(scenario.queues)
    .map(([name, { volume, aht, ahtFactors, patience, target, priority, groups, channel, deadline, timeCounts }]) => {
      const contacts = (volume as readonly number[]).reduce((sum, each) => sum + each, 0)
      return `  ${quoted(name)}:
    # ${figures.number(contacts)} contacts, by interval
    volume: ${list(volume as readonly number[], 2)}
    aht: ${formatDuration(aht as number)}
${ahtFactors ? `    # handle times are so many times as long, by interval\n    aht-factors: ${list(ahtFactors, 4)}\n` : ''}${patience === undefined ? '' : `    # mean of an exponential distribution\n    patience: ${formatDuration(patience as number)}\n`}${target ? `    target: ${formatTarget(target)}\n` : ''}${channel === 'deferred' ? `    # begins the day without a backlog; what is due after its end is not judged\n    channel: deferred\n    deadline: ${formatDuration(deadline as number)}\n` : ''}${timeCounts ? `    time-counts: ${timeCounts}\n` : ''}${priority === undefined ? '' : `    # the highest goes first\n    priority: ${priority}\n`}    groups: [${groups.map((group) => quoted(group as string)).join(', ')}]
`
    })
    .join('\n')
}

function groupsText({ scenario, day }: PlannedDay, plan: Plan, { staffing }: PlannedDayOptions): string {
  return Object.entries(scenario.groups)
    .map(([name, { agents, absence }]) => {
      const { scheduled, shrinkage } = plan.groups.find((group) => group.name === name)!
      const at = day - dayOf(plan.start)
      const most = Math.max(...scheduled.subarray(plan.dayFrom[at], plan.dayFrom[at + 1]))
      const comment =
        staffing === 'scheduled'
          ? 'scheduled; so many of them as shrinkage says are absent, by chance'
          : `on duty; to have them, up to ${most} are scheduled, with a shrinkage of ${figures.percent(shrinkage)}`
      return `  ${quoted(name)}:
    # ${comment}
    agents: ${list(agents as readonly number[], 0)}
${absence === undefined ? '' : `    absence: ${absence}\n`}`
    })
    .join('\n')
}

/** A name as YAML takes it whatever it is. */
function quoted(name: string): string {
  return JSON.stringify(name)
}

const NUMBERS_IN_A_LINE = 12

function list(values: readonly number[], decimals: number): string {
  const numbers = values.map((value) => String(Number(value.toFixed(decimals))))
  const lines = Array.from({ length: Math.ceil(numbers.length / NUMBERS_IN_A_LINE) }, (_, i) =>
    numbers.slice(i * NUMBERS_IN_A_LINE, (i + 1) * NUMBERS_IN_A_LINE).join(', '),
  )
  return lines.length === 1 ? `[${lines[0]}]` : `[\n      ${lines.join(',\n      ')}\n    ]`
}
