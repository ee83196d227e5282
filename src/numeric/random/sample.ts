import { DISTRIBUTION_TYPES, type DistributionType, type StandardForm } from './distribution.ts'
import { exponential } from './exponential.ts'
import { standardGamma } from './gamma.ts'
import { standardNormal } from './normal.ts'
import { uniform } from './stream.ts'

/** Several distributions in typed arrays, for sampling by index in hot loops; crosses to a worker by structured clone. */
export interface DistributionTable {
  /** Index of the type in `DISTRIBUTION_TYPES`. */
  kind: Int32Array
  first: Float64Array
  second: Float64Array
  third: Float64Array
  /** Values of distribution i: `values[valueStart[i] .. valueStart[i + 1]]`. */
  valueStart: Int32Array
  values: Float64Array
}

export function distributionTable(forms: readonly StandardForm[]): DistributionTable {
  const starts = [0]
  for (const { values } of forms) starts.push(starts[starts.length - 1] + values.length)
  return {
    kind: Int32Array.from(forms, ({ kind }) => kind),
    first: Float64Array.from(forms, ({ first }) => first),
    second: Float64Array.from(forms, ({ second }) => second),
    third: Float64Array.from(forms, ({ third }) => third),
    valueStart: Int32Array.from(starts),
    values: Float64Array.from(forms.flatMap(({ values }) => values)),
  }
}

const kindOf = (type: DistributionType) => DISTRIBUTION_TYPES.indexOf(type)
const CONSTANT = kindOf('constant')
export const EXPONENTIAL: number = kindOf('exponential')
const UNIFORM = kindOf('uniform')
const TRIANGULAR = kindOf('triangular')
const NORMAL = kindOf('normal')
const LOGNORMAL = kindOf('lognormal')
const GAMMA = kindOf('gamma')
const ERLANG = kindOf('erlang')
const WEIBULL = kindOf('weibull')
const PARETO = kindOf('pareto')
const HYPEREXPONENTIAL = kindOf('hyperexponential')

/**
 * A draw from distribution `index` of a table. Only +, -, *, /, square roots and V8's own port of fdlibm's log and exp are used,
 * so that every V8 (Node, Chromium) draws the same bits.
 */
export function sample(table: DistributionTable, index: number, state: Int32Array, at: number): number {
  const kind = table.kind[index]
  const first = table.first[index]
  if (kind === EXPONENTIAL) return exponential(state, at) * first
  const second = table.second[index]
  switch (kind) {
    case CONSTANT:
      return first
    case UNIFORM:
      return first + second * uniform(state, at)
    case TRIANGULAR:
      return first + second * standardTriangular(uniform(state, at), table.third[index])
    case NORMAL:
      return Math.max(0, first + second * standardNormal(state, at))
    case LOGNORMAL:
      return Math.exp(first + second * standardNormal(state, at))
    case GAMMA:
      return standardGamma(state, at, first) * second
    case ERLANG: {
      let sum = 0
      for (let stage = 0; stage < first; stage++) sum += exponential(state, at)
      return sum * second
    }
    case WEIBULL:
      return second * Math.exp(Math.log(exponential(state, at)) / first)
    case PARETO:
      return second * Math.exp(exponential(state, at) / first)
    case HYPEREXPONENTIAL: {
      const start = table.valueStart[index]
      const u = uniform(state, at)
      let branch = 0
      while (u > table.values[start + branch]) branch++
      return exponential(state, at) * table.values[start + first + branch]
    }
    default: {
      const start = table.valueStart[index]
      const count = table.valueStart[index + 1] - start
      return table.values[start + Math.floor(uniform(state, at) * count)]
    }
  }
}

/** Inverse distribution function of the triangle on (0, 1) with its top at `mode`. */
function standardTriangular(u: number, mode: number): number {
  return u < mode ? Math.sqrt(u * mode) : 1 - Math.sqrt((1 - u) * (1 - mode))
}
