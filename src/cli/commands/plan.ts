import {
  addContractOptions,
  addHistoryOptions,
  addHorizonOptions,
  addKnownOptions,
  addLearningOptions,
  addOutputOptions,
  addPartOption,
  type BuildCommand,
  describeCommand,
} from './command.ts'

export const planCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'plan',
    summary: 'history in (CSV or workbook), staffing plan out',
    description:
      'Reads an ACD export, forecasts the next two weeks (or the days of --start and --to), sizes every interval to its target, prints the plan and writes plan.csv.',
    examples: [
      'krarup plan history.csv',
      'krarup plan history.csv --target 80/20 --shrinkage 25% --report plan.html',
      'krarup plan history.csv --sure 90% --prove',
      'krarup plan history.csv --aht 3m --patience 2m --days 28 --out march.csv',
      'krarup plan history.csv --start 2026-05 --months 3 --by month --out quarter.csv',
      'krarup plan history.csv --out plan.xlsx',
      'krarup plan history.csv --timezone Europe/Berlin --for genesys',
      'krarup plan history.csv --config plan.yaml',
      'krarup plan history.csv --weeks 1 --shifts shifts.yaml',
      'krarup plan history.csv --actuals today.csv --days 1',
    ],
  })
    .argument('<history>', 'a CSV file or a workbook (.xlsx), or - for standard input')
    .option('--target <target>', 'for example 90/10 or sl=90/10,abandon=3%,occupancy=85% (default 90/10)')
    .option(
      '--deadline <duration>',
      'contacts are work that can wait, done by then: 48h; --target 95% says how much of it (default 95%)',
    )
    .option('--deadline-counts <what>', 'hours (default) or open-hours: what a deadline counts')
    .option(
      '--hours <hours>',
      'opening hours, mon-fri 08:00-18:00, in place of the history; of work with a deadline: when it is done',
    )
    .option('--target-over <period>', 'interval (default), day, week or month: over what the target must hold')
    .option(
      '--floor <target>',
      'with --target-over: what every interval must meet (default: the target less 10 points)',
    )
    .option(
      '--sure <share>',
      'share of days (of weeks or months, with --target-over) on which the target is to be met, judged on simulated days',
    )
    .option('--most-agents <n>', 'with --sure: most agents on duty in an interval')
    .option('--most-change <n>', 'with --sure: by how many agents an interval may differ from the next')
    .option(
      '--prove',
      'serve the finished plan on 2,000 fresh days of each day: how often it keeps its target, and why not',
    )
    .option('--prove-days <n>', 'so many fresh days instead')
    .option('--day <method>', 'sipp, lag, lag-max, mol, square-root or transient; shows the transient service')
    .option('--shrinkage <share>', 'share of paid time away from contacts (default 30%)')
    .option('--patience <duration>', 'mean patience, or infinite (default: estimated from the history)')
    .option('--model <model>', 'auto, erlang-a or erlang-c (default auto: A where a patience is known)')
    .option('--aht <duration>', 'mean handle time, in place of the history')
    .option('--least-agents <n>', 'fewest agents while a queue is open (default 1)')
    .option('--calibrated <file>', 'the scenario of krarup calibrate: its patience, turnover and availability')
    .option('--rostered <file>', 'agents who are on duty already: start,group,agents; the plan says who is to be added')
    .option(
      '--shifts <file>',
      'also make shifts with breaks for the plan: what may be made, a YAML file; see krarup schedule',
    )
    .option(
      '--shifts-out <file>',
      'with --shifts: where they go, CSV, a workbook (.xlsx) or JSON (default: shifts.csv beside the plan)',
    )
    .option('--config <file>', 'settings by queue, groups and opening hours: a YAML file (krarup init writes one)')
    .option('--forecast-model <name>', 'forecasting model (default auto)')
    .option('--fte-hours <hours>', 'paid hours of a full-time day (default 8)')
    .option('--seed <n>', 'seed of the drawn days (default 1)')
    .option(
      '-o, --out <file>',
      'where the plan goes: CSV, or a workbook to go on working in (.xlsx) (default plan.csv; with --json or --csv: nowhere)',
    )
    .option(
      '--for <system>',
      'write what calabrio, genesys (Genesys Cloud) or connect (Amazon Connect) imports, in place of plan.csv',
    )
    .option('--by <period>', 'rows of the CSV: interval (default), tier (by interval), day, week or month')
    .option(
      '--wide <figure>',
      'CSV with days across and times down, of one figure: agents, scheduled, contacts, aht or service-level',
    )
    .option('--report <file>', 'write one page beside it: HTML, or PDF or PNG where there is a Chromium')
    .option('--picture <file>', 'write a picture of the first week: SVG, or PNG or PDF where there is a Chromium')
    .option('--workers <n>', 'threads that plan many groups (default: as many as the machine runs at once)')
  addHorizonOptions(command, 'plan')
  addContractOptions(command)
  addPartOption(command)
  addKnownOptions(command)
  addLearningOptions(command)
  addHistoryOptions(command)
  addOutputOptions(command)
  return command.action(async (history: string, words) => {
    const { runPlan } = await import('../run/plan.ts')
    finished(await runPlan(history, words, terminal))
  })
}
