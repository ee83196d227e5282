import { poissonWeights } from './poisson-weights.ts'

/** Most jumps that one step of uniformisation spans, in the mean. */
const STEP_MEAN = 200

/**
 * Two expectations of one waiting caller's future, as functions of where they stand: place `extra * columns + ahead` is for `ahead` callers before them in the queue and
 * `extra` calls in progress more than agents on duty (which must end before anybody is taken). First come, first served: who comes later does not matter,
 * so that the caller's future depends on the staffing and on the patience of those ahead alone. It is found backwards in time, by uniformisation.
 */
export interface Outlook {
  rows: number
  columns: number
  /** Probability of being answered. */
  answered: Float64Array
  /** A second figure that is 0 once the caller is answered: mean wait counted if answered, or the probability of still waiting. */
  second: Float64Array
}

/** What a piece of time is like for those who wait. */
export interface Conditions {
  agents: number
  /** Service rate of one agent. */
  service: number
  /** Rate at which one waiting caller hangs up. */
  hangUp: number
}

/** An outlook with the same value everywhere. */
export function evenOutlook(rows: number, columns: number, answered: number, second: number): Outlook {
  const even = (value: number) => new Float64Array(rows * columns).fill(value)
  return { rows, columns, answered: even(answered), second: even(second) }
}

/** Probability of being answered at all, and the mean wait counted where answered, when the conditions stay as they are for ever: by the first thing that happens. */
export function outlookForEver(rows: number, columns: number, { agents, service, hangUp }: Conditions): Outlook {
  const outlook = evenOutlook(rows, columns, 0, 0)
  const { answered, second } = outlook
  for (let extra = 0; extra < rows; extra++) {
    const finishing = (agents + extra) * service
    for (let ahead = 0; ahead < columns; ahead++) {
      const all = finishing + (ahead + 1) * hangUp
      if (all === 0) continue
      const moving = extra > 0 ? ahead * hangUp : finishing + ahead * hangUp
      const served = extra === 0 && ahead === 0
      const place = extra * columns + ahead
      const nextAnswered =
        moving * (ahead > 0 ? answered[place - 1] : served ? 1 : 0) +
        (extra > 0 ? finishing * answered[place - columns] : 0)
      const nextSecond =
        moving * (ahead > 0 ? second[place - 1] : 0) + (extra > 0 ? finishing * second[place - columns] : 0)
      answered[place] = nextAnswered / all
      second[place] = (answered[place] + nextSecond) / all
    }
  }
  return outlook
}

/** The same outlook cut or widened to a size; beyond its edge (where the caller is with negligible probability) the edge's value stands. */
export function resize(outlook: Outlook, rows: number, columns: number): Outlook {
  if (outlook.rows === rows && outlook.columns === columns) return outlook
  const cut = (field: Float64Array) => {
    const resized = new Float64Array(rows * columns)
    for (let extra = 0; extra < rows; extra++) {
      const start = Math.min(extra, outlook.rows - 1) * outlook.columns
      const from = field.subarray(start, start + outlook.columns)
      const to = resized.subarray(extra * columns, (extra + 1) * columns)
      to.set(from.subarray(0, columns))
      to.fill(from[from.length - 1], from.length)
    }
    return resized
  }
  return { rows, columns, answered: cut(outlook.answered), second: cut(outlook.second) }
}

/** Rate of what may happen to the callers of an outlook, idle jumps included. */
function jumpRate({ rows, columns }: Outlook, { agents, service, hangUp }: Conditions): number {
  return (agents + rows - 1) * service + columns * hangUp
}

/**
 * Looks `seconds` further back, through a time with these conditions: `outlook` is changed in place.
 *
 * @param reward What `second` earns in each second of waiting, as a multiple of `answered`: 1 for the mean wait counted where answered, 0 for a probability.
 */
export function lookBack(outlook: Outlook, seconds: number, conditions: Conditions, reward: number): void {
  const { answered, second } = outlook
  const rate = jumpRate(outlook, conditions)
  if (rate === 0) {
    for (let i = 0; i < second.length; i++) second[i] += seconds * reward * answered[i]
    return
  }
  const steps = Math.max(1, Math.ceil((rate * seconds) / STEP_MEAN))
  for (let step = 0; step < steps; step++) lookBackStep(outlook, (rate * seconds) / steps, rate, conditions, reward)
}

function lookBackStep(outlook: Outlook, mean: number, rate: number, conditions: Conditions, reward: number): void {
  const { rows, answered, second } = outlook
  const now = { ...outlook, answered: answered.slice(), second: second.slice() }
  const weights = poissonWeights(mean, rows === 1 ? 3 : 1)
  for (let i = 0; i < answered.length; i++) {
    answered[i] *= weights[0]
    second[i] *= weights[0]
  }
  for (let j = 1; j < weights.length && rows === 1; j += 3)
    threeJumps(now, outlook, conditions, rate, reward, weights[j], weights[j + 1], weights[j + 2])
  for (let j = 1; j < weights.length && rows > 1; j++) jump(now, outlook, conditions, rate, reward, weights[j])
}

