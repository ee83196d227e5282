import type { Scale } from './scale.ts'
import { line, text } from './svg.ts'

/** Where the values of a chart stand. */
export interface Plot {
  left: number
  right: number
  y: (value: number) => number
}

/** The lines of a vertical scale, with their values beside them. */
export function levelLines({ ticks, least, write }: Scale, { left, right, y }: Plot): string {
  return ticks
    .map(
      (tick) =>
        line(left, y(tick), right, y(tick), tick === least ? 'base' : 'grid') +
        text(left - 6, y(tick) + 4, write(tick), 'end'),
    )
    .join('')
}

/** Values to compare with: targets, or the scenario as it is. */
export function goalLines(goals: readonly { value: number; text: string }[], { left, right, y }: Plot): string {
  return goals
    .map(
      (goal) =>
        line(left, y(goal.value), right, y(goal.value), 'goal') +
        text(right + 5, y(goal.value) + 4, goal.text, 'start', 'ax goal-text'),
    )
    .join('')
}
