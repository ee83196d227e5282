import { KrarupError } from '../../domain/index.ts'

interface KnownFormat {
  /** Found in the first lines of such a file. */
  mark: RegExp
  what: string
}

const EACH_CALL = 'one row a call'

/** Logs and lists of single calls, told by what stands in them: a history counts calls by interval. */
const KNOWN: readonly KnownFormat[] = [
  {
    mark: /^\d{9,}(\.\d+)?\|[^|\n]*\|[^|\n]*\|[^|\n]*\|[A-Z]+(\||\r?$)/m,
    what: 'an Asterisk queue_log (one row an event of a call)',
  },
  {
    mark: /"(ANSWERED|NO ANSWER|BUSY|FAILED)","?(DOCUMENTATION|BILLING|OMIT|IGNORE|3|2|1)/,
    what: `call records of Asterisk (Master.csv, ${EACH_CALL} and channel)`,
  },
  {
    mark: /"(NORMAL_CLEARING|ORIGINATOR_CANCEL|NO_ANSWER|USER_BUSY)","/,
    what: `call records of FreeSWITCH (cdr_csv, ${EACH_CALL})`,
  },
  {
    mark: /^\d+,(?=(?:[^,\n]*,){30})[-\d,:. ]+\r?$/m,
    what: 'an Avaya External Call History (ECH, one row a segment of a call)',
  },
  { mark: /^BEGIN:VCALENDAR/m, what: 'a calendar (iCalendar)' },
  {
    mark: /^(?=.*"ContactId")(?=.*"(InitiationMethod|ConnectedToSystemTimestamp|Queue)")/s,
    what: 'contact records of Amazon Connect (one a contact)',
  },
  {
    mark: /^(?=.*"results")(?=.*"(nOffered|tHandle|oServiceLevel)")/s,
    what: 'an answer of the Genesys Cloud analytics API',
  },
  { mark: /^\+-+.*\r?\n\|.*\|\r?\n\+-+/m, what: 'a report in text boxes (Vicidial)' },
]

/** Lists of single calls that are told by their headings, in lower case without spaces and marks: three of them show one. */
const KNOWN_HEADINGS: readonly { headings: readonly string[]; what: string }[] = [
  {
    headings: ['historyid', 'callid', 'timestart', 'timeanswered', 'reasonterminated'],
    what: `call records of 3CX (${EACH_CALL})`,
  },
  {
    headings: ['callid', 'callsid', 'type', 'startat', 'talktime', 'abandontime'],
    what: `calls of Talkdesk (${EACH_CALL})`,
  },
  {
    headings: ['startedat', 'answeredat', 'endedat', 'missedcallreason', 'direction'],
    what: `calls of Aircall (${EACH_CALL})`,
  },
  {
    headings: ['closecallid', 'leadid', 'lengthinsec', 'queueseconds', 'termreason'],
    what: `a Vicidial closer log (${EACH_CALL})`,
  },
  {
    headings: ['callidentifier', 'datestamp', 'hourofday', 'totalqueuetime'],
    what: `calls for Genesys Decisions (${EACH_CALL})`,
  },
  {
    headings: ['callsid', 'datecreated', 'from', 'to', 'duration', 'parentcallsid'],
    what: `calls of Twilio (${EACH_CALL})`,
  },
  {
    headings: ['contactid', 'initiationtimestamp', 'disconnecttimestamp', 'channel'],
    what: 'contact records of Amazon Connect (one row a contact)',
  },
]

/**
 * Refuses logs of events and lists of single calls by their names.
 *
 * @throws {KrarupError} UNSUPPORTED
 */
export function refuseKnownFormats(text: string, file: string): void {
  const head = text.slice(0, 4096)
  const known = KNOWN.find(({ mark }) => mark.test(head))
  if (known) throw unsupported(known.what, file, 1)
}

/** The error for a list of single calls, by its headings; undefined for headings of anything else. */
export function knownByHeadings(
  headings: readonly string[],
  file: string,
  line: number | undefined,
): KrarupError | undefined {
  const plain = headings.map((heading) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''))
  const known = KNOWN_HEADINGS.find((one) => one.headings.filter((heading) => plain.includes(heading)).length >= 3)
  return known && unsupported(known.what, file, line)
}

function unsupported(what: string, file: string, line: number | undefined): KrarupError {
  return new KrarupError({
    code: 'UNSUPPORTED',
    what: `this is ${what}, not an interval report`,
    where: { file, ...(line === undefined ? {} : { line }) },
    how: 'export the interval report of the queues (5 to 60 minutes, or days) as CSV, or count the calls by queue and interval of their arrival first (a pivot table does)',
  })
}
