/** What planners type for an option that has another name here. Of several the first that the command has is meant. */
const SYNONYMS: readonly [names: string, options: readonly string[]][] = [
  ['end end-date enddate finish last last-day until-date through thru', ['to']],
  ['from begin beginning start-date startdate first first-day since', ['start']],
  ['output output-file outfile out-file save save-as export write', ['out']],
  ['service-level servicelevel service sl sla slo grade-of-service gos goal-service tsf', ['target']],
  ['asa max-wait wait-target occupancy max-occupancy abandonment abandon-rate', ['target']],
  ['calls contacts arrivals offered call-volume calls-per-interval', ['volume', 'override']],
  ['volume uplift increase increase-by scale growth-rate adjust', ['growth', 'override']],
  ['horizon ahead length period-length forecast-days number-of-days', ['days']],
  [
    'handle-time handling-time average-handle-time avg-handle-time avg-handling-time handletime duration service-time',
    ['aht'],
  ],
  ['shrink absence-rate unavailability', ['shrinkage']],
  ['abandon abandon-time hangup hang-up impatience time-to-abandon', ['patience']],
  ['servers headcount staff number-of-agents positions', ['agents']],
  ['min-agents minimum-agents min-staff minimum least', ['least-agents']],
  ['erlang erlang-model queueing-model queue-model', ['model']],
  ['forecaster forecast-method algorithm', ['forecast-model', 'model']],
  ['settings plan-file configuration conf', ['config']],
  ['html page web', ['report']],
  ['pdf png', ['report', 'picture']],
  ['svg chart image plot graph', ['picture', 'report']],
  ['overwrite yes replace', ['force']],
  ['tz time-zone zone', ['timezone']],
  ['date-format dateformat date-form dayfirst day-first', ['date-order']],
  ['column columns mapping rename-column header', ['map']],
  ['decimal-separator decimal-mark comma', ['decimal']],
  ['time-unit units aht-unit', ['unit']],
  ['language locale', ['lang']],
  ['daily granularity aggregate group-by resolution summary', ['by']],
  ['interval-length interval-size step bucket slot', ['interval']],
  ['weeks-ahead', ['weeks']],
  ['months-ahead', ['months']],
  ['runs reps iterations samples simulations', ['replications']],
  ['random-seed random rng', ['seed']],
  ['threads cores jobs parallel', ['workers']],
  ['campaigns campaign promotions known-events', ['events']],
  ['public-holidays holiday bank-holidays special-days calendar closed', ['holidays']],
  ['today intraday so-far', ['actuals']],
  ['overrides own-figures manual', ['override']],
  ['skill queues only filter', ['queue', 'of']],
  ['ignore-errors skip-bad skip-errors bad-rows skip', ['rejects']],
  ['hours-per-day day-hours fte', ['fte-hours']],
  ['retrial retrials redials call-back-rate', ['redial']],
  ['trunks channels', ['lines']],
  ['parallel-chats simultaneous', ['concurrency']],
  ['change override-value', ['set']],
  ['grid range sweep', ['vary']],
  ['target', ['goal', 'curve']],
  ['scenarios versus vs', ['compare']],
  ['silent', ['quiet']],
  ['format json-output', ['json', 'csv']],
]

/** Asked for where there is nothing to ask for. */
const BY_ITSELF: readonly [names: string, answer: string][] = [
  ['delimiter separator sep encoding charset codepage', 'this is found in the file by itself; nothing need be said'],
  [
    'header-row skip-rows skiprows skip-lines',
    'titles above the headings are found by themselves; --map measure=heading says which column is which',
  ],
  ['verbose debug', 'what was found is always said; --quiet keeps it back'],
]

/** A hint for an option that there is none of, by its meaning. */
export function optionMeant(typed: string, known: readonly string[]): string | undefined {
  const word = typed.toLowerCase().replaceAll('_', '-')
  if (word !== typed && known.includes(word)) return `did you mean --${word}?`
  for (const [names, options] of SYNONYMS) {
    const meant = names.split(' ').includes(word) ? options.find((option) => known.includes(option)) : undefined
    if (meant !== undefined) return `did you mean --${meant}?`
  }
  return BY_ITSELF.find(([names]) => names.split(' ').includes(word))?.[1]
}

const COMMANDS: readonly [names: string, command: string][] = [
  ['calc calculate calculator erlang erlangc erlang-c erlanga size agents requirements', 'staff'],
  ['predict fc forecasts prognosis volume', 'forecast'],
  ['schedule roster workforce planning', 'plan'],
  ['sim run simulation', 'simulate'],
  ['what-if whatis scenario compare', 'whatif'],
  ['accuracy evaluate score test', 'backtest'],
  ['new create config template', 'init'],
  ['web playground browser server ui gui', 'serve'],
  ['compare-plan postmortem variance retrospective actuals', 'review'],
]

/** The command that is meant by another word. */
export function commandMeant(typed: string): string | undefined {
  return COMMANDS.find(([names]) => names.split(' ').includes(typed.toLowerCase()))?.[1]
}