/** Three jumps of an outlook with one row, in place, added by their weights to `sum`. One pass does all three: going through the arrays costs more than the arithmetic. */
function threeJumps(
  { answered, second, columns }: Outlook,
  sum: Outlook,
  { agents, service, hangUp }: Conditions,
  rate: number,
  reward: number,
  weight1: number,
  weight2: number,
  weight3: number,
): void {
  const finishing = (agents * service) / rate
  const own = hangUp / rate
  const gain = reward / rate
  const sumA = sum.answered
  const sumS = sum.second
  // Whoever is first in the queue is answered by the next agent who gets free.
  let a0Before = 1
  let a1Before = 1
  let a2Before = 1
  let s0Before = 0
  let s1Before = 0
  let s2Before = 0
  for (let k = 0; k < columns; k++) {
    const move = finishing + k * own
    const stay = 1 - move - own
    const a0 = answered[k]
    const s0 = second[k]
    const a1 = a0 * stay + a0Before * move
    const s1 = s0 * stay + s0Before * move + a0 * gain
    const a2 = a1 * stay + a1Before * move
    const s2 = s1 * stay + s1Before * move + a1 * gain
    const a3 = a2 * stay + a2Before * move
    const s3 = s2 * stay + s2Before * move + a2 * gain
    answered[k] = a3
    second[k] = s3
    sumA[k] += weight1 * a1 + weight2 * a2 + weight3 * a3
    sumS[k] += weight1 * s1 + weight2 * s2 + weight3 * s3
    a0Before = a0
    a1Before = a1
    a2Before = a2
    s0Before = s0
    s1Before = s1
    s2Before = s2
  }
}

/** One jump of an outlook, in place, added by its weight to `sum`. */
function jump(
  { answered, second, rows, columns }: Outlook,
  sum: Outlook,
  { agents, service, hangUp }: Conditions,
  rate: number,
  reward: number,
  weight: number,
): void {
  const own = hangUp / rate
  const gain = reward / rate
  const sumA = sum.answered
  const sumS = sum.second
  // From the highest row down: the row that a finished call leads to has not made this jump yet.
  for (let extra = rows - 1; extra >= 0; extra--) {
    const finishing = ((agents + extra) * service) / rate
    const down = extra > 0 ? finishing : 0
    const served = extra > 0 ? 0 : finishing
    const start = extra * columns
    const step = extra > 0 ? columns : 0
    let aBefore = 1
    let sBefore = 0
    for (let k = 0, i = start; k < columns; k++, i++) {
      const move = served + k * own
      const stay = 1 - down - move - own
      const a0 = answered[i]
      const s0 = second[i]
      const a1 = a0 * stay + answered[i - step] * down + aBefore * move
      const s1 = s0 * stay + second[i - step] * down + sBefore * move + a0 * gain
      answered[i] = a1
      second[i] = s1
      sumA[i] += weight * a1
      sumS[i] += weight * s1
      aBefore = a0
      sBefore = s0
    }
  }
}

/**
 * The probabilities of being answered and of still waiting, in conditions that last, of those who have so many calls in progress before them: the last row of an outlook,
 * at whatever times it is asked for. The jumps are made once for all times.
 */
export class LastRow {
  readonly columns: number
  readonly #conditions: Conditions
  readonly #rate: number
  readonly #now: Outlook
  readonly #unused: Outlook
  /** The last row after 0, 1, 2, ... jumps. */
  readonly #rows: Outlook[] = []

  constructor(rows: number, columns: number, conditions: Conditions) {
    this.columns = columns
    this.#conditions = conditions
    this.#now = evenOutlook(rows, columns, 0, 1)
    this.#unused = evenOutlook(rows, columns, 0, 0)
    this.#rate = jumpRate(this.#now, conditions)
  }

  /** The outlook, of one row, of those who look so many seconds ahead. */
  after(seconds: number): Outlook {
    const { columns } = this
    const start = columns * (this.#now.rows - 1)
    const weights = poissonWeights(this.#rate * seconds, 1)
    while (this.#rows.length < weights.length) {
      if (this.#rows.length > 0) jump(this.#now, this.#unused, this.#conditions, this.#rate, 0, 0)
      const { answered, second } = this.#now
      this.#rows.push({ rows: 1, columns, answered: answered.slice(start), second: second.slice(start) })
    }
    const sum = evenOutlook(1, columns, 0, 0)
    weights.forEach((weight, j) => {
      // What the first jumps add to a sum about as large as 1, when there will be many more.
      if (weight < NEGLIGIBLE) return
      const { answered, second } = this.#rows[j]
      for (let k = 0; k < columns; k++) {
        sum.answered[k] += weight * answered[k]
        sum.second[k] += weight * second[k]
      }
    })
    return sum
  }

  /** Whether so many seconds are little enough for one sum. */
  reaches(seconds: number): boolean {
    return this.#rate * seconds <= STEP_MEAN
  }
}

/** Poisson weights that do not show in a sum of all. */
const NEGLIGIBLE = 1e-17

/**
 * The outlook just before the number of agents changes, from the one just after it.
 *
 * @param finish Calls in progress are finished where staff is cut; else they go back to the head of the queue, before this caller.
 */
export function beforeChange(
  after: Outlook,
  rows: number,
  columns: number,
  from: number,
  to: number,
  finish: boolean,
): Outlook {
  const before = evenOutlook(rows, columns, 1, 0)
  for (let extra = 0; extra < rows; extra++) {
    const free = to - from - extra
    const row = finish ? Math.min(Math.max(0, -free), after.rows - 1) : 0
    const shift = finish ? Math.max(0, free) : free
    for (let ahead = Math.max(0, shift); ahead < columns; ahead++) {
      const at = row * after.columns + Math.min(ahead - shift, after.columns - 1)
      before.answered[extra * columns + ahead] = after.answered[at]
      before.second[extra * columns + ahead] = after.second[at]
    }
  }
  return before
}
