import type { Level, Scale } from './scale.ts'
import { line, text, textWidth } from './svg.ts'

/** Where the values of a chart stand. */
export interface Plot {
  left: number
  right: number
  y: (value: number) => number
}

/** Room that the texts of a scale need beside it. */
export function levelsWidth({ levels }: Scale): number {
  return Math.max(...levels.map((level) => textWidth(level.text)))
}

/** The lines of a vertical scale, with their values beside them. */
export function levelLines({ levels, least }: Scale, { left, right, y }: Plot): string {
  return levels
    .map(
      (level) =>
        line(left, y(level.value), right, y(level.value), level.value === least ? 'base' : 'grid') +
        text(left - 6, y(level.value) + 4, level.text, 'end'),
    )
    .join('')
}

/** Values to compare with: targets, or the scenario as it is. */
export function goalLines(goals: readonly Level[], { left, right, y }: Plot): string {
  return goals
    .map(
      (goal) =>
        line(left, y(goal.value), right, y(goal.value), 'goal') +
        text(right + 5, y(goal.value) + 4, goal.text, 'start', 'ax goal-text'),
    )
    .join('')
}
