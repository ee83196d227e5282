import type { Advice, Cause, FoundCause, GroupReview, ReviewedStretch } from '../../plan/index.ts'
import { shortWeekday } from '../dates.ts'
import { figures, figuresIn, signed } from '../format.ts'
import type { Language } from '../language.ts'
import type { ReviewWords } from './words.ts'

const { clock, fill } = figures

/** Agent hours that differ by less are as many as planned, at other times. */
const SAME_HOURS = 0.002

/** `+1.2`, `-0.3`; a share as points. */
export function points(share: number, { language }: ReviewWords): string {
  return signed(figuresIn(language).number(share * 100, 1))
}

/** `+8.2%`, `-0.3%`: what came over what was planned, less one. */
export function change(came: number, planned: number, { language }: ReviewWords): string {
  return signed(figuresIn(language).percent(came / planned - 1))
}

/** The verdict in a sentence or two. */
export function verdictText(
  { verdict, total, days, measure }: Pick<GroupReview, 'verdict' | 'total' | 'days' | 'measure'>,
  words: ReviewWords,
): string {
  const { percent, number } = figuresIn(words.language)
  const { kind, causes } = verdict
  const { difference } = total
  const said = {
    measure: words[measure],
    came: percent(total.came[measure]),
    planned: percent(total.planned[measure]),
    points: number(Math.abs(difference) * 100, 1),
  }
  if (Number.isNaN(difference)) return fill(words.notReviewed, said)
  if (kind === 'as planned') return fill(words.asPlanned, said)
  const listed = (some: readonly FoundCause[]) =>
    some
      .map((cause) => causeText(cause, { total, days }, words))
      .reduce((one, other) => fill(words.causeAnd, { one, other }))
  if (kind === 'offset') return fill(words.offset, { ...said, causes: listed(causes) })
  const [main, ...others] = causes.filter(({ effect }) => Math.sign(effect) === Math.sign(difference))
  const against = causes.filter(({ effect }) => Math.sign(effect) !== Math.sign(difference))
  return [
    fill(words[kind], said),
    main ? fill(words.mostOfIt, { causes: listed([main]) }) : words.noCause,
    others.length > 0 ? fill(words.also, { causes: listed(others) }) : '',
    against.length > 0 ? fill(words.against, { causes: listed(against) }) : '',
  ].join('')
}

function causeText(
  { cause, effect }: FoundCause,
  { total: { planned, came }, days }: Pick<GroupReview, 'total' | 'days'>,
  words: ReviewWords,
): string {
  const { percent, duration } = figuresIn(words.language)
  const share = (figure: 'volume' | 'agentHours') => percent(Math.abs(came[figure] / planned[figure] - 1))
  const moreOf = (figure: 'volume' | 'agentHours') => came[figure] >= planned[figure]
  const said = (text: string, values: Record<string, string> = {}) =>
    fill(text, { ...values, points: points(effect, words) })
  switch (cause) {
    case 'level':
      return said(moreOf('volume') ? words.moreContacts : words.fewerContacts, {
        share: share('volume'),
        ...spanOf(days, words),
      })
    case 'shape':
      return said(words.otherTimes)
    case 'handleTime':
      return said(words.handleTimes, { came: duration(came.aht), planned: duration(planned.aht) })
    case 'staffing':
      if (Math.abs(came.agentHours / planned.agentHours - 1) < SAME_HOURS) return said(words.agentsElsewhere)
      return said(moreOf('agentHours') ? words.moreAgents : words.fewerAgents, { share: share('agentHours') })
    case 'rest':
      return said(words.theRest)
  }
}

/** The day with fewest and with most contacts beside what was planned. */
function spanOf(days: readonly ReviewedStretch[], words: ReviewWords): { low: string; high: string } {
  const ratios = days.map(({ planned, came }) => came.volume / planned.volume).filter(Number.isFinite)
  return { low: change(Math.min(...ratios), 1, words), high: change(Math.max(...ratios), 1, words) }
}

/** What to change in the next plan, a sentence each. */
export function adviceText(advice: Advice, words: ReviewWords, language: Language): string {
  const { percent, duration, number } = figuresIn(language)
  const beside = (ratio: number) => percent(Math.abs(ratio - 1))
  switch (advice.kind) {
    case 'volume': {
      const { ratio, low, high } = advice
      const [least, most] = [beside(low), beside(high)]
      return fill(ratio > 1 ? words.adviseMore : words.adviseFewer, {
        share: beside(ratio),
        low: ratio > 1 ? least : most,
        high: ratio > 1 ? most : least,
        growth: change(ratio, 1, words),
      })
    }
    case 'weekday':
      return fill(advice.ratio > 1 ? words.adviseWeekdayMore : words.adviseWeekdayFewer, {
        // the first Monday of the calendar is its fifth day
        weekday: shortWeekday(4 + advice.weekday, language),
        share: beside(advice.ratio),
        days: advice.days,
      })
    case 'shape':
      return fill(advice.ratio > 1 ? words.adviseTimesMore : words.adviseTimesFewer, {
        from: clock(advice.from),
        to: clock(advice.to),
        share: beside(advice.ratio),
      })
    case 'handleTime':
      return fill(words.adviseHandleTime, {
        came: duration(advice.came),
        planned: duration(advice.planned),
        share: change(advice.ratio, 1, words),
      })
    case 'shrinkage':
      return fill(words.adviseShrinkage, { came: percent(advice.came), planned: percent(advice.planned) })
    case 'patience':
      return fill(words.advisePatience, { came: duration(advice.came), planned: duration(advice.planned) })
    case 'model':
      return fill(advice.effect < 0 ? words.adviseModelLess : words.adviseModelMore, {
        points: number(Math.abs(advice.effect) * 100, 1),
      })
  }
}

/** How good the forecast was, in a sentence. */
export function accuracyText({ accuracy }: GroupReview, words: ReviewWords): string {
  const { percent } = figuresIn(words.language)
  const { wape, chanceWape, dayWape, bias } = accuracy
  return fill(words.accuracyText, {
    wape: percent(wape),
    chance: percent(chanceWape),
    dayWape: percent(dayWape),
    bias: change(1 + bias, 1, words),
    meaning: bias > 0 ? words.tooMuch : words.tooLittle,
  })
}

/** Causes that are told apart, with their names. */
export function causeNames({ staffing, total }: GroupReview, words: ReviewWords): [cause: Cause, name: string][] {
  return (['level', 'shape', 'handleTime', 'staffing', 'rest'] as const)
    .filter((cause) => !Number.isNaN(total.effects[cause]))
    .map((cause) => [cause, cause === 'rest' && staffing === 'unknown' ? words.restAndStaffing : words[cause]])
}

/** The cause that did most in the direction of the difference. */
export function mainCause(review: GroupReview, { difference, effects }: ReviewedStretch, words: ReviewWords): string {
  const names = causeNames(review, words).filter(([cause]) => Math.sign(effects[cause]) === Math.sign(difference))
  const [cause, name] = names.reduce(
    (most, one) => (Math.abs(effects[one[0]]) > Math.abs(effects[most[0]]) ? one : most),
    names[0] ?? ['rest', ''],
  )
  return name === '' ? '' : `${name.split(/[:：]/)[0]} ${points(effects[cause], words)}`
}
