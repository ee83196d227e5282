import { KrarupError } from '../../domain/index.ts'

interface KnownFormat {
  /** Found in the first lines of such a file. */
  mark: RegExp
  what: string
  /** What to do; default: export another report, or count the calls. */
  how?: string
}

const EACH_CALL = 'one row a call'

const ANOTHER_REPORT =
  'export the interval report of the queues (5 to 60 minutes, or days) as CSV, or count the calls by queue and interval of their arrival first (a pivot table does)'

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
  {
    mark: /^(?=.*"StatsTime")(?=.*"Calls(Queued|Handled|Abandoned)")/s,
    what: 'an answer of the Aliyun CCC API (intervals by skill group, StatsTime in milliseconds)',
    how: 'make a CSV of it: StatsTime as a date and time, the skill group, CallsQueued as offered, CallsHandled as answered, CallsAbandoned as abandoned, TotalTalkTime and TotalWorkTime as talk and after-call time',
  },
  {
    mark: /^(?=.*"received")(?=.*"answered_rate")(?=.*"quality_of_service")/s,
    what: 'queue statistics of the Wazo API',
    how: 'make a CSV of its items: from, queue_name, received, answered, abandoned; received counts calls outside the opening hours (closed) too. It has no handle times: plan with --aht',
  },
  {
    mark: /^(?=.*"intervalStartTime")(?=.*"total(Offered|Enqueued|Assigned|Accepted|Abandoned)Tasks")/s,
    what: 'queue statistics of the Webex Contact Center API (intervalStartTime in milliseconds, UTC)',
    how: 'make a CSV of it: intervalStartTime as a date and time, queueName, totalAcceptedTasks as answered and totalAbandonedTasks as abandoned; totalOfferedTasks counts offers to agents, refused ones too, and is not what was offered to the queue',
  },
  {
    mark: /^(?=.*"tasks_entered")(?=.*"(split_by_wait_time|reservations_accepted)")/s,
    what: 'cumulative statistics of Twilio TaskRouter (one window of time, no intervals; reservations are offers to agents)',
  },
  {
    mark: /^(?=.*"MetricResults")(?=.*"(Collections|Metric)")/s,
    what: 'an answer of the Amazon Connect metrics API',
    how: 'export the historical metrics report as CSV by intervals of 15 or 30 minutes',
  },
  {
    mark: /^\s*vru\+?line\s+call_?id\s+customer_?id/im,
    what: `the call log of the "Anonymous Bank" (${EACH_CALL})`,
  },
]

/** Lists of single calls that are told by their headings, in lower case without spaces and marks: three of them show one, or as many as it says. */
const KNOWN_HEADINGS: readonly { headings: readonly string[]; what: string; least?: number }[] = [
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
    headings: ['eventtype', 'tasksid', 'taskqueuename', 'taskqueuesid', 'reservationsid', 'workersid', 'workername'],
    what: 'events of Twilio TaskRouter (one row an event)',
  },
  {
    headings: ['time', 'callid', 'queuename', 'agent', 'event', 'data1', 'data2'],
    least: 5,
    what: 'an Asterisk queue_log in a database table (one row an event of a call)',
  },
  {
    headings: ['ccqueue', 'ccqueuejoinedepoch', 'ccqueueansweredepoch', 'ccqueueterminatedepoch', 'cccause'],
    what: `calls of FreeSWITCH's mod_callcenter (${EACH_CALL})`,
  },
  {
    headings: ['sessionid', 'sessionseqnum', 'nodeid', 'qindex', 'disposition', 'metservicelevel', 'queuetime'],
    what: 'contact records of Cisco UCCX (ContactQueueDetail or ContactCallDetail, one row a leg of a call)',
  },
  {
    headings: ['recoverykey', 'peripheralcallkey', 'routercallkey', 'localqtime', 'timetoaband', 'calldisposition'],
    what: 'Termination_Call_Detail of Cisco UCCE (one row a leg of a call)',
  },
  {
    headings: ['createdat', 'completionstatus', 'direction', 'talktime', 'wrapuptime', 'waittime'],
    what: `calls of Zendesk Talk (${EACH_CALL})`,
  },
  {
    headings: ['callid', 'datestarted', 'dateconnected', 'dateended', 'targettype', 'externalnumber'],
    what: `calls of Dialpad (${EACH_CALL})`,
  },
  {
    headings: ['contactid', 'mastercontactid', 'abandon', 'inqueuetime', 'acwseconds', 'acwtime'],
    what: 'contacts of NICE CXone (data download, one row a contact)',
  },
  {
    headings: ['主叫号码', '被叫号码', '通话状态', '接听时间', '挂机时间', '进入队列时间', '接听状态'],
    what: `a list of single calls (${EACH_CALL})`,
  },
  {
    headings: ['agentid', 'agentname', 'intervalstart', 'intervalcomplete'],
    least: 4,
    what: 'the view of agents of Genesys Cloud (one row an agent and interval)',
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
  if (known) throw unsupported(known.what, file, 1, known.how)
}

/** The error for a list of single calls, by its headings; undefined for headings of anything else. */
export function knownByHeadings(
  headings: readonly string[],
  file: string,
  line: number | undefined,
): KrarupError | undefined {
  const plain = headings.map((heading) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''))
  const known = KNOWN_HEADINGS.find(
    ({ headings: own, least = 3 }) => own.filter((heading) => plain.includes(heading)).length >= least,
  )
  return known && unsupported(known.what, file, line)
}

function unsupported(what: string, file: string, line: number | undefined, how = ANOTHER_REPORT): KrarupError {
  return new KrarupError({
    code: 'UNSUPPORTED',
    what: `this is ${what}, not an interval report`,
    where: { file, ...(line === undefined ? {} : { line }) },
    how,
  })
}
