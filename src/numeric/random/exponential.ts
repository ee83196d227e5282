import { uniform } from './stream.ts'

const LAYERS = 256
/** Where the tail begins, and the area of each layer, for 256 layers (Marsaglia and Tsang 2000). */
const TAIL = 7.69711747013105
const AREA = 3.949659822581572e-3
const TWO_TO_24 = 2 ** 24
const TWO_TO_MINUS_32 = 2 ** -32

/** Below `accept` a draw of 24 bits lies under the curve for sure; `width` turns it into a number; `height` is the curve at a layer's edge. */
const accept = new Int32Array(LAYERS)
const width = new Float64Array(LAYERS)
const height = new Float64Array(LAYERS)
{
  let edge = TAIL
  const base = AREA / Math.exp(-TAIL)
  accept[0] = Math.floor((edge / base) * TWO_TO_24)
  width[0] = base / TWO_TO_24
  width[LAYERS - 1] = edge / TWO_TO_24
  height[0] = 1
  height[LAYERS - 1] = Math.exp(-edge)
  for (let layer = LAYERS - 2; layer >= 1; layer--) {
    const next = -Math.log(AREA / edge + Math.exp(-edge))
    accept[layer + 1] = Math.floor((next / edge) * TWO_TO_24)
    edge = next
    height[layer] = Math.exp(-edge)
    width[layer] = edge / TWO_TO_24
  }
}

/**
 * Exponentials into `out` from place `from` on, before `end`, by the ziggurat (Marsaglia and Tsang 2000): one 32-bit draw in 98.9 % of cases,
 * 8 bits for the layer and 24 for the place in it; the place's lower bits come from a word of the generator's state, so that values are not confined to a coarse grid.
 */
export function fillExponential(
  state: Int32Array,
  at: number,
  out: Float64Array,
  from: number,
  end: number,
  mean = 1,
): void {
  for (let k = from; k < end; ) k = fillUntilRefused(state, at, out, k, end, mean)
}

/**
 * Goes on until a draw lies in the part of its layer that is not wholly under the curve, and gives the place to go on from. The generator's state stands in local variables
 * (`nextWord`, written out); with nothing else in the loop they stay in registers.
 */
function fillUntilRefused(
  state: Int32Array,
  at: number,
  out: Float64Array,
  from: number,
  end: number,
  mean: number,
): number {
  let a = state[at]
  let b = state[at + 1]
  let c = state[at + 2]
  let counter = state[at + 3]
  let k = from
  let layer = 0
  let refused = false
  for (; k < end; k++) {
    const word = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    layer = word & 255
    const place = word >>> 8
    const draw = (place + (a >>> 0) * TWO_TO_MINUS_32) * width[layer]
    if (place >= accept[layer]) {
      out[k] = draw
      refused = true
      break
    }
    out[k] = draw * mean
  }
  state[at] = a
  state[at + 1] = b
  state[at + 2] = c
  state[at + 3] = counter
  if (refused) {
    if (!settle(state, at, layer, out, k)) return k
    out[k] *= mean
  }
  return k + 1
}

/** Whether the draw in out[k] is under the curve after all; one of the lowest layer is made anew, beyond TAIL. */
function settle(state: Int32Array, at: number, layer: number, out: Float64Array, k: number): boolean {
  if (layer === 0) {
    out[k] = TAIL - Math.log(uniform(state, at))
    return true
  }
  return height[layer] + uniform(state, at) * (height[layer - 1] - height[layer]) < Math.exp(-out[k])
}

const single = new Float64Array(1)

/** One exponential of mean 1. */
export function exponential(state: Int32Array, at: number): number {
  fillExponential(state, at, single, 0, 1)
  return single[0]
}
