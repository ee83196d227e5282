import type { FigureFormats } from '../../format.ts'

/** A value on a vertical scale, and what is written beside it. */
export interface Level {
  value: number
  text: string
}

/** A vertical scale: its ends, and its lines. */
export interface Scale {
  least: number
  most: number
  levels: readonly Level[]
}

/** The largest finite value, at least 0. */
export function largest(...columns: readonly ArrayLike<number>[]): number {
  return extreme(columns, 0, Math.max)
}

/** The smallest finite value; infinite where there is none. */
export function smallest(...columns: readonly ArrayLike<number>[]): number {
  return extreme(columns, Number.POSITIVE_INFINITY, Math.min)
}

function extreme(columns: readonly ArrayLike<number>[], start: number, pick: (a: number, b: number) => number): number {
  let found = start
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) if (Number.isFinite(column[i])) found = pick(found, column[i])
  }
  return found
}

/** A scale of counts: round numbers from 0 to at least `most`, about so many of them. */
export function countScale(most: number, about: number, formats: FigureFormats): Scale {
  const rough = Math.max(most, 1e-9) / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999) as number
  const ticks = [0]
  while (ticks[ticks.length - 1] < most * 0.9999) ticks.push(Number((ticks.length * step).toPrecision(10)))
  return {
    least: 0,
    most: ticks[ticks.length - 1],
    levels: ticks.map((value) => ({ value, text: countText(value, formats) })),
  }
}

function countText(value: number, { number }: FigureFormats): string {
  return number(value, Number.isInteger(value) ? 0 : value < 1 ? 2 : 1)
}

/**
 * A scale of shares down from 1, to a tenth below `lowest` or to 0. `steps` are the distances of its lines where it spans
 * a tenth, three tenths, a half, and all.
 */
export function shareScale(
  lowest: number,
  margin: number,
  steps: readonly [number, number, number, number],
  { percent }: FigureFormats,
): Scale {
  const least = lowest < 0.5 ? 0 : Math.max(0, Math.floor((lowest - margin) * 10) / 10)
  const span = 1 - least
  const step = steps[span <= 0.1001 ? 0 : span <= 0.3001 ? 1 : span <= 0.5001 ? 2 : 3]
  const levels: Level[] = []
  for (let tick = 1; tick > least - 1e-9; tick -= step) {
    const value = Math.round(tick * 1000) / 1000
    levels.push({ value, text: percent(value, 0) })
  }
  return { least, most: 1, levels }
}

/** Vertical room above and below the outermost value, as a share of their span. */
const MARGIN = 0.06

/** A scale for values from `least` to `most`, and a little more; shares stay between 0 and 1, and what is never negative does not go below 0. */
export function valueScale(least: number, most: number, share: boolean, write: (value: number) => string): Scale {
  const span = most - least || Math.abs(most) || 1
  const [low, high] = [least - MARGIN * span, most + MARGIN * span]
  const outer = roundStep(high - low)
  const [down, up] = [Math.floor(low / outer) * outer, Math.ceil(high / outer) * outer]
  const bottom = share || least >= 0 ? Math.max(0, down) : down
  const top = share ? Math.min(1, up) : up
  const step = roundStep(top - bottom)
  const levels = Array.from({ length: Math.floor((top - bottom) / step + 1e-9) + 1 }, (_, k) => {
    const value = Number((bottom + k * step).toPrecision(12))
    return { value, text: write(value) }
  })
  return { least: bottom, most: top, levels }
}

/** About a fifth of a span, as a round number. */
function roundStep(span: number): number {
  const rough = span / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough * 0.999) as number
}
