import type { Figure } from '../../whatif/index.ts'
import { figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { figureHeadings } from './figure-headings.ts'

/** How a figure is written, and half of its interval or of that of a difference. */
export interface FigureForm {
  write: (value: number) => string
  half: (value: number) => string
}

type Kind = 'share' | 'time' | 'count' | 'tenth' | 'any'

/** How each kind of figure is written in a language. */
function kindsIn(language: Language): { readonly [Each in Kind]: FigureForm } {
  const { number, percent, duration, volume } = figuresIn(language)
  const tenth: FigureForm = { write: (value) => number(value, 1), half: (value) => number(value, 1) }
  return {
    share: { write: (value) => percent(value), half: (value) => number(value * 100, 1) },
    // Seconds as long as their tenths tell something; then in the units of what they stand beside.
    time: { write: duration, half: (value) => (value < 9.95 ? `${number(value, 1)}s` : duration(value)) },
    count: { write: volume, half: volume },
    tenth,
    // Of a figure that nobody has thought of here: digits by its size.
    any: { ...tenth, write: (value) => number(value, Math.abs(value) < 10 ? 2 : 0) },
  }
}
const KINDS: { readonly [Each in Language]: { readonly [Each in Kind]: FigureForm } } = {
  en: kindsIn('en'),
  zh: kindsIn('zh'),
  de: kindsIn('de'),
}

const KIND_OF: { readonly [figure in Exclude<keyof ReturnType<typeof figureHeadings>, 'language'>]: Kind } = {
  serviceLevel: 'share',
  connectRate: 'share',
  abandonment: 'share',
  blocking: 'share',
  waitProbability: 'share',
  overflow: 'share',
  occupancy: 'share',
  occupancyWithAfterClose: 'share',
  targetMet: 'share',
  toQueueShare: 'share',
  selfServiceShare: 'share',
  hungUpShare: 'share',
  silentShare: 'share',
  containment: 'share',
  meanTime: 'time',
  timeToQueue: 'time',
  asa: 'time',
  meanWait: 'time',
  aht: 'time',
  wait50: 'time',
  wait80: 'time',
  wait90: 'time',
  wait95: 'time',
  wait99: 'time',
  afterCall: 'time',
  overtime: 'time',
  afterClose: 'time',
  agents: 'tenth',
  busyAgents: 'tenth',
  agentHours: 'tenth',
  salesPerAgentMonth: 'tenth',
  queueLength: 'tenth',
  cost: 'count',
  revenue: 'count',
  result: 'count',
  agentCost: 'count',
  lostCost: 'count',
  droppedCost: 'count',
  penaltyCost: 'count',
  offered: 'count',
  answered: 'count',
  abandoned: 'count',
  blocked: 'count',
  left: 'count',
  queued: 'count',
  inTime: 'count',
  redials: 'count',
  overflowed: 'count',
  toQueue: 'count',
  selfService: 'count',
  hungUp: 'count',
  silent: 'count',
}

function kindOf(name: string): Kind {
  return Object.hasOwn(KIND_OF, name) ? KIND_OF[name as keyof typeof KIND_OF] : 'any'
}

/** How a figure of the estimates is written, by its name there. */
export function figureForm(name: string, language: Language): FigureForm {
  return KINDS[language][kindOf(name)]
}

/** Whether a figure is a share from 0 to 1, which is shown in per cent. */
export function isShare(name: string): boolean {
  return kindOf(name) === 'share'
}

/** How a figure of the estimates is headed; one that has no words of its own is headed by its name. */
export function figureHeading(name: string, language: Language): string {
  const headings: { readonly [name: string]: string } = figureHeadings(language)
  return name !== 'language' && Object.hasOwn(headings, name) ? headings[name] : name
}

/** What stands between a figure and half of its interval; ASCII where the terminal has no more. */
export type PlusMinus = '±' | '+-'

export function plusMinusOf(unicode: boolean): PlusMinus {
  return unicode ? '±' : '+-'
}

/** `94.5% ±0.9`; an exact figure without its interval. */
export function writeFigure(
  name: string,
  { value, halfWidth }: Pick<Figure, 'value' | 'halfWidth'>,
  plusMinus: PlusMinus,
  language: Language,
): string {
  const { write, half } = figureForm(name, language)
  if (value === null) return '–'
  return halfWidth === null || halfWidth === 0 ? write(value) : `${write(value)} ${plusMinus}${half(halfWidth)}`
}

/** `+2.5 ±0.3`, in points where the figure is a share; `0` where nothing differs. */
export function writeDifference(
  name: string,
  { difference, differenceHalfWidth }: Figure,
  plusMinus: PlusMinus,
  language: Language,
): string {
  if (difference === undefined || difference === null) return '–'
  const { half } = figureForm(name, language)
  if (difference === 0 && !differenceHalfWidth) return '0'
  const size = half(Math.abs(difference))
  const signed = `${difference < 0 ? '-' : '+'}${size}`
  return differenceHalfWidth ? `${signed} ${plusMinus}${half(differenceHalfWidth)}` : signed
}
