import { uniform } from './stream.ts'

const LAYERS = 256
/** Where the tail begins, and the area of each layer, for 256 layers (Marsaglia and Tsang 2000; Doornik 2005). */
const TAIL = 3.6541528853610088
const AREA = 4.92867323399e-3
const TWO_TO_23 = 2 ** 23
const TWO_TO_MINUS_32 = 2 ** -32

const accept = new Int32Array(LAYERS)
const width = new Float64Array(LAYERS)
const height = new Float64Array(LAYERS)
{
  const curve = (x: number) => Math.exp(-0.5 * x * x)
  let edge = TAIL
  const base = AREA / curve(TAIL)
  accept[0] = Math.floor((edge / base) * TWO_TO_23)
  width[0] = base / TWO_TO_23
  width[LAYERS - 1] = edge / TWO_TO_23
  height[0] = 1
  height[LAYERS - 1] = curve(edge)
  for (let layer = LAYERS - 2; layer >= 1; layer--) {
    const next = Math.sqrt(-2 * Math.log(AREA / edge + curve(edge)))
    accept[layer + 1] = Math.floor((next / edge) * TWO_TO_23)
    edge = next
    height[layer] = curve(edge)
    width[layer] = edge / TWO_TO_23
  }
}

/**
 * Standard normals into `out` from place `from` on, before `end`, by the ziggurat (Marsaglia and Tsang 2000): 8 bits for the layer, one for the sign,
 * 23 for the place, its lower bits from the generator's state.
 */
export function fillNormal(state: Int32Array, at: number, out: Float64Array, from: number, end: number): void {
  for (let k = from; k < end; ) k = fillUntilRefused(state, at, out, k, end)
}

/** Goes on until a draw is not accepted at once, and gives the place to go on from: see `fillExponential`. */
function fillUntilRefused(state: Int32Array, at: number, out: Float64Array, from: number, end: number): number {
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
    const place = word >>> 9
    const sign = 1 - ((word & 256) >> 7)
    out[k] = sign * ((place + (a >>> 0) * TWO_TO_MINUS_32) * width[layer])
    if (place >= accept[layer]) {
      refused = true
      break
    }
  }
  state[at] = a
  state[at + 1] = b
  state[at + 2] = c
  state[at + 3] = counter
  return refused && !settle(state, at, layer, out, k) ? k : k + 1
}

/** Whether the draw in out[k] is under the curve after all; one of the lowest layer is made anew, beyond TAIL. */
function settle(state: Int32Array, at: number, layer: number, out: Float64Array, k: number): boolean {
  const x = out[k]
  if (layer > 0)
    return height[layer] + uniform(state, at) * (height[layer - 1] - height[layer]) < Math.exp(-0.5 * x * x)
  // A normal beyond TAIL (Marsaglia 1964).
  for (;;) {
    const beyond = -Math.log(uniform(state, at)) / TAIL
    const y = -Math.log(uniform(state, at))
    if (y + y > beyond * beyond) {
      out[k] = x < 0 ? -(TAIL + beyond) : TAIL + beyond
      return true
    }
  }
}

const single = new Float64Array(1)

/** One standard normal. */
export function standardNormal(state: Int32Array, at: number): number {
  fillNormal(state, at, single, 0, 1)
  return single[0]
}
