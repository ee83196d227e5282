import { figures } from '../../report/index.ts'
import type { Figure } from '../../whatif/index.ts'

/** How a figure of the estimates is headed and written. */
interface FigureWords {
  heading: string
  /** Its value, and half of its interval or of that of a difference. */
  write: (value: number) => string
  half: (value: number) => string
}

const { number, percent, duration, volume } = figures

const share = (heading: string): FigureWords => ({
  heading,
  write: (value) => percent(value),
  half: (value) => (value * 100).toFixed(1),
})
const time = (heading: string): FigureWords => ({ heading, write: duration, half: (value) => `${value.toFixed(1)}s` })
const count = (heading: string): FigureWords => ({ heading, write: volume, half: volume })
const tenth = (heading: string): FigureWords => ({
  heading,
  write: (value) => number(value, 1),
  half: (value) => number(value, 1),
})

const KNOWN: Record<string, FigureWords> = {
  serviceLevel: share('In time'),
  connectRate: share('Connected'),
  abandonment: share('Hang up'),
  blocking: share('Blocked'),
  waitProbability: share('Wait'),
  overflow: share('Overflow'),
  occupancy: share('Occupancy'),
  targetMet: share('Target met'),
  toQueueShare: share('To queues'),
  selfServiceShare: share('Self-service'),
  hungUpShare: share('Hang up in it'),
  silentShare: share('Silent'),
  containment: share('Contained'),
  meanTime: time('Time in it'),
  timeToQueue: time('Time to queue'),
  asa: time('ASA'),
  meanWait: time('Mean wait'),
  aht: time('AHT'),
  wait50: time('50% wait less'),
  wait80: time('80% wait less'),
  wait90: time('90% wait less'),
  wait95: time('95% wait less'),
  wait99: time('99% wait less'),
  afterCall: time('After-call work'),
  overtime: time('Overtime'),
  afterClose: time('Work after close'),
  agents: tenth('Agents'),
  busyAgents: tenth('Busy agents'),
  agentHours: tenth('Agent hours'),
  queueLength: tenth('Waiting'),
  cost: count('Cost'),
  revenue: count('Revenue'),
  result: count('Result'),
  agentCost: count('Cost of agents'),
  lostCost: count('Cost of lost contacts'),
  droppedCost: count('Cost of dropped customers'),
  penaltyCost: count('Penalties'),
  offered: count('Offered'),
  answered: count('Answered'),
  abandoned: count('Hung up'),
  blocked: count('Found no line'),
  left: count('Left'),
  queued: count('Waited'),
  redials: count('Redials'),
  overflowed: count('Overflowed'),
  toQueue: count('Went to queues'),
  selfService: count('Served themselves'),
  hungUp: count('Hung up in the menu'),
  silent: count('Pressed nothing'),
}

/** A figure that has no words of its own is headed by its name and written as a number. */
export function figureWords(name: string): FigureWords {
  return KNOWN[name] ?? { ...tenth(name), write: (value) => number(value, Math.abs(value) < 10 ? 2 : 0) }
}

export type PlusMinus = '±' | '+-'

/** `94.5% ±0.9`; an exact figure without its interval. */
export function writeFigure(
  name: string,
  { value, halfWidth }: Pick<Figure, 'value' | 'halfWidth'>,
  plusMinus: PlusMinus,
): string {
  const { write, half } = figureWords(name)
  if (value === null) return '–'
  return halfWidth === null || halfWidth === 0 ? write(value) : `${write(value)} ${plusMinus}${half(halfWidth)}`
}

/** `+2.5 ±0.3`, in points where the figure is a share; `0` where nothing differs. */
export function writeDifference(
  name: string,
  { difference, differenceHalfWidth }: Figure,
  plusMinus: PlusMinus,
): string {
  if (difference === undefined || difference === null) return '–'
  const { half } = figureWords(name)
  if (difference === 0 && !differenceHalfWidth) return '0'
  const size = half(Math.abs(difference))
  const signed = `${difference < 0 ? '-' : '+'}${size}`
  return differenceHalfWidth ? `${signed} ${plusMinus}${half(differenceHalfWidth)}` : signed
}
