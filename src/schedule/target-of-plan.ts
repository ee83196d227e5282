import { erlangA, erlangC, patienceRange } from '../erlang/index.ts'

/** What a plan says of its intervals. */
export interface PlannedService {
  interval: number
  agents: ArrayLike<number>
  volume: ArrayLike<number>
  aht: ArrayLike<number>
  /** NaN where the plan does not say. */
  serviceLevel: ArrayLike<number>
  abandonment: ArrayLike<number>
}

/** What a plan was sized to, as its own figures tell. */
export interface PlanTarget {
  /** Seconds within which a contact counts. */
  within: number
  /** Share of contacts. */
  share: number
  /** Mean patience in seconds; Infinity: nobody hangs up. */
  patience: number
}

/** Thresholds that targets have. */
const THRESHOLDS = [5, 10, 12, 15, 20, 25, 30, 40, 45, 60, 90, 120, 180, 300, 600]
/** Targets are whole per cents of so many. */
const STEP = 0.05
/** Intervals that are looked at, those with most contacts; and by how much their service may differ in the mean. */
const LOOKED_AT = 12
const NEAR = 0.004

/**
 * The patience, threshold and share that a plan was made with, told from what it expects of its agents: the patience from the abandonment, the threshold from the service level. The share is the highest multiple of 5 % that no interval falls below.
 * Undefined where no usual threshold gives these service levels, such as where tiers or a transient solution were planned.
 */
export function targetOfPlan({
  interval,
  agents,
  volume,
  aht,
  serviceLevel,
  abandonment,
}: PlannedService): PlanTarget | undefined {
  const known = Array.from(volume, (_, i) => i).filter(
    (i) => volume[i] > 0 && agents[i] > 0 && aht[i] > 0 && serviceLevel[i] > 0 && serviceLevel[i] < 1,
  )
  if (known.length === 0) return undefined
  const looked = [...known].sort((a, b) => volume[b] - volume[a] || a - b).slice(0, LOOKED_AT)
  const queueAt = (i: number) => ({ volumePerInterval: volume[i], interval, aht: aht[i], agents: agents[i] })
  const patiences = looked.flatMap((i) => {
    if (!(abandonment[i] > 0)) return []
    const range = patienceRange(queueAt(i), { abandonment: abandonment[i] })
    return range ? [range.from] : []
  })
  const patience =
    patiences.length > 0 ? patiences.sort((a, b) => a - b)[Math.floor(patiences.length / 2)] : Number.POSITIVE_INFINITY
  if (patience === 0) return undefined
  const states = looked.map((i) =>
    patience === Number.POSITIVE_INFINITY ? erlangC(queueAt(i)) : erlangA({ ...queueAt(i), patience }),
  )
  const errorAt = (within: number) =>
    states.reduce((sum, state, k) => sum + Math.abs(state.serviceLevel(within) - serviceLevel[looked[k]]), 0) /
    states.length
  const within = THRESHOLDS.reduce((best, each) => (errorAt(each) < errorAt(best) ? each : best))
  if (errorAt(within) > NEAR) return undefined
  const least = Math.min(...known.map((i) => serviceLevel[i]))
  const share = Math.floor((least + 5e-4) / STEP) * STEP
  return share > 0 ? { within, share: Math.round(share * 100) / 100, patience } : undefined
}
