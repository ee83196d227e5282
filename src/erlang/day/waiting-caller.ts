/** Most jumps that one step of uniformisation spans, in the mean. */
const STEP_MEAN = 100

/** Poisson weights beyond the mean are left out once they are smaller than this. */
const POISSON_TAIL = 1e-15

/**
 * Two expectations of one waiting caller's future, as functions of where they stand: `rows[extra][ahead]`, with `ahead` callers before them in the queue and
 * `extra` calls in progress more than agents on duty (which must end before anybody is taken). First come, first served: who comes later does not matter,
 * so that the caller's future depends on the staffing and on the patience of those ahead alone. It is found backwards in time, by uniformisation.
 */
export interface Outlook {
  /** Probability of being answered. */
  answered: Float64Array[]
  /** A second figure that is 0 once the caller is answered: mean wait counted if answered, or the probability of still waiting. */
  second: Float64Array[]
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
  return {
    answered: Array.from({ length: rows }, () => new Float64Array(columns).fill(answered)),
    second: Array.from({ length: rows }, () => new Float64Array(columns).fill(second)),
  }
}

/** Probability of being answered at all, and the mean wait counted where answered, when the conditions stay as they are for ever: by the first thing that happens. */
export function outlookForEver(rows: number, columns: number, { agents, service, hangUp }: Conditions): Outlook {
  const { answered, second } = evenOutlook(rows, columns, 0, 0)
  for (let extra = 0; extra < rows; extra++) {
    const finishing = (agents + extra) * service
    for (let ahead = 0; ahead < columns; ahead++) {
      const all = finishing + (ahead + 1) * hangUp
      if (all === 0) continue
      const moving = extra > 0 ? ahead * hangUp : finishing + ahead * hangUp
      const served = extra === 0 && ahead === 0
      const nextAnswered =
        moving * (ahead > 0 ? answered[extra][ahead - 1] : served ? 1 : 0) +
        (extra > 0 ? finishing * answered[extra - 1][ahead] : 0)
      const nextSecond =
        moving * (ahead > 0 ? second[extra][ahead - 1] : 0) + (extra > 0 ? finishing * second[extra - 1][ahead] : 0)
      answered[extra][ahead] = nextAnswered / all
      second[extra][ahead] = (answered[extra][ahead] + nextSecond) / all
    }
  }
  return { answered, second }
}

/** The same outlook cut or widened to a size; beyond its edge (where the caller is with negligible probability) the edge's value stands. */
export function resize(outlook: Outlook, rows: number, columns: number): Outlook {
  if (outlook.answered.length === rows && outlook.answered[0].length === columns) return outlook
  const cut = (field: Float64Array[]) =>
    Array.from({ length: rows }, (_, extra) => {
      const from = field[Math.min(extra, field.length - 1)]
      const to = new Float64Array(columns).fill(from[from.length - 1])
      to.set(from.subarray(0, columns))
      return to
    })
  return { answered: cut(outlook.answered), second: cut(outlook.second) }
}

/**
 * Looks `seconds` further back, through a time with these conditions: `outlook` is changed in place.
 *
 * @param reward What `second` earns in each second of waiting, as a multiple of `answered`: 1 for the mean wait counted where answered, 0 for a probability.
 */
export function lookBack(outlook: Outlook, seconds: number, conditions: Conditions, reward: number): void {
  const rows = outlook.answered.length
  const columns = outlook.answered[0].length
  const { agents, service, hangUp } = conditions
  const jumps = (agents + rows - 1) * service + columns * hangUp
  if (jumps === 0) {
    for (let extra = 0; extra < rows; extra++)
      for (let k = 0; k < columns; k++) outlook.second[extra][k] += seconds * reward * outlook.answered[extra][k]
    return
  }
  const steps = Math.max(1, Math.ceil((jumps * seconds) / STEP_MEAN))
  for (let step = 0; step < steps; step++) lookBackStep(outlook, (jumps * seconds) / steps, jumps, conditions, reward)
}

function lookBackStep(outlook: Outlook, mean: number, jumps: number, conditions: Conditions, reward: number): void {
  const { agents, service, hangUp } = conditions
  const rows = outlook.answered.length
  const columns = outlook.answered[0].length
  const gain = reward / jumps
  const own = hangUp / jumps
  let weight = Math.exp(-mean)
  const answered = outlook.answered.map((row) => row.slice())
  const second = outlook.second.map((row) => row.slice())
  for (const row of outlook.answered) for (let k = 0; k < columns; k++) row[k] *= weight
  for (const row of outlook.second) for (let k = 0; k < columns; k++) row[k] *= weight
  for (let j = 1; j <= mean || weight > POISSON_TAIL; j++) {
    weight *= mean / j
    for (let extra = rows - 1; extra >= 0; extra--) {
      const finishing = ((agents + extra) * service) / jumps
      const a = answered[extra]
      const s = second[extra]
      const sumA = outlook.answered[extra]
      const sumS = outlook.second[extra]
      if (extra > 0) {
        const doneA = answered[extra - 1]
        const doneS = second[extra - 1]
        for (let k = columns - 1; k > 0; k--) {
          const move = k * own
          const stay = 1 - finishing - move - own
          s[k] = s[k] * stay + doneS[k] * finishing + s[k - 1] * move + a[k] * gain
          a[k] = a[k] * stay + doneA[k] * finishing + a[k - 1] * move
          sumA[k] += weight * a[k]
          sumS[k] += weight * s[k]
        }
        s[0] = s[0] * (1 - finishing - own) + doneS[0] * finishing + a[0] * gain
        a[0] = a[0] * (1 - finishing - own) + doneA[0] * finishing
        sumA[0] += weight * a[0]
        sumS[0] += weight * s[0]
      } else {
        for (let k = columns - 1; k > 0; k--) {
          const move = finishing + k * own
          const stay = 1 - move - own
          s[k] = s[k] * stay + s[k - 1] * move + a[k] * gain
          a[k] = a[k] * stay + a[k - 1] * move
          sumA[k] += weight * a[k]
          sumS[k] += weight * s[k]
        }
        const stay = 1 - finishing - own
        s[0] = s[0] * stay + a[0] * gain
        a[0] = a[0] * stay + finishing
        sumA[0] += weight * a[0]
        sumS[0] += weight * s[0]
      }
    }
  }
}

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
  const last = after.answered[0].length - 1
  for (let extra = 0; extra < rows; extra++) {
    const free = to - from - extra
    const row = finish ? Math.min(Math.max(0, -free), after.answered.length - 1) : 0
    const shift = finish ? Math.max(0, free) : free
    for (let ahead = 0; ahead < columns; ahead++) {
      if (ahead < shift) continue
      const at = Math.min(ahead - shift, last)
      before.answered[extra][ahead] = after.answered[row][at]
      before.second[extra][ahead] = after.second[row][at]
    }
  }
  return before
}
