import { normalQuantile } from '../../numeric/normal-quantile.ts'
import type { ErrorDistribution } from '../past/index.ts'
import { normalOf } from '../statistics.ts'

/** A day of a forecast, from 0, whose size is in doubt beside all that errors of the past say: standard deviation of its logarithm. */
export interface DoubtOfDay {
  row: number
  doubt: number
}

/** Errors with the doubt of single days in them. The days stray together: what makes the first one quieter than thought makes the next so, too. */
export function doubtful(errors: ErrorDistribution, days: readonly DoubtOfDay[], slots: number): ErrorDistribution {
  if (days.length === 0) return errors
  return {
    quantile(mean, p) {
      const values = errors.quantile(mean, p)
      const normal = normalQuantile(p)
      const side = Math.sign(normal)
      for (const { row, doubt } of days) {
        for (let i = row * slots; i < Math.min((row + 1) * slots, values.length); i++) {
          if (!(values[i] > 0 && mean[i] > 0)) continue
          // Two independent doubts: their squares add up.
          const own = Math.max(0, side * Math.log(values[i] / mean[i]))
          values[i] = mean[i] * Math.exp(side * Math.hypot(own, normal * doubt))
        }
      }
      return values
    },
    courses(mean, kindOf) {
      const draw = errors.courses(mean, kindOf)
      return (random) => {
        const values = draw(random)
        const stray = normalOf(random)
        for (const { row, doubt } of days) {
          const times = Math.exp(doubt * stray)
          for (let i = row * slots; i < Math.min((row + 1) * slots, values.length); i++) values[i] *= times
        }
        return values
      }
    },
  }
}
