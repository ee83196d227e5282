import { checkKeys, KrarupError } from '../../domain/index.ts'

/** Forecasts of parts and of their sum that fit together. */
export interface Reconciled {
  parts: Float64Array[]
  total: Float64Array
}

/**
 * Makes forecasts of parts agree with a forecast of their sum. Place by place it gives the figures that add up and are nearest to the forecasts; a forecast with more variance may be moved further
 * (weighted least squares; minimum trace for errors that are not related, Wickramasuriya, Athanasopoulos and Hyndman 2019).
 * Each takes that share of the gap between total and sum which it has of the variance. None falls below 0: what one cannot give, the others do.
 *
 * @param parts one array a queue, NaN where it is closed
 * @param total one place as long as the parts; NaN where nothing is said of it: there the sum is
 * @param variances of the errors of each part and of the total, places as above
 * @throws {KrarupError} CONFLICT for arrays of different lengths
 * @example
 * ```ts
 * import { reconcile } from 'krarup/forecast'
 * const one = (value: number) => Float64Array.of(value)
 * // 100 + 50 against 180: of the gap of 30 half is the total's own, for its variance is as large as that of the parts together.
 * const { parts, total } = reconcile([one(100), one(50)], one(180), { parts: [one(20), one(10)], total: one(30) })
 * const fitting = [parts[0][0], parts[1][0], total[0]] //=> [110, 55, 165]
 * ```
 */
export function reconcile(
  parts: readonly Float64Array[],
  total: Float64Array,
  variances: { parts: readonly Float64Array[]; total: Float64Array },
): Reconciled {
  checkKeys('reconcile', variances, { parts: 1, total: 1 })
  const lengths = [...parts, ...variances.parts, variances.total].map((it) => it.length)
  if (lengths.some((it) => it !== total.length) || variances.parts.length !== parts.length) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'parts, total and variances must have the same places',
      value: lengths.join(', '),
    })
  }
  const fitting = parts.map((part) => part.slice())
  const sum = new Float64Array(total.length)
  for (let i = 0; i < total.length; i++) {
    let open = parts.map((_, q) => q).filter((q) => parts[q][i] >= 0)
    while (open.length > 0) {
      const said = open.reduce((all, q) => all + parts[q][i], 0)
      const doubt = open.reduce((all, q) => all + variances.parts[q][i], 0)
      const gap = total[i] - said
      const weight = doubt + variances.total[i]
      const share = weight > 0 && !Number.isNaN(gap) ? gap / weight : 0
      for (const q of open) fitting[q][i] = parts[q][i] + share * variances.parts[q][i]
      const below = open.filter((q) => fitting[q][i] < 0)
      for (const q of below) fitting[q][i] = 0
      if (below.length === 0) break
      open = open.filter((q) => !below.includes(q))
    }
    let all = 0
    for (const part of fitting) if (part[i] >= 0) all += part[i]
    sum[i] = parts.every((part) => Number.isNaN(part[i])) ? Number.NaN : all
  }
  return { parts: fitting, total: sum }
}
