import { CALL_HEADINGS, callRows, type SimulatedLogOptions, simulatedLog } from '../../calibrate/index.ts'
import { OUTCOME, type RunOptions, replicationTasks, type Scenario, simulate } from '../../sim/index.ts'
import type { CsvRows } from '../csv-rows.ts'

/**
 * What happened to every contact of one replication: one record a contact in the order of arrival, times in seconds from the start of the run. Agents and customers are told apart where the scenario needs
 * them as persons.
 *
 * @param replication counted from 0, as `replicate` counts its replications
 * @param options those of the run
 */
export function traceCsvRows(
  scenario: Scenario,
  replication: number,
  options: Pick<RunOptions, 'seed' | 'crude'> = {},
): CsvRows {
  const { seed = 1, crude = false } = options
  const { model } = replicationTasks(scenario, { seed, crude }).job
  const agentLevel = model.agentLevel !== undefined
  const outcomes = Object.fromEntries(Object.entries(OUTCOME).map(([name, value]) => [value, name]))
  const records: [queue: string, attempt: number, arrived: number, ...rest: (string | number)[]][] = []
  simulate(
    model,
    seed,
    replication,
    undefined,
    (
      queue,
      attempt,
      arrived,
      outcome,
      group,
      left,
      ended,
      free,
      agent = -1,
      customer = 0,
      origin = queue,
      visit = 1,
      followUp = 0,
    ) => {
      const answered = outcome === OUTCOME.answered
      records.push([
        model.queueNames[queue],
        attempt,
        arrived,
        outcomes[outcome],
        answered && group >= 0 ? model.groupNames[group] : '',
        left - arrived,
        left,
        answered ? ended : '',
        answered ? free : '',
        ...(agentLevel ? [agent < 0 ? '' : agent, `${model.queueNames[origin]} ${customer}`, visit] : []),
        ...(agentLevel ? [followUp] : []),
      ])
    },
  )
  records.sort((a, b) => a[2] - b[2])
  const follows = agentLevel && records.some((record) => record.at(-1) !== 0)
  // The column is there where something follows.
  if (agentLevel && !follows) for (const record of records) record.pop()
  return {
    headings: [
      ...['queue', 'attempt', 'arrived', 'outcome', 'group', 'waited', 'left_queue', 'ended', 'agent_free'],
      ...(agentLevel ? ['agent', 'customer', 'visit'] : []),
      ...(follows ? ['follow_up'] : []),
    ],
    rows: records,
  }
}

/** One replication as the log of calls that the centre would write, with dates, customers and agents by name: what `krarup calibrate` reads. The scenario must say the date of its first day. */
export function callLogCsvRows(scenario: Scenario, options: SimulatedLogOptions = {}): CsvRows {
  const rows = callRows(simulatedLog(scenario, options))
  return { headings: ['call_id', ...CALL_HEADINGS], rows: rows.map((cells, row) => [row + 1, ...cells]) }
}
