import type { Campaigns, Centre } from '../state/index.ts'

/** The cap is of so many reached, before there are more. */
const FEW = 50
/** Beyond this share of the cap nothing is dialled ahead: agents dial, who are then not there for others. */
const CAREFUL = 0.9

/** One more who was reached: connected, or dropped. */
export function countReached(centre: Centre, campaigns: Campaigns, q: number, isDropped: boolean): void {
  beginDay(centre, campaigns, q)
  campaigns.reached[q]++
  if (isDropped) campaigns.dropped[q]++
}

/**
 * So many of the reached have been dropped that nobody else may be risked. Where the cap is by day, those who are being called or wait count as dropped as far as they will answer: a share may balance
 * over many days, and may not on one.
 */
export function isNearCap(centre: Centre, campaigns: Campaigns, q: number): boolean {
  beginDay(centre, campaigns, q)
  const { reached, dropped, dialling } = campaigns
  const { cap, capByDay, answered } = campaigns.model
  const share = answered[centre.current * centre.model.queues + q]
  const atRisk = capByDay[q] ? share * dialling[q] + centre.waiting[q].count : 0
  return dropped[q] + atRisk > CAREFUL * cap[q] * Math.max(reached[q], FEW)
}

/** A cap that holds on each day begins anew with it. */
function beginDay(
  { model, current }: Centre,
  { model: { capByDay }, reached, dropped, countedOn }: Campaigns,
  q: number,
) {
  const day = Math.floor(current / model.intervalsPerDay)
  if (!capByDay[q] || countedOn[q] === day) return
  countedOn[q] = day
  reached[q] = 0
  dropped[q] = 0
}
