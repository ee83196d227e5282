import type { Target } from '../../domain/index.ts'
import { formatTarget } from '../../domain/index.ts'
import type { SteadyState } from '../../erlang/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { staffWords } from './words.ts'

/** What the calculator was asked: one interval of traffic, and what is known of its agents. */
export interface StaffQuestion {
  /** Contacts an interval; `undefined` where it is what is asked for. */
  volume: number | undefined
  /** Seconds. */
  interval: number
  /** Seconds; `undefined` where it is what is asked for. */
  aht: number | undefined
  target: Target
  shrinkage: number
  model: 'erlangA' | 'erlangC' | undefined
  /** Mean, in seconds. */
  patience: number | undefined
  /** Share of the lost who call again. */
  redial: number
  /** What `volume` counts. */
  attempts: 'first' | 'all'
  lines: number | undefined
  /** Chats that an agent holds at once; `undefined` for calls. */
  concurrency: number | undefined
  /** How much longer a chat takes for each further one held, as a share. */
  slowdown: number
  agents: { from: number; to: number } | undefined
  solve: 'volume' | 'aht' | 'patience' | undefined
}

/** A queue with so many agents, and what its callers do who come back. */
export interface StaffAnswer {
  state: SteadyState
  /** Contacts an interval, redials left out and counted in. */
  firstAttempts: number
  allAttempts: number
}

const { fill } = figures

/** A question in words; a volume and a handle time must be known. */
export function describeQuestion(question: StaffQuestion, language: Language): string {
  const { number } = figuresIn(language)
  const { volume, interval, aht, lines, redial, attempts } = question
  const words = staffWords(language)
  const share = figuresIn(language).share(redial)
  return [
    fill(words.traffic, {
      volume: number(volume!, volume! % 1 ? 1 : 0),
      interval: spokenDuration(interval, language),
      aht: spokenDuration(aht!, language),
      load: number((volume! * aht!) / interval, 1),
    }),
    describeModel(question, language),
    ...(lines === undefined ? [] : [fill(words.lines, { lines })]),
    ...(redial > 0 ? [fill(attempts === 'all' ? words.redialCounted : words.redial, { share })] : []),
  ].join(words.between)
}

function describeModel({ model, patience, concurrency, slowdown }: StaffQuestion, language: Language): string {
  const words = staffWords(language)
  const patient = patience === undefined ? '' : spokenDuration(patience, language)
  if (concurrency === undefined)
    return patience === undefined || model === 'erlangC' ? words.erlangC : fill(words.erlangA, { patience: patient })
  return fill(words.chat, {
    chats: concurrency,
    slower: slowdown ? fill(words.slower, { share: figuresIn(language).share(slowdown) }) : '',
    patience: patience === undefined ? '' : fill(words.chatPatience, { patience: patient }),
  })
}

/** The question as JSON can carry it: null where nothing was said. */
export function questionJson(question: StaffQuestion): object {
  const { volume, interval, aht, target, shrinkage, patience, redial, lines, concurrency, slowdown } = question
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
