import { DISTRIBUTION_TYPES, type DistributionType } from '../../domain/index.ts'
import type { StandardForm } from './distribution.ts'
import { fillExponential } from './exponential.ts'
import { fillGamma } from './gamma.ts'
import { fillNormal } from './normal.ts'
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
const EXPONENTIAL = kindOf('exponential')
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
 * Draws from distribution `index` of a table into `out` from place `from` on, before `end`. Only +, -, *, /, square roots and V8's own port of fdlibm's
 * log and exp are used, so that every V8 (Node, Chromium) draws the same bits. Whole columns, because a function that returns a number has to put it on the heap.
 */
export function fillSamples(
  table: DistributionTable,
  index: number,
  state: Int32Array,
  at: number,
  out: Float64Array,
  from: number,
  end: number,
): void {
  const first = table.first[index]
  const second = table.second[index]
  switch (table.kind[index]) {
    case CONSTANT:
      for (let k = from; k < end; k++) out[k] = first
      return
    case EXPONENTIAL:
      fillExponential(state, at, out, from, end, first)
      return
    case UNIFORM:
      for (let k = from; k < end; k++) out[k] = first + second * uniform(state, at)
      return
    case TRIANGULAR: {
      const mode = table.third[index]
      for (let k = from; k < end; k++) out[k] = first + second * standardTriangular(uniform(state, at), mode)
      return
    }
    case NORMAL:
      fillNormal(state, at, out, from, end)
      for (let k = from; k < end; k++) out[k] = Math.max(0, first + second * out[k])
      return
    case LOGNORMAL:
      fillNormal(state, at, out, from, end)
      for (let k = from; k < end; k++) out[k] = Math.exp(first + second * out[k])
      return
    case GAMMA:
      fillGamma(state, at, first, out, from, end)
      for (let k = from; k < end; k++) out[k] *= second
      return
    case ERLANG:
      for (let k = from; k < end; k++) {
        let sum = 0
        for (let stage = 0; stage < first; stage++) {
          fillExponential(state, at, out, k, k + 1)
          sum += out[k]
        }
        out[k] = sum * second
      }
      return
    case WEIBULL:
      fillExponential(state, at, out, from, end)
      for (let k = from; k < end; k++) out[k] = second * Math.exp(Math.log(out[k]) / first)
      return
    case PARETO:
      fillExponential(state, at, out, from, end)
      for (let k = from; k < end; k++) out[k] = second * Math.exp(out[k] / first)
      return
    case HYPEREXPONENTIAL: {
      const start = table.valueStart[index]
      for (let k = from; k < end; k++) {
        const u = uniform(state, at)
        let branch = 0
        while (u > table.values[start + branch]) branch++
        fillExponential(state, at, out, k, k + 1)
        out[k] *= table.values[start + first + branch]
      }
      return
    }
    default: {
      const start = table.valueStart[index]
      const count = table.valueStart[index + 1] - start
      for (let k = from; k < end; k++) out[k] = table.values[start + Math.floor(uniform(state, at) * count)]
    }
  }
}

/** Draws nothing. */
export function isConstant({ kind }: DistributionTable, index: number): boolean {
  return kind[index] === CONSTANT
}

const single = new Float64Array(1)

/** One draw from distribution `index` of a table. */
export function sample(table: DistributionTable, index: number, state: Int32Array, at: number): number {
  if (isConstant(table, index)) return table.first[index]
  fillSamples(table, index, state, at, single, 0, 1)
  return single[0]
}

/** Inverse distribution function of the triangle on (0, 1) with its top at `mode`. */
function standardTriangular(u: number, mode: number): number {
  return u < mode ? Math.sqrt(u * mode) : 1 - Math.sqrt((1 - u) * (1 - mode))
}
