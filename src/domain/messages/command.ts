import { speaker } from './message.ts'

/** What commands say beside their answer. */
export const COMMAND = {
  wrote: 'wrote {file}',
  wroteRejects: 'wrote {file}: {count} rows that could not be read',
  wroteTrace: 'wrote {file}: every contact of replication {replication}',
  wroteFirstTrace: 'wrote {file}: every contact of the first replication',
  wroteLog: 'wrote {file}: a log of calls, for krarup calibrate',
  wroteScenario: 'wrote {file}; try {command}',
  wrotePlanFile: 'wrote {file}; use it with {command}',
  stopped: 'stopped; nothing was overwritten',
  unknownHolidays:
    'the public holidays of China are not known here for {years}: its days are taken as ordinary ones; give those that have been announced in a file (--holidays china --holidays FILE)',
  farStart:
    "the first day shown, {day}, comes {days} days after the history's last: the days between are forecast and not shown, and so far ahead the ranges are wide",
  actuals: '{file}: {rows} rows, {offered} contacts offered',
  actualsDoubled:
    '{file}: {day} has an hour that comes twice; each of the two stands with the mean of both, so that their sum is right',
  actualsOneOfTwo: '{file}: {day} has an hour that comes twice; the figures are of one of the two, and stand for both',
  fewerDays:
    '{days} days are drawn of each queue, not {usual}, for there are {queues} queues: how likely a target is, and the limits of days, are rougher',
  rowsBy: '--by {by} is for the rows of --csv, --json and --out; the table has days, and months where there are many',
  serving: 'open it in a browser of this machine; {keys} ends it',

  calibratedBy: 'calibrated by {file}: {queues}',
  calibratedQueue:
    '{queue}: {patience}turnover {turnover} on top of the handle time, available {availability} of the time present: a shrinkage of {shrinkage} becomes {becomes}',
  nobodyHangsUp: 'nobody hangs up, ',
  patience: 'patience {patience}, ',
  notCalibrated: 'not in {file}, and planned as usual: {queues}',

  shiftsForNobodyShort: '{group}: shifts are made so that nobody is short, for {why}',
  sureByAgents: 'the plan is sure by its agents',
  otherService: 'its service is not that of one line in steady states',
  noShifts: 'no agent is asked for at any time: there are no shifts to make',
  targetUntold:
    "{group}: the plan's service levels do not tell its target, so that nobody is short is aimed at; --target 80/20 aims at service",
  targetTold:
    '{group}: the plan was sized to {target} with {patience}, as its figures tell; --target and --patience say otherwise',
  waitsForEver: 'nobody hangs up',
  meanPatience: 'a mean patience of {patience}',

  contactsSimulated: '{contacts} contacts in {time}: {each} a second',
  stoppedReplications: 'stopped; these are the figures of the first {count} replications',
  budgetReplications: 'the time is up after {count} replications; --replications {count} repeats this answer',
  notPrecise: "not every queue's service level is known so well after {count} replications",
  stoppedSearch: 'stopped: with --resume FILE a search can be continued',
  stoppedResumed: 'stopped: the same command goes on',
  stoppedSweep: 'stopped: these are {count} of {all} points; {resume}',
  stoppedAsIs: 'stopped: only the scenario as it is was finished',
  sweepResumable: 'with --resume FILE a sweep can be continued',
  goesOn: 'the same command goes on',
  stoppedPart: "stopped: {done} of the part's {all} points are finished; the same command goes on",
  stoppedBest: 'stopped: this is the best staffing of {count} {count:iteration|iterations}; {resume}',
  stoppedFirst: 'stopped: this is the first staffing, and it misses targets; {resume}',
  runResumable: 'with --resume FILE a run can be continued',
  skillsCostNothing:
    'an hour of every agent counts the same here, so agents of more skills are taken first; costs: agent-hour in the scenario says what an hour of each group costs',
  noTraining: 'no training to look for: every group that has agents serves every queue',
  budgetIterations: 'the time is up after {count} {count:iteration|iterations}; {repeats}; {resume}',
  resumedRepeats: 'it began from the file of --resume, so it does not repeat',
  budgetRepeats: 'such an answer does not repeat with --budget, but with --iterations {count}',
  iterationsDone: '{count} {count:iteration|iterations} done, and a better staffing may be found with more; {resume}',

  pointsOfPart:
    '{file}: {mine} of {count} {count:point|points}, part {part} of {parts}; when all are there: krarup merge',
  pointsFound: '{file}: {count} finished {count:point|points}',
  linesDamaged: '{file}: {count:line|lines} {lines} {count:is|are} damaged; {effect}',
  computedAgain: 'what stood there is computed again',
  countsAsMissing: 'what stood there counts as missing',

  rosterLate: '--before is of the days before {day}; later rows, which play no part: {count}',
  rosterOthers: '--keep is of the days of the shifts; rows of other days, which play no part: {count}',
  rosterGone: '--keep has shifts of people who are not in --people, and are given to others: {people}',
  rosterQueue: 'no shift is of the queue {queue}, which {people} can serve; {offer}',
  rosterOutside: 'the shifts are those of {first} to {last}; other days play no part: {others}',
  fixedOn: '{name} fixed {day} {shift}',
  holidayFrom: '{name} on holiday from {day}',
  wishes: '{name} wishes {day} {shift}',
  wishesNot: '{name} wishes {day} not {shift}',
  notSimulated: 'not simulated, for the roster has nobody then: {days}',
  shiftsAlone: 'left out of the roster, shifts on days without contacts of the plan: {count} ({days})',
  stoppedRoster: 'stopped: this is the best roster so far',
  rosterPaths: 'after {paths} shortest paths; a better roster may be found with more: --moves, or --budget 60s',
  rosterBudget: 'the time is up; such a roster does not repeat with --budget, but with --moves',
  noFewerChanges: 'no roster with at most {count} changed days was found',
  noClass: 'the plan has no class in the week of {day}: nothing is dropped',
} as const

export const commandSays = speaker('command', COMMAND)
