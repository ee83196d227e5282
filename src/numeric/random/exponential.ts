import { nextWord, uniform } from './stream.ts'

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
 * Exponential of mean 1 by the ziggurat (Marsaglia and Tsang 2000): one 32-bit draw in 98.9 % of cases, 8 bits for the layer and 24 for the place in it;
 * the place's lower bits come from a word of the generator's state, so that values are not confined to a coarse grid.
 */
export function exponential(state: Int32Array, at: number): number {
  const word = nextWord(state, at)
  const layer = word & 255
  const place = word >>> 8
  const x = (place + (state[at] >>> 0) * TWO_TO_MINUS_32) * width[layer]
  // The plus tells the compiler that the call gives a number: without it every result is boxed.
  return place < accept[layer] ? x : +slowPath(state, at, layer, x)
}

function slowPath(state: Int32Array, at: number, firstLayer: number, firstX: number): number {
  let layer = firstLayer
  let x = firstX
  for (;;) {
    if (layer === 0) return TAIL - Math.log(uniform(state, at))
    if (height[layer] + uniform(state, at) * (height[layer - 1] - height[layer]) < Math.exp(-x)) return x
    const word = nextWord(state, at)
    layer = word & 255
    const place = word >>> 8
    x = (place + (state[at] >>> 0) * TWO_TO_MINUS_32) * width[layer]
    if (place < accept[layer]) return x
  }
}
