import { DAY_SECONDS, type DayNumber } from '../../domain/index.ts'
import { countUntil } from '../../numeric/count-until.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import type { Measurements, SurvivalMeasurements } from '../measure/types.ts'
import { isJudged } from './service-grid.ts'

export interface PatienceChange {
  /** Who hung up, and who would have with the patience of the training, having waited as they did. */
  hungUp: number
  expected: number
  /** Patience beside that of the training: expected over hung up, with its 95 % interval. */
  factor: number
  low: number
  high: number
  /** Standard deviations by which as many hung up as did. */
  score: number
}

/**
 * Whether callers on other days are as patient as on those of training: the log-rank test of one sample (Breslow 1975). Everybody who waited w is worth the training's cumulative hazard at w; how busy
 * the days were does not matter.
 */
export function patienceChange(log: CallLog, { patience }: Measurements, days: readonly DayNumber[]): PatienceChange {
  const wanted = new Set(days)
  let hungUp = 0
  let expected = 0
  for (let i = 0; i < log.count; i++) {
    const waited = log.waited[i]
    if (!wanted.has(Math.floor(log.arrived[i] / DAY_SECONDS)) || !isJudged(log, i) || !(waited > 0)) continue
    if (log.end[i] === VISIT_END.abandoned) hungUp++
    expected += hazardUntil(patience[log.queue[i]].all, waited)
  }
  const known = patience.reduce((sum, { all }) => sum + all.hungUp, 0)
  // The training's own curve is known from no more than its callers who hung up.
  const error = Math.sqrt(expected * (1 + expected / Math.max(1, known)))
  const ofRatio = Math.sqrt(1 / Math.max(1, hungUp) + 1 / Math.max(1, known))
  const factor = expected / hungUp
  return {
    hungUp,
    expected,
    factor,
    low: factor * Math.exp(-1.96 * ofRatio),
    high: factor * Math.exp(1.96 * ofRatio),
    score: (hungUp - expected) / error,
  }
}

/** Minus the logarithm of the share who are still there. */
function hazardUntil({ times, survival }: SurvivalMeasurements, waited: number): number {
  const passed = countUntil(times, waited)
  if (passed === 0) return 0
  const left = survival[passed - 1]
  // Where the last of the training hung up nobody is left; the step before is as far as the hazard is known.
  return left > 0 ? -Math.log(left) : passed > 1 ? -Math.log(survival[passed - 2]) + 1 : 1
}
