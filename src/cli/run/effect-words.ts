import type { Effect } from '../../forecast/index.ts'
import { figures } from '../../report/index.ts'
import type { Title } from './headings.ts'

/** An effect in the language of the headings; names of holidays and events stay as they are written. */
export function effectWords({ kind, name }: Effect, title: Title): string {
  const { fill } = figures
  switch (kind) {
    case 'weekday': {
      const like = name.startsWith('like a ')
      const weekday = title(name.replace('like a ', ''))
      return like ? fill(title('effectLike', 'like a {weekday}'), { weekday }) : weekday
    }
    case 'month':
      return fill(title('effectMonth', 'day {day} of the month'), { day: /\d+/.exec(name)?.[0] ?? '' })
    case 'special':
    case 'event':
      return name
    default:
      return title(name)
  }
}

/** `+3.2%`. */
export function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${figures.percent(share)}`
}
