import { DEFAULT_TARGET, KrarupError, parseShare } from '../../domain/index.ts'
import { chat, chatAgents } from '../../erlang/general/index.ts'
import {
  firstAttempts,
  type Requirement,
  requiredAgents,
  type SteadyState,
  staffedQueue,
  withRedials,
} from '../../erlang/index.ts'
import type { StaffAnswer, StaffQuestion } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import { Options, optionName } from './words.ts'

const DEFAULT_INTERVAL = 1800

/** Reads the options of `krarup staff`, or the cells of one row of its batch. */
export function readQuestion(words: Words): StaffQuestion {
  const options = new Options(words)
  const model = options.choice('model', ['auto', 'erlang-a', 'erlang-c'])
  const question: StaffQuestion = {
    volume: options.number('volume', 0),
    interval: options.duration('interval') ?? DEFAULT_INTERVAL,
    aht: options.handleTime('aht'),
    target: options.target('target') ?? DEFAULT_TARGET,
    shrinkage: options.share('shrinkage') ?? 0,
    model: model === 'erlang-a' ? 'erlangA' : model === 'erlang-c' ? 'erlangC' : undefined,
    patience: options.duration('patience'),
    redial: options.share('redial') ?? 0,
    attempts: options.choice('attempts', ['first', 'all']) ?? 'first',
    lines: options.whole('lines', 1),
    concurrency: options.whole('concurrency', 1),
    slowdown: options.read('slowdown', (text) => parseShare(text, 'slowdown')) ?? 0,
    agents: options.read('agents', readAgents),
    solve: options.choice('solve', ['volume', 'aht', 'patience']),
  }
  check(question)
  return question
}

/** Options that say nothing without another; they were accepted in silence. */
const COMPANIONS: readonly (readonly [option: string, needs: string, example: string])[] = [
  ['hours', 'deadline', '4h'],
  ['deadlineCounts', 'deadline', '4h'],
  ['slowdown', 'concurrency', '3'],
  ['attempts', 'redial', '50%'],
]

/** Refuses what says nothing without an option that is not given. */
export function checkCompanions(isGiven: (name: string) => boolean): void {
  for (const [name, needs, example] of COMPANIONS)
    if (isGiven(name) && !isGiven(needs))
      throw new KrarupError({
        code: 'MISSING',
        what: `${optionName(name)} says nothing without ${optionName(needs)}`,
        where: { name: optionName(name) },
        how: `add for example ${optionName(needs)} ${example}, or leave ${optionName(name)} out`,
      })
}

/** `20`, or `15..30`. */
export function readAgents(text: string): { from: number; to: number } {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(text.trim())
  const from = Number(match?.[1])
  const to = Number(match?.[2] ?? match?.[1])
  if (match && from <= to && to - from <= 1000) return { from, to }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a number of agents',
    how: 'write 20, or a range of at most a thousand such as 15..30',
    value: text,
  })
}

function check(question: StaffQuestion): void {
  const { volume, aht, solve, agents, redial, patience, lines, concurrency, attempts } = question
  const need = (name: string, value: unknown, example: string) => {
    if (value === undefined)
      throw new KrarupError({ code: 'MISSING', what: `--${name} is missing`, how: `for example --${name} ${example}` })
  }
  if (solve !== 'volume') need('volume', volume, '100')
  if (solve !== 'aht') need('aht', aht, '5m')
  if (solve && (!agents || agents.from !== agents.to)) need('agents', undefined, '20')
  const conflict = (what: string, how: string) => {
    throw new KrarupError({ code: 'CONFLICT', what, how })
  }
  if (redial > 0 && patience === undefined && lines === undefined) {
    conflict('--redial needs callers who are lost', 'give --patience, --lines or both')
  }
  if (concurrency !== undefined && (redial > 0 || lines !== undefined || solve)) {
    conflict('--concurrency (chat) goes with neither --redial, --lines nor --solve', 'leave one of them out')
  }
  if (solve && attempts === 'all') {
    conflict('--solve counts first attempts', 'leave out --attempts all')
  }
}

/** The queue of a question with so many agents. */
export function answerAt(question: StaffQuestion, agents: number): StaffAnswer {
  const { volume, interval, aht, model, patience, redial, attempts, concurrency, slowdown } = question as Known
  const traffic = { volumePerInterval: volume, interval, aht }
  if (concurrency !== undefined) {
    return same(chat({ ...traffic, agents, concurrency, slowdown, patience }), volume)
  }
  const lines = question.lines === undefined ? undefined : Math.max(question.lines, agents)
  const queue = (load: number) => staffedQueue({ load, aht, agents, model, patience, lines })
  const load = (volume * aht) / interval
  if (redial === 0) return same(queue(load), volume)
  if (attempts === 'all') {
    const state = queue(load)
    const lost = volume * (state.abandonment + state.blocking)
    return { state, allAttempts: volume, firstAttempts: firstAttempts({ offered: volume, lost, redial }) }
  }
  const equilibrium = withRedials(queue, load, { redial })
  return {
    state: equilibrium.state,
    firstAttempts: volume,
    allAttempts: (equilibrium.allAttempts / aht) * interval,
  }
}

function same(state: SteadyState, volume: number): StaffAnswer {
  return { state, firstAttempts: volume, allAttempts: volume }
}

/** Fewest agents that meet the question's target. */
export function requirementOf(question: StaffQuestion): Requirement {
  const { volume, interval, aht, target, model, patience, lines, redial, attempts, concurrency, slowdown } =
    question as Known
  const traffic = { volumePerInterval: volume, interval, aht }
  if (concurrency !== undefined) return chatAgents({ ...traffic, concurrency, slowdown, patience }, target)
  return requiredAgents(
    { ...traffic, model, patience, lines, ...(redial > 0 && attempts === 'first' ? { redial } : {}) },
    target,
  )
}

/** A question that has been checked and asks for agents, or for what agents achieve. */
type Known = StaffQuestion & { volume: number; aht: number }
