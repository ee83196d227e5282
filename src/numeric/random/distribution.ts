import { checkNumber, DISTRIBUTION_TYPES, type Distribution, KrarupError } from '../../domain/index.ts'
import { logGamma } from './log-gamma.ts'

/** A distribution in the one form from which it is sampled: the index of its type in `DISTRIBUTION_TYPES`, its usual parameters, and its mean. */
export interface StandardForm {
  kind: number
  mean: number
  sd: number
  /**
   * constant: value; exponential: mean; uniform: from, width; triangular: from, width, share of the width up to the mode; normal: mean, sd;
   * lognormal: mean and sd of the logarithm; gamma and weibull: shape, scale; erlang: stages, mean of a stage; pareto: shape, least.
   */
  first: number
  second: number
  third: number
  /** hyperexponential: cumulative shares, then means; empirical: the values. */
  values: readonly number[]
}

/**
 * Mean, standard deviation and parameters of a distribution.
 *
 * @param name for error messages: where the distribution stands.
 * @throws {KrarupError} OUT_OF_RANGE, UNREADABLE, CONFLICT
 */
export function standardForm(distribution: Distribution, name = 'distribution'): StandardForm {
  const form = (mean: number, sd: number, first: number, second = 0, third = 0, values: readonly number[] = []) => ({
    kind: DISTRIBUTION_TYPES.indexOf(distribution.type),
    mean,
    sd,
    first,
    second,
    third,
    values,
  })
  const number = (key: string, value: number, above?: number) =>
    checkNumber(`${name}/${key}`, value, above === undefined ? { least: 0 } : { above })
  /** Of distributions given by mean and standard deviation, both positive. */
  const coefficient = (given: { mean: number; sd: number }) => number('sd', given.sd, 0) / number('mean', given.mean, 0)

  switch (distribution.type) {
    case 'constant': {
      const value = number('value', distribution.value)
      return form(value, 0, value)
    }
    case 'exponential': {
      const mean = number('mean', distribution.mean)
      return form(mean, mean, mean)
    }
    case 'uniform': {
      const from = number('from', distribution.from)
      const to = checkNumber(`${name}/to`, distribution.to, { least: from })
      return form((from + to) / 2, (to - from) / Math.sqrt(12), from, to - from)
    }
    case 'triangular': {
      const from = number('from', distribution.from)
      const to = checkNumber(`${name}/to`, distribution.to, { above: from })
      const mode = checkNumber(`${name}/mode`, distribution.mode, { least: from, most: to })
      const left = mode - from
      const width = to - from
      const variance = (left * left - left * width + width * width) / 18
      return form((from + mode + to) / 3, Math.sqrt(variance), from, width, left / width)
    }
    case 'normal': {
      const mean = number('mean', distribution.mean, 0)
      const sd = checkNumber(`${name}/sd`, distribution.sd, { least: 0, most: mean / 3 })
      return form(mean, sd, mean, sd)
    }
    case 'lognormal': {
      if ('median' in distribution) {
        const median = number('median', distribution.median, 0)
        const sigma = number('sigma', distribution.sigma)
        const mean = median * Math.exp((sigma * sigma) / 2)
        return form(mean, mean * Math.sqrt(Math.expm1(sigma * sigma)), Math.log(median), sigma)
      }
      const cv = coefficient(distribution)
      const variance = Math.log1p(cv * cv)
      return form(distribution.mean, distribution.sd, Math.log(distribution.mean) - variance / 2, Math.sqrt(variance))
    }
    case 'gamma': {
      if ('shape' in distribution) {
        const shape = number('shape', distribution.shape, 0)
        const scale = number('scale', distribution.scale, 0)
        return form(shape * scale, Math.sqrt(shape) * scale, shape, scale)
      }
      const cv = coefficient(distribution)
      return form(distribution.mean, distribution.sd, 1 / (cv * cv), distribution.mean * cv * cv)
    }
    case 'erlang': {
      const stages = checkNumber(`${name}/stages`, distribution.stages, { least: 1, whole: true })
      const mean = number('mean', distribution.mean)
      return form(mean, mean / Math.sqrt(stages), stages, mean / stages)
    }
    case 'weibull': {
      if ('shape' in distribution) {
        const shape = number('shape', distribution.shape, 0)
        const scale = number('scale', distribution.scale, 0)
        const mean = scale * Math.exp(logGamma(1 + 1 / shape))
        return form(mean, mean * weibullCoefficient(shape), shape, scale)
      }
      const shape = weibullShape(coefficient(distribution), name)
      return form(distribution.mean, distribution.sd, shape, distribution.mean / Math.exp(logGamma(1 + 1 / shape)))
    }
    case 'pareto': {
      if ('shape' in distribution) {
        const shape = number('shape', distribution.shape, 1)
        const least = number('least', distribution.least, 0)
        const mean = (shape * least) / (shape - 1)
        return form(mean, shape > 2 ? mean / Math.sqrt(shape * (shape - 2)) : Number.POSITIVE_INFINITY, shape, least)
      }
      const cv = coefficient(distribution)
      const shape = 1 + Math.sqrt(1 + 1 / (cv * cv))
      return form(distribution.mean, distribution.sd, shape, (distribution.mean * (shape - 1)) / shape)
    }
    case 'hyperexponential': {
      if ('shares' in distribution) return branches(distribution.shares, distribution.means)
      const cv = coefficient(distribution)
      checkNumber(`${name}/sd`, distribution.sd, { least: distribution.mean })
      const share = (1 + Math.sqrt((cv * cv - 1) / (cv * cv + 1))) / 2
      return branches([share, 1 - share], [distribution.mean / (2 * share), distribution.mean / (2 * (1 - share))])
    }
    case 'empirical': {
      const { values } = distribution
      if (values.length === 0)
        throw new KrarupError({ code: 'MISSING', what: 'no values', where: { name: `${name}/values` } })
      values.forEach((value, index) => {
        checkNumber(`${name}/values/${index}`, value, { least: 0 })
      })
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
      return form(mean, Math.sqrt(square), 0, 0, 0, values)
    }
    default:
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a type of distribution',
        where: { name: `${name}/type` },
        how: `take one of ${DISTRIBUTION_TYPES.join(', ')}`,
        value: (distribution as { type?: unknown }).type,
      })
  }

  function branches(shares: readonly number[], means: readonly number[]): StandardForm {
    if (shares.length === 0 || shares.length !== means.length)
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'shares and means must be as many',
        where: { name },
        value: `${shares.length} shares, ${means.length} means`,
      })
    const cumulative: number[] = []
    let sum = 0
    let mean = 0
    let square = 0
    shares.forEach((share, index) => {
      sum += checkNumber(`${name}/shares/${index}`, share, { least: 0, most: 1 })
      cumulative.push(sum)
      const branch = checkNumber(`${name}/means/${index}`, means[index], { least: 0 })
      mean += share * branch
      square += 2 * share * branch * branch
    })
    if (Math.abs(sum - 1) > 1e-9)
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: 'shares must add up to 1',
        where: { name: `${name}/shares` },
        value: sum,
      })
    cumulative[cumulative.length - 1] = 1
    return form(mean, Math.sqrt(square - mean * mean), means.length, 0, 0, [...cumulative, ...means])
  }
}

