/** Genesys Cloud's own names of times (tHandle, tTalkComplete): always milliseconds, whatever the report says. */
const GENESYS_METRIC =
  /^(total|avg|average)?\s*t(Handle|Talk|TalkComplete|Held|HeldComplete|Acw|Answered|Abandon|Acd|Wait)\b/

/** Seconds in one unit of a column, where its heading is a vendor's name of a metric that has one. */
export function vendorUnitOf(heading: string): number | undefined {
  return GENESYS_METRIC.test(heading.trim()) ? 0.001 : undefined
}
