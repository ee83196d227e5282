import { nextWord, uniform } from './stream.ts'

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

/** Standard normal by the ziggurat (Marsaglia and Tsang 2000): 8 bits for the layer, one for the sign, 23 for the place, its lower bits from the generator's state. */
export function standardNormal(state: Int32Array, at: number): number {
  for (;;) {
    const word = nextWord(state, at)
    const layer = word & 255
    const place = word >>> 9
    const x = (place + (state[at] >>> 0) * TWO_TO_MINUS_32) * width[layer]
    const negative = (word & 256) !== 0
    if (place < accept[layer]) return negative ? -x : x
    if (layer === 0) {
      const far = tail(state, at)
      return negative ? -far : far
    }
    if (height[layer] + uniform(state, at) * (height[layer - 1] - height[layer]) < Math.exp(-0.5 * x * x))
      return negative ? -x : x
  }
}

/** A normal beyond TAIL (Marsaglia 1964). */
function tail(state: Int32Array, at: number): number {
  for (;;) {
    const x = -Math.log(uniform(state, at)) / TAIL
    const y = -Math.log(uniform(state, at))
    if (y + y > x * x) return TAIL + x
  }
}
