import { formatDuration, formatShare, formatTarget } from '../../domain/index.ts'
import { largestVolume, longestAht, patienceRange } from '../../erlang/index.ts'
import { scheduledAgents } from '../../plan/index.ts'
import { figures, table } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { headingsOf } from './headings.ts'
import { printAnswer, tableStyle } from './output.ts'
import { runBatch } from './staff-batch.ts'
import { columnsOf, finite } from './staff-columns.ts'
import { staffDeferred } from './staff-deferred.ts'
import { answerAt, readQuestion, requirementOf, type StaffQuestion } from './staff-question.ts'
import { Options } from './words.ts'

/** Rows shown on either side of the answer. */
const AROUND = 3

/** `krarup staff`. */
export async function runStaff(batch: string | undefined, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  if (batch !== undefined) return runBatch(batch, words, options, terminal)
  if (options.text('deadline') !== undefined) return staffDeferred(options, terminal)
  const question = readQuestion(words)
  if (question.solve) return solve(question, question.solve, options, terminal)
  return question.agents
    ? show(question, range(question.agents.from, question.agents.to), undefined, options, terminal)
    : answer(question, options, terminal)
}

function answer(question: StaffQuestion, options: Options, terminal: Terminal): number {
  const { agents, binding, warnings } = requirementOf(question)
  const most = question.lines === undefined ? agents + AROUND : Math.min(question.lines, agents + AROUND)
  const around = range(Math.max(0, agents - AROUND), most)
  const status = show(question, around, { agents, binding }, options, terminal)
  for (const warning of warnings) terminal.note(warning)
  return status
}

interface Found {
  agents: number
  binding: readonly string[]
}

/** A table of what so many agents achieve, with the answer where one was asked for. */
function show(
  question: StaffQuestion,
  agents: readonly number[],
  found: Found | undefined,
  options: Options,
  terminal: Terminal,
): number {
  const { shrinkage, target, redial } = question
  const columns = columnsOf(question)
  const title = headingsOf(options)
  const answers = agents.map((n) => answerAt(question, n))
  const of = found && answers[agents.indexOf(found.agents)]
  printAnswer(terminal, options, {
    lines: () => [
      ...(found
        ? [
            `${found.agents} agents on duty${shrinkage > 0 ? `, ${scheduledAgents(found.agents, shrinkage)} scheduled (${formatShare(shrinkage)} shrinkage)` : ''}`,
          ]
        : []),
      `${describe(question)}; target ${formatTarget(target)}${found?.binding.length ? `; one agent less misses ${found.binding.map(conditionName).join(', ')}` : ''}`,
      ...(redial > 0 && of
        ? [
            `${figures.number(of.firstAttempts, 1)} first attempts, ${figures.number(of.allAttempts, 1)} with redials; shares are of all attempts`,
          ]
        : []),
      '',
      ...table(
        columns.map(({ name, heading }) => ({ heading: title(name, heading), align: 'right' as const })),
        answers.map((each) => columns.map(({ text, value }) => text(value(each)))),
        { ...tableStyle(terminal), bold: (row) => agents[row] === found?.agents },
      ),
    ],
    json: () => ({
      version: 1,
      question: inWords(question),
      ...(found
        ? { agents: found.agents, scheduled: scheduledAgents(found.agents, shrinkage), binding: found.binding }
        : {}),
      ...(of ? { state: of.state.toJSON() } : {}),
      rows: answers.map((each) =>
        Object.fromEntries(columns.map(({ name, value }) => [name, finite(value(each), null)])),
      ),
    }),
    csv: () => ({
      headings: columns.map(({ name }) => title(name)),
      rows: answers.map((each) => columns.map(({ value }) => finite(value(each), ''))),
    }),
  })
  return 0
}