/** sd / mean of a Weibull distribution. */
function weibullCoefficient(shape: number): number {
  return Math.sqrt(Math.expm1(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape)))
}

/** Shapes between which a coefficient of variation is looked for: 0.05 has one of 1e11, 1000 one of 0.0013. */
const WEIBULL_SHAPES = [0.05, 1000] as const

function weibullShape(cv: number, name: string): number {
  let [low, high] = WEIBULL_SHAPES as readonly [number, number] as [number, number]
  if (!(cv < weibullCoefficient(low) && cv > weibullCoefficient(high)))
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'no Weibull distribution has this sd / mean',
      where: { name },
      value: cv,
    })
  for (;;) {
    const middle = Math.sqrt(low * high)
    if (!(middle > low && middle < high)) return middle
    if (weibullCoefficient(middle) > cv) low = middle
    else high = middle
  }
}

/** The distribution of a factor times the variate: the same shape with another mean. */
export function scaled(form: StandardForm, factor: number): StandardForm {
  const type = DISTRIBUTION_TYPES[form.kind]
  const { first, second, values } = form
  const result = { ...form, mean: form.mean * factor, sd: form.sd * factor }
  switch (type) {
    case 'constant':
    case 'exponential':
      return { ...result, first: first * factor }
    case 'uniform':
    case 'triangular':
    case 'normal':
      return { ...result, first: first * factor, second: second * factor }
    case 'lognormal':
      return { ...result, first: first + Math.log(factor) }
    case 'hyperexponential':
      return { ...result, values: values.map((value, index) => (index < first ? value : value * factor)) }
    case 'empirical':
      return { ...result, values: values.map((value) => value * factor) }
    default:
      return { ...result, second: second * factor }
  }
}
