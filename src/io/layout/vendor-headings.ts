import type { Role } from './roles.ts'

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
  if (
    /without (the )?abandon|excluding abandon|w\/o abandon|positive|abandons? (counted )?positive|including abandon|incl\.? abandon/i.test(
      heading,
    )
  )
    return 'none'
  if (/only handled|of (the )?(answered|handled)|\/ ?answered/i.test(heading)) return 'answered'
  // icsoc, Huawei, easemob: 20秒接通率 is those within 20 s of the answered (接通量), not of the offered
  return /\d+\s*(秒|s)内?(人工)?(接通|应答|接听|接起)率/i.test(heading.normalize('NFKC')) ? 'answered' : undefined
}

/** Tables of systems whose names of columns say more than their words do; so many of them show whose a file is. */
const VENDOR_TABLES: readonly { least: number; roles: Readonly<Record<string, Role>> }[] = [
  // Avaya CMS, database items (hsplit, dsplit): times are totals in seconds
  {
    least: 4,
    roles: {
      row_date: 'date',
      starttime: 'time',
      callsoffered: 'offered',
      acdcalls: 'answered',
      abncalls: 'abandoned',
      acceptable: 'answeredWithin',
      acdtime: 'talkTotal',
      holdacdtime: 'holdTotal',
      acwtime: 'wrapTotal',
      anstime: 'answeredWaitTotal',
      abntime: 'abandonedWaitTotal',
    },
  },
  // Cisco UCCE, Call_Type_Interval: times are totals in seconds
  {
    least: 5,
    roles: {
      datetime: 'start',
      enterprisename: 'queue',
      callsoffered: 'offered',
      callsanswered: 'answered',
      totalcallsaband: 'abandoned',
      servicelevelcalls: 'answeredWithin',
      handletime: 'handleTotal',
      answerwaittime: 'answeredWaitTotal',
      calldelayabandtime: 'abandonedWaitTotal',
    },
  },
]

/** What the columns are by the table that the headings show a file to be of, heading by heading; empty where they show none. */
export function vendorRolesOf(headings: readonly string[]): ReadonlyMap<string, Role> {
  for (const { least, roles } of VENDOR_TABLES) {
    const own = headings.filter((heading) => Object.hasOwn(roles, heading.trim().toLowerCase()))
    if (own.length >= least) return new Map(own.map((heading) => [heading, roles[heading.trim().toLowerCase()]]))
  }
  return new Map()
}

/** Headings of the channel of a contact: queues of two channels are two queues. */
export function namesAChannel(heading: string): boolean {
  return /^(media ?type|channel|channel ?type|medium|kanal|kanaal|canal|媒体类型|渠道|渠道类型)$/i.test(heading.trim())
}
