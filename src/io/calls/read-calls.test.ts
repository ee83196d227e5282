import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ReadHistoryOptions, type RejectedRow, readHistory } from '../index.ts'

/** What was counted, by queue: offered, answered, abandoned, answered within the threshold, handle seconds. */
async function countsOf(log: string, options: ReadHistoryOptions = {}) {
  const { history, findings } = await readHistory(Buffer.from(log), { name: 'log.txt', threshold: 20, ...options })
  const counts = Object.fromEntries(
    history.queues.map(({ queue, measures: { offered, answered, abandoned, answeredWithin, handleTotal } }) => [
      queue,
      [offered, answered, abandoned, answeredWithin, handleTotal].map((values) =>
        values?.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0),
      ),
    ]),
  )
  return { counts, history, findings, said: findings.warnings.join('\n') }
}

/** Numbers after the colon of the first note: what the rows became. */
function rowsOf(said: string): { rows: number; counted: number } {
  const [, rows, counts] = /: (\d+) rows \(each [^)]*\): ([^;\n]*)/.exec(said) ?? []
  const numbers = [...(counts ?? '').replaceAll(/\([^)]*\)/g, '').matchAll(/ (\d+)(?:,|$)/g)].map(([, n]) => Number(n))
  return { rows: Number(rows), counted: numbers.reduce((sum, n) => sum + n, 0) }
}

const QUEUE_LOG = `1772438399|NONE|NONE|NONE|QUEUESTART|
1772438400|NONE|sales|SIP/11|ADDMEMBER|
1772438400|1772438300.9|sales|SIP/11|CONNECT|100|1772438399.1|3
1772438405|7.1|sales|NONE|ENTERQUEUE||0301|1
1772438415|7.1|sales|SIP/12|RINGNOANSWER|9000
1772438425|7.1|sales|SIP/11|CONNECT|20|7.2|4
1772438525|7.1|sales|SIP/11|COMPLETECALLER|20|100|1
1772438500|8.1|sales|NONE|ENTERQUEUE||0302|1
1772438503|8.1|sales|NONE|ABANDON|1|1|3
1772438600|9.1|sales|NONE|ENTERQUEUE||0303|1
1772438660|9.1|sales|NONE|EXITWITHTIMEOUT|1|1|60
1772438660|9.1|overflow|NONE|ENTERQUEUE||0303|1
1772438691|9.1|overflow|SIP/21|CONNECT|31|9.2|4
1772438741|9.1|overflow|SIP/21|ATTENDEDTRANSFER|LINK|Local/a;1|Local/b;1|31|50|1
1772440300|10.1|sales|NONE|ENTERQUEUE||0304|1
1772440305|10.1|sales|NONE|EXITWITHKEY|1|1|1|5
1772440310|11.1|sales|NONE|ENTERQUEUE||0305|1
1772440312|11.1|sales|SIP/11|CONNECT|2|11.2|1
`

describe('a queue_log of Asterisk', () => {
  test('one call in two queues is offered to each; a refused ring is no outcome, a transfer ends the handle time', async () => {
    const { counts, said } = await countsOf(QUEUE_LOG)
    // the last call is answered and has no end: its handle time is not known
    expect(counts).toEqual({ sales: [5, 2, 1, 2, 100], overflow: [1, 1, 0, 0, 50] })
    expect(said).toContain(
      'an Asterisk queue_log, counted by 30m of arrival: 18 rows (each an event): events of the system 1, events of agents 2, events of calls that came before the log begins 1, of visits 14; visits of queues: 6',
    )
    expect(said).toContain('called back, timed out): 2;')
    expect(said).toContain('no after-call work')
    expect(rowsOf(said)).toEqual({ rows: 18, counted: 18 })
  })

  test('seconds since 1970 are instants: with a zone, the intervals are cut by its clock', async () => {
    const { history } = await countsOf(QUEUE_LOG, { timezone: 'Asia/Kathmandu' })
    const [{ measures }] = history.queues
    const places = [...(measures.offered ?? [])].flatMap((offered, i) => (offered > 0 ? [i * history.interval] : []))
    // 08:00 UTC is 13:45 there, in the half hour from 13:30
    expect(places).toEqual([13.5 * 3600, 14 * 3600])
  })

  test('a line that is none is told with its number, and kept apart', async () => {
    const log = QUEUE_LOG.replace('1772438500|8.1', 'yesterday|8.1')
    await expect(countsOf(log)).rejects.toThrow(/not a date.*"yesterday"[\s\S]*line 8, column 1/)
    const rejects: RejectedRow[] = []
    const { counts } = await countsOf(log, { rejects })
    expect(rejects).toMatchObject([{ line: 8, text: 'yesterday|8.1|sales|NONE|ENTERQUEUE||0302|1' }])
    // the end of a call that never came is left aside
    expect(counts.sales[0]).toBe(4)
  })
})

