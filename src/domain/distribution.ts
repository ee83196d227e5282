/**
 * A distribution of something that is never negative, as people write it: by mean and standard deviation, or by the usual parameters.
 *
 * - `normal`: negative draws count as 0, so the standard deviation may be at most a third of the mean (0.13 % of draws, 0.013 % of the mean).
 * - `erlang`: the sum of `stages` exponential times; `mean` is that of the sum.
 * - `lognormal`: `sigma` is the standard deviation of the logarithm.
 * - `pareto`: P(X > x) = (least / x)^shape, with shape > 1 so that there is a mean.
 * - `hyperexponential`: an exponential time of mean `means[i]` with probability `shares[i]`; by `mean` and `sd` (sd >= mean) the one of two branches with balanced means.
 * - `empirical`: one of the values, all equally likely.
 */
export type Distribution =
  | { type: 'constant'; value: number }
  | { type: 'exponential'; mean: number }
  | { type: 'uniform'; from: number; to: number }
  | { type: 'triangular'; from: number; mode: number; to: number }
  | { type: 'normal'; mean: number; sd: number }
  | { type: 'lognormal'; mean: number; sd: number }
  | { type: 'lognormal'; median: number; sigma: number }
  | { type: 'gamma'; mean: number; sd: number }
  | { type: 'gamma'; shape: number; scale: number }
  | { type: 'erlang'; stages: number; mean: number }
  | { type: 'weibull'; mean: number; sd: number }
  | { type: 'weibull'; shape: number; scale: number }
  | { type: 'pareto'; mean: number; sd: number }
  | { type: 'pareto'; shape: number; least: number }
  | { type: 'hyperexponential'; mean: number; sd: number }
  | { type: 'hyperexponential'; shares: readonly number[]; means: readonly number[] }
  | { type: 'empirical'; values: readonly number[] }

export type DistributionType = Distribution['type']

/** The parameters by which each type is given: one of its sets. */
export const DISTRIBUTION_PARAMETERS = {
  constant: [['value']],
  exponential: [['mean']],
  uniform: [['from', 'to']],
  triangular: [['from', 'mode', 'to']],
  normal: [['mean', 'sd']],
  lognormal: [
    ['mean', 'sd'],
    ['median', 'sigma'],
  ],
  gamma: [
    ['mean', 'sd'],
    ['shape', 'scale'],
  ],
  erlang: [['stages', 'mean']],
  weibull: [
    ['mean', 'sd'],
    ['shape', 'scale'],
  ],
  pareto: [
    ['mean', 'sd'],
    ['shape', 'least'],
  ],
  hyperexponential: [
    ['mean', 'sd'],
    ['shares', 'means'],
  ],
  empirical: [['values']],
} as const satisfies Record<DistributionType, readonly (readonly string[])[]>

export const DISTRIBUTION_TYPES = Object.keys(DISTRIBUTION_PARAMETERS) as DistributionType[]
