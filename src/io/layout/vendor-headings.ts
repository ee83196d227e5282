/** Genesys Cloud's own names of times (tHandle, tTalkComplete): always milliseconds, whatever the report says. */
const GENESYS_METRIC =
  /^(total|avg|average)?\s*t(Handle|Talk|TalkComplete|Held|HeldComplete|Acw|Answered|Abandon|Acd|Wait)\b/

/** Seconds in one unit of a column, where its heading is a vendor's name of a metric that has one. */
export function vendorUnitOf(heading: string): number | undefined {
  return GENESYS_METRIC.test(heading.trim()) ? 0.001 : undefined
}

/**
 * What a service level is a share of by its vendor's definition, as far as the headings tell: `none` where it counts contacts that were not answered as
 * served in time, so that no number of answered contacts can be worked out.
 */
export function levelOfHeading(heading: string, headings: readonly string[]): 'answered' | 'none' | undefined {
  const others = headings.map((one) => one.trim().toLowerCase())
  // Amazon Connect: all who left the queue in time, hang-ups and call-back requests too
  if (/^service level \d+/i.test(heading.trim()) && others.some((one) => /^contacts queued/.test(one))) return 'none'
  // UCCX: "positive" counts those who hung up in time, "without abandons" leaves them out of the base
  if (/positive|abandons? (counted )?positive|including abandon|incl\.? abandon/i.test(heading)) return 'none'
  if (/only handled|of (the )?(answered|handled)|\/ ?answered/i.test(heading)) return 'answered'
  // icsoc, Huawei, easemob: 20秒接通率 is those within 20 s of the answered (接通量), not of the offered
  return /\d+\s*(秒|s)内?(人工)?(接通|应答|接听|接起)率/i.test(heading.normalize('NFKC')) ? 'answered' : undefined
}