describe('contact records of Amazon Connect', () => {
  const record = (fields: object) =>
    JSON.stringify({
      Channel: 'VOICE',
      InitiationMethod: 'INBOUND',
      LastUpdateTimestamp: '2026-03-02T09:00:00Z',
      ...fields,
    })
  const queue = (EnqueueTimestamp: string, DequeueTimestamp: string) => ({
    Name: 'Sales',
    EnqueueTimestamp,
    DequeueTimestamp,
  })
  const agent = (ConnectedToAgentTimestamp: string, talk: number, hold: number, wrap: number) => ({
    ConnectedToAgentTimestamp,
    AgentInteractionDuration: talk,
    CustomerHoldDuration: hold,
    AfterContactWorkDuration: wrap,
  })
  const records = [
    // 200 s from answer to end: the hold is beside the interaction
    record({
      ContactId: 'a',
      DisconnectTimestamp: '2026-03-02T08:04:00Z',
      Queue: queue('2026-03-02T08:00:30Z', '2026-03-02T08:00:40Z'),
      Agent: agent('2026-03-02T08:00:40Z', 170, 30, 10),
    }),
    // delivered again with more after-call work
    record({
      ContactId: 'a',
      LastUpdateTimestamp: '2026-03-02T10:00:00Z',
      DisconnectTimestamp: '2026-03-02T08:04:00Z',
      Queue: queue('2026-03-02T08:00:30Z', '2026-03-02T08:00:40Z'),
      Agent: agent('2026-03-02T08:00:40Z', 170, 30, 25),
    }),
    // the hold is within the interaction
    record({
      ContactId: 'b',
      DisconnectTimestamp: '2026-03-02T08:13:20Z',
      Queue: queue('2026-03-02T08:09:00Z', '2026-03-02T08:10:00Z'),
      Agent: agent('2026-03-02T08:10:00Z', 200, 30, 0),
    }),
    record({ ContactId: 'c', DisconnectTimestamp: '2026-03-02T08:20:00Z', Queue: null, Agent: null }),
    record({
      ContactId: 'd',
      DisconnectTimestamp: '2026-03-03T00:01:00Z',
      Queue: queue('2026-03-02T23:59:30Z', '2026-03-03T00:01:00Z'),
      Agent: null,
    }),
    record({
      ContactId: 'e',
      NextContactId: 'f',
      DisconnectTimestamp: '2026-03-02T08:30:00Z',
      Queue: queue('2026-03-02T08:29:00Z', '2026-03-02T08:30:00Z'),
      Agent: null,
    }),
    record({
      ContactId: 'g',
      InitiationMethod: 'OUTBOUND',
      Queue: queue('2026-03-02T08:40:00Z', '2026-03-02T08:40:05Z'),
    }),
    record({
      ContactId: 'h',
      Channel: 'CHAT',
      DisconnectTimestamp: '2026-03-02T08:50:00Z',
      Queue: queue('2026-03-02T08:41:00Z', '2026-03-02T08:41:05Z'),
      Agent: agent('2026-03-02T08:41:05Z', 535, 0, 0),
    }),
  ]

  test('the latest of a record counts; outbound and what never reached a queue are aside; chats are apart', async () => {
    const { counts, said } = await countsOf(`${records.join('\n')}\n`)
    expect(counts).toEqual({ Sales: [4, 2, 1, 1, 225 + 200], 'Sales (chat)': [1, 1, 0, 1, 535] })
    expect(rowsOf(said)).toEqual({ rows: 8, counted: 8 })
    expect(said).toContain('several channels')
    expect(said).toContain('--timezone')
  })

  test('a contact belongs to the interval in which it entered the queue, not to that of its end', async () => {
    const { history } = await countsOf(records[4])
    expect(history.queues[0].measures.offered?.indexOf(1)).toBe(47)
    expect(history.queues[0].measures.offered).toHaveLength(48)
  })

  test('a line that is no JSON is told', async () => {
    await expect(countsOf(`${records[0]}\n{"ContactId":\n`)).rejects.toThrow(/no JSON object[\s\S]*line 2/)
  })
})