/** The reverse questions. */
function solve(
  question: StaffQuestion,
  what: 'volume' | 'aht' | 'patience',
  options: Options,
  terminal: Terminal,
): number {
  const { interval, target, model, patience, lines, redial } = question
  const agents = question.agents!.from
  const others = { agents, model, patience, lines, redial }
  const title = headingsOf(options)
  let value: number
  let text: string
  let most = Infinity
  if (what === 'volume') {
    value = largestVolume({ ...others, aht: question.aht!, interval }, target).volumePerInterval
    text = `${agents} agents carry ${floored(value)} contacts in ${formatDuration(interval)} of ${formatDuration(question.aht!)} each`
  } else if (what === 'aht') {
    value = longestAht({ ...others, volumePerInterval: question.volume!, interval }, target)
    text = `${agents} agents carry ${question.volume} contacts in ${formatDuration(interval)} of at most ${shownLimit(value)} each`
  } else {
    const found = patienceRange(
      { agents, lines, redial, volumePerInterval: question.volume!, interval, aht: question.aht! },
      target,
    )
    value = found?.from ?? Number.NaN
    most = found?.to ?? Number.NaN
    text = found
      ? `${agents} agents meet the target where mean patience is from ${shownLimit(found.from)} to ${shownLimit(found.to)}`
      : `${agents} agents meet the target at no patience`
  }
  printAnswer(terminal, options, {
    lines: () => [`${text}; target ${formatTarget(target)}`],
    json: () => ({
      version: 1,
      question: inWords(question),
      [what]: finite(value, null),
      ...(what === 'patience' ? { patienceAtMost: finite(most, null) } : {}),
    }),
    csv: () => ({
      headings: (what === 'patience' ? ['patience', 'patience_at_most'] : [what]).map((name) => title(name)),
      rows: [what === 'patience' ? [finite(value, ''), finite(most, '')] : [finite(value, '')]],
    }),
  })
  return value > 0 || (what === 'patience' && value === 0) ? 0 : 1
}

function describe({
  volume,
  interval,
  aht,
  model,
  patience,
  lines,
  redial,
  attempts,
  concurrency,
  slowdown,
}: StaffQuestion): string {
  const load = (volume! * aht!) / interval
  const name =
    concurrency === undefined
      ? patience === undefined || model === 'erlangC'
        ? 'Erlang C, nobody hangs up'
        : `Erlang A, patience ${formatDuration(patience)}`
      : `chat, ${concurrency} at once${slowdown ? `, each ${formatShare(slowdown)} longer for a further one` : ''}${
          patience === undefined ? '' : `, patience ${formatDuration(patience)}`
        }`
  return [
    `${figures.number(volume!, volume! % 1 ? 1 : 0)} contacts in ${formatDuration(interval)} x ${formatDuration(aht!)} = ${figures.number(load, 1)} Erlang`,
    name,
    ...(lines === undefined ? [] : [`${lines} lines`]),
    ...(redial > 0
      ? [`${formatShare(redial)} of the lost call again${attempts === 'all' ? ' (counted in the volume)' : ''}`]
      : []),
  ].join('; ')
}

/** The question as it could be typed. */
function inWords({
  volume,
  interval,
  aht,
  target,
  shrinkage,
  patience,
  redial,
  lines,
  concurrency,
  slowdown,
}: StaffQuestion) {
  return {
    volume: volume ?? null,
    interval,
    aht: aht ?? null,
    target: formatTarget(target),
    shrinkage,
    patience: patience ?? null,
    redial,
    lines: lines ?? null,
    concurrency: concurrency ?? null,
    slowdown,
  }
}

const CONDITIONS: Record<string, string> = {
  serviceLevel: 'the service level',
  connectRate: 'the connect rate',
  asa: 'the ASA',
  meanWait: 'the mean wait',
  abandonment: 'the abandonment',
  occupancy: 'the occupancy',
  overload: 'the load itself',
  nobody: 'everything: nobody would be there',
  minimum: 'the given minimum',
}

function conditionName(condition: string): string {
  return CONDITIONS[condition] ?? condition
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** Rounded down, so that what is shown still meets the target. */
function floored(value: number): string {
  return Number.isFinite(value) ? figures.number(Math.floor(value * 10) / 10, 1) : 'any number of'
}

function shownLimit(seconds: number): string {
  return Number.isFinite(seconds) ? formatDuration(Math.floor(seconds * 10) / 10) : 'any length'
}