describe('conversations by segment', () => {
  test('waiting is what acd does; an alert alone is no answer; wrap-up may end after the next queue began', async () => {
    const { counts, said } = await countsOf(`conversationId,purpose,queue,agent,segmentType,start,end
a,ivr,,,ivr,2026-03-02T08:00:00.500Z,2026-03-02T08:00:20.500Z
a,acd,Sales,,interact,2026-03-02T08:00:20.500Z,2026-03-02T08:00:50.000Z
a,agent,Sales,ann,alert,2026-03-02T08:00:21.000Z,2026-03-02T08:00:36.000Z
a,agent,Sales,bob,alert,2026-03-02T08:00:36.000Z,2026-03-02T08:00:50.000Z
a,agent,Sales,bob,interact,2026-03-02T08:00:50.000Z,2026-03-02T08:02:00.000Z
a,agent,Sales,bob,hold,2026-03-02T08:02:00.000Z,2026-03-02T08:02:30.000Z
a,acd,Care,,interact,2026-03-02T08:02:30.000Z,2026-03-02T08:02:40.000Z
a,agent,Care,cem,interact,2026-03-02T08:02:40.000Z,2026-03-02T08:03:40.000Z
a,agent,Sales,bob,wrapup,2026-03-02T08:02:30.000Z,2026-03-02T08:02:50.000Z
b,acd,Sales,,interact,2026-03-02T08:10:00.000Z,2026-03-02T08:10:05.000Z
b,agent,Sales,ann,alert,2026-03-02T08:10:00.000Z,2026-03-02T08:10:05.000Z
`)
    expect(counts).toEqual({ Sales: [2, 1, 1, 0, 120], Care: [1, 1, 0, 1, 60] })
    expect(rowsOf(said)).toEqual({ rows: 11, counted: 11 })
  })
})

describe('lists of calls', () => {
  test('Vicidial: the length holds the wait; who timed out was not answered, whatever the status', async () => {
    const { counts } = await countsOf(`closecallid,campaign_id,call_date,length_in_sec,status,queue_seconds,term_reason
1,SALES,2026-03-02 08:00:05,130,SALE,30.00,CALLER
2,SALES,2026-03-02 08:01:05,45,DROP,45.00,ABANDON
3,SALES,2026-03-02 08:02:05,60,TIMEOT,60.00,QUEUETIMEOUT
`)
    expect(counts).toEqual({ SALES: [3, 1, 1, 0, 100] })
  })

  test('Avaya by segment: the hold is part of the talk unless the segment is longer; a transfer is a visit of the next split', async () => {
    const { counts } =
      await countsOf(`CALLID,SEGMENT,SEGSTART,DURATION,DISPTIME,TALKTIME,ANSHOLDTIME,ACWTIME,DISPOSITION,SPLIT1
5,1,1772438405,130,10,120,20,15,2,101
5,2,1772438530,140,10,100,30,0,2,102
6,1,1772438600,40,40,0,0,0,3,101
`)
    expect(counts).toEqual({ '101': [2, 1, 1, 1, 135], '102': [1, 1, 0, 1, 130] })
  })

  test('Talkdesk, Aircall and mod_callcenter', async () => {
    const talkdesk =
      await countsOf(`call_id,callsid,type,start_at,talk_time,wait_time,hold_time,abandon_time,ring_groups
1,x1,inbound,2026-03-02 08:00:00,60,12,5,0,care
2,x2,short_abandoned,2026-03-02 08:00:10,0,0,0,3,care
3,x3,outbound,2026-03-02 08:00:20,90,0,0,0,care
`)
    expect(talkdesk.counts).toEqual({ care: [2, 1, 1, 1, 65] })
    const aircall = await countsOf(`line,direction,started_at,answered_at,ended_at,missed_call_reason
main,inbound,2026-03-02 08:00:00,2026-03-02 08:00:30,2026-03-02 08:01:30,
main,inbound,2026-03-02 08:02:00,,2026-03-02 08:02:20,no_available_agent
main,inbound,2026-03-02 08:03:00,,2026-03-02 08:03:10,out_of_opening_hours
`)
    expect(aircall.counts).toEqual({ main: [2, 1, 1, 0, 60] })
    const callcenter =
      await countsOf(`cc_queue,cc_queue_joined_epoch,cc_queue_answered_epoch,cc_queue_terminated_epoch,cc_queue_canceled_epoch
care@x,1772438405,1772438410,1772438470,
care@x,1772438500,,,1772438507
`)
    expect(callcenter.counts).toEqual({ 'care@x': [2, 1, 1, 1, 60] })
  })

  test('any list with an id, an arrival, a wait and an outcome; quoted cells, day before month, semicolons', async () => {
    const log = `Call ID;Queue;Arrived;Wait;Outcome;Talk time;After-call work
1;"Sales; new";02.03.2026 08:00:10;0:15;answered;1:40;20
2;"Sales; new";02.03.2026 08:01:10;0:30;abandoned;;
3;"Sales; new";14.03.2026 08:01:10;0:30;transferred;;
`
    const { counts, history } = await countsOf(log)
    expect(counts).toEqual({ 'Sales; new': [3, 1, 1, 1, 120] })
    expect(history.queues[0].measures.offered).toHaveLength(13 * 48)
    await expect(countsOf(log.replace('transferred', 'banana'))).rejects.toThrow(
      /whether this call was answered is not known.*"banana"[\s\S]*Outcome/,
    )
    await expect(countsOf(log.replace('02.03.2026 08:00:10', ''))).rejects.toThrow(/no time of arrival/)
  })

  test('without a column of queues there is one, named after the file; --interval and --threshold are followed', async () => {
    const log = `call_id,arrived,wait,outcome,talk
1,2026-03-02T08:00:10,25,answered,100
2,2026-03-02T08:20:10,35,answered,100
3,2026-03-02T08:50:10,5,hang up,
`
    const { counts, history } = await countsOf(log, { interval: 900, threshold: 30 })
    expect(counts).toEqual({ log: [3, 2, 1, 1, 200] })
    expect(history).toMatchObject({ interval: 900, threshold: 30 })
  })

  test('times on two clocks are refused', async () => {
    const log = `call_id,arrived,wait,outcome,talk
1,2026-03-02T08:00:10,25,answered,100
2,2026-03-02T08:20:10Z,35,answered,100
`
    await expect(countsOf(log)).rejects.toThrow(/some times of the log name their offset from UTC/)
  })

  test('an interval report stays one, though it has ids and outcomes', async () => {
    const report = `id,start,wait,status,offered
1,2026-03-02 08:00,12,open,20
2,2026-03-02 08:30,11,open,21
`
    await expect(countsOf(report)).rejects.toThrow(/averages a contact or totals over the interval/)
  })
})

const shared = new URL('../../../../shared/data/', import.meta.url)

describe.skipIf(!existsSync(shared))('a real month, call by call (skipped where ../shared/data is missing)', () => {
  test("offered, answered, abandoned and handle time are those of the bank's own report", async () => {
    const log = readFileSync(new URL('anonbank_il_1999_01_calls.csv', shared))
    const report = await readHistory(readFileSync(new URL('anonbank_il_1999_30min_kpis.csv', shared)))
    const { history, findings } = await readHistory(log, { name: 'calls.csv', threshold: 20 })
    const [all] = report.history.queues
    for (const measure of ['offered', 'answered', 'abandoned', 'answeredWithin', 'handleTotal', 'waitTotal'] as const) {
      for (let place = 0; place < 31 * 48; place++) {
        const counted = history.queues.reduce((sum, { measures }) => sum + (measures[measure]?.[place] || 0), 0)
        expect(counted, `${measure} at ${place}`).toBeCloseTo(all.measures[measure]?.[place] || 0, 6)
      }
    }
    expect(rowsOf(findings.warnings.join('\n'))).toEqual({ rows: 31_599, counted: 31_599 })
  })
})
