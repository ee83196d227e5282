import { describe, expect, test } from 'vitest'
import { AGENT_STATE, type CallLog, VISIT_END } from '../../calibrate/index.ts'
import { type ReadCallLogOptions, type RejectedRow, readCallLogForCalibration } from '../index.ts'

/** A visit as a reader of the log would tell it. */
function told(log: CallLog, at: number) {
  return {
    queue: log.queues[log.queue[at]],
    agent: log.agents[log.agent[at]],
    customer: log.customer[at],
    end: log.end[at],
    waited: log.waited[at],
    ringing: log.ringing[at],
    parts: [log.talk[at], log.hold[at], log.afterCall[at]],
    handled: log.handled[at],
    next: log.next[at],
  }
}

async function read(text: string, options: ReadCallLogOptions = {}) {
  const reading = await readCallLogForCalibration(Buffer.from(text), { name: 'log.csv', ...options })
  const counted = [...reading.counts.values()].reduce((sum, count) => sum + count, 0)
  expect(counted + reading.rejected, 'counts add up to the rows').toBe(reading.rows)
  return reading
}

describe('what a log says of callers and agents', () => {
  test('a queue_log: who answered after how long a ring, who called again, and where a call went on', async () => {
    const { log } = await read(`1719820810|NONE|sales|PJSIP/5001|ADDMEMBER|
1719820840|33.101|sales|NONE|ENTERQUEUE||0101|1
1719820855|33.101|sales|PJSIP/5001|RINGNOANSWER|15000
1719820862|33.101|sales|PJSIP/5002|CONNECT|22|58.102|4
1719821010|33.101|sales|PJSIP/5002|COMPLETECALLER|22|148|1
1719821020|19.110|sales|NONE|ENTERQUEUE||0102|1
1719821021|19.110|sales|NONE|ABANDON|1|1|1
1719821050|49.115|sales|NONE|ENTERQUEUE||0102|1
1719821110|49.115|sales|NONE|EXITWITHTIMEOUT|1|1|60
1719821110|49.115|overflow|NONE|ENTERQUEUE||0102|1
1719821140|49.115|overflow|PJSIP/6001|CONNECT|30|36.120|4
1719821300|49.115|overflow|PJSIP/6001|BLINDTRANSFER|8100|from-internal|30|160|1
1719821310|NONE|sales|PJSIP/5001|PAUSE|lunch
1719823110|NONE|sales|PJSIP/5001|UNPAUSE|lunch
1719825000|NONE|sales|PJSIP/5001|REMOVEMEMBER|
`)
    expect(told(log, 0)).toMatchObject({ agent: 'PJSIP/5002', ringing: 4, waited: 22, handled: 148, next: -1 })
    expect(log.customer[1]).toBe(log.customer[2])
    expect(log.customer[1]).not.toBe(log.customer[0])
    expect(told(log, 2)).toMatchObject({ end: VISIT_END.left, next: 3 })
    expect(told(log, 3)).toMatchObject({ queue: 'overflow', agent: 'PJSIP/6001', handled: 160 })
    const { states } = log
    expect([...states!.state]).toEqual([AGENT_STATE.present, AGENT_STATE.paused, AGENT_STATE.present])
    expect([...states!.to].map((to, i) => to - states!.from[i])).toEqual([500, 1800, 1890])
  })

  test('contact records: a record delivered again replaces all that was kept, a transfer joins two, hold is apart', async () => {
    const record = (fields: object) => JSON.stringify({ Channel: 'VOICE', InitiationMethod: 'INBOUND', ...fields })
    const queue = (Name: string, EnqueueTimestamp: string, DequeueTimestamp: string) => ({
      Queue: { Name, EnqueueTimestamp, DequeueTimestamp },
    })
    const lines = [
      record({
        ContactId: 'b',
        PreviousContactId: 'a',
        ...queue('Billing', '2024-07-01T08:04:41Z', '2024-07-01T08:05:10Z'),
        DisconnectTimestamp: '2024-07-01T08:09:00Z',
        Agent: { Username: 'bob', ConnectedToAgentTimestamp: '2024-07-01T08:05:10Z', AgentInteractionDuration: 230 },
      }),
      ...[25, 40].map((wrap, i) =>
        record({
          ContactId: 'a',
          LastUpdateTimestamp: `2024-07-01T09:0${i}:00Z`,
          ...queue('Sales', '2024-07-01T08:00:58Z', '2024-07-01T08:01:20Z'),
          DisconnectTimestamp: '2024-07-01T08:04:55Z',
          CustomerEndpoint: { Address: '+4930' },
          Agent: {
            Username: 'ann',
            ConnectedToAgentTimestamp: '2024-07-01T08:01:20Z',
            AgentInteractionDuration: 185,
            CustomerHoldDuration: 30,
            AfterContactWorkDuration: wrap,
          },
        }),
      ),
    ]
    const { log } = await read(`${lines.join('\n')}\n`, { timezone: 'Asia/Kathmandu' })
    // in the order of arrival: Sales came first, and stands second in the file
    expect(told(log, 0)).toMatchObject({ agent: 'ann', parts: [185, 30, 40], handled: 255, next: 1, customer: 0 })
    expect(told(log, 1)).toMatchObject({ queue: 'Billing', agent: 'bob', next: -1, customer: -1 })
    // 08:00:58 UTC is 13:45:58 there
    expect(log.arrived[0] % 86_400).toBe(13 * 3600 + 45 * 60 + 58)
  })

  test('segments: the agent who talks, the last ring, and hold apart from talk', async () => {
    const { log } = await read(`conversationId,purpose,queue,agent,segmentType,start,end
a,acd,Sales,,interact,2026-03-02T08:00:20Z,2026-03-02T08:00:50Z
a,agent,Sales,ann,alert,2026-03-02T08:00:21Z,2026-03-02T08:00:36Z
a,agent,Sales,bob,alert,2026-03-02T08:00:44Z,2026-03-02T08:00:50Z
a,agent,Sales,bob,interact,2026-03-02T08:00:50Z,2026-03-02T08:02:00Z
a,agent,Sales,bob,hold,2026-03-02T08:02:00Z,2026-03-02T08:02:30Z
a,agent,Sales,bob,interact,2026-03-02T08:02:30Z,2026-03-02T08:02:40Z
a,acd,Care,,interact,2026-03-02T08:02:40Z,2026-03-02T08:02:50Z
`)
    expect(told(log, 0)).toMatchObject({ agent: 'bob', ringing: 6, parts: [80, 30, Number.NaN], next: 1 })
  })

  test('Avaya: a hold within the talk is taken out of it, and a second segment follows the first', async () => {
    const { log } =
      await read(`CALLID,SEGMENT,SEGSTART,SEGSTOP,DURATION,DISPTIME,TALKTIME,ANSHOLDTIME,ACWTIME,DISPOSITION,SPLIT1,ANSLOGIN
1001,1,1719820833,1719821010,172,22,150,20,12,2,101,5002
1003,1,1719821049,1719821300,195,35,160,0,8,2,101,5001
1003,2,1719821285,1719821500,200,10,190,0,20,2,102,6001
`)
    expect(told(log, 0)).toMatchObject({ agent: '5002', parts: [130, 20, 12], handled: 162 })
    expect(told(log, 1).next).toBe(2)
  })

  test('Avaya without headings: the universal call id tells which columns there are', async () => {
    const row = (callid: number, start: string, answered: boolean) =>
      [
        ...[callid, 13, 0, 0, 12, answered ? 332 : 12, `2026-03-02 ${start}`, '2026-03-02 08:05:45'],
        ...[
          answered ? 320 : 0,
          0,
          0,
          12,
          5,
          16,
          13,
          15,
          13,
          -1,
          -1,
          ...new Array(16).fill(0),
          answered ? 2 : 3,
          4,
          0,
          1,
        ],
        ...[
          ...new Array(12).fill(0),
          '00001023910000000000',
          74013,
          '',
          1009,
          '',
          answered ? 40317 : '',
          '',
          1009,
          5550100,
        ],
      ].join(',')
    const { log, rows } = await read(`${row(450, '08:00:00', true)}\n${row(451, '08:01:00', false)}\n`)
    expect(rows).toBe(2)
    expect(told(log, 0)).toMatchObject({ queue: '13', agent: '40317', waited: 12, ringing: 5, handled: 333 })
    expect(told(log, 1)).toMatchObject({ end: VISIT_END.abandoned, agent: undefined, customer: 0 })
  })

  test('events of TaskRouter: a reservation that is rejected is the agent’s, a task that is canceled was given up', async () => {
    const { log } = await read(`EventType,Timestamp,TaskSid,TaskQueueName,WorkerName
task.created,1772438400,WT1,,
task-queue.entered,1772438400,WT1,Sales,
reservation.created,1772438405,WT1,Sales,ann
reservation.rejected,1772438415,WT1,Sales,ann
reservation.created,1772438416,WT1,Sales,bob
reservation.accepted,1772438420,WT1,Sales,bob
worker.activity.update,1772438421,,,bob
task.wrapup,1772438520,WT1,Sales,bob
task.completed,1772438540,WT1,Sales,bob
task-queue.entered,1772438600,WT2,Sales,
task-queue.timeout,1772438660,WT2,Sales,
task-queue.entered,1772438660,WT2,Care,
task.canceled,1772438690,WT2,Care,
`)
    expect(told(log, 0)).toMatchObject({
      agent: 'bob',
      waited: 20,
      ringing: 4,
      handled: 120,
      parts: [100, Number.NaN, 20],
    })
    expect(told(log, 1)).toMatchObject({ queue: 'Sales', end: VISIT_END.left, waited: 60, next: 2 })
    expect(told(log, 2)).toMatchObject({ queue: 'Care', end: VISIT_END.abandoned, waited: 30 })
  })

  test('a list under its usual headings; a user who stands where nobody answered is no agent', async () => {
    const { log } = await read(`call_id,queue,type,customer_id,priority,arrived,wait,outcome,talk,hold,wrap,agent
1,sales,new,77,2,2026-03-02 08:00:00,10,answered,100,20,30,ann
2,sales,old,78,0,2026-03-02 08:01:00,15,abandoned,,,,SYSTEM
3,care,old,77,0,2026-03-02 08:09:00,0,answered,50,0,5,bob
`)
    expect(log.types).toEqual(['new', 'old'])
    expect([...log.type]).toEqual([0, 1, 1])
    expect([...log.customer]).toEqual([0, 1, 0])
    expect([...log.priority]).toEqual([2, 0, 0])
    expect(log.agents).toEqual(['ann', 'bob'])
    expect(told(log, 0)).toMatchObject({ parts: [100, 20, 30], handled: 150 })
  })
})

describe('a list with headings of its own', () => {
  const LIST = `came;picked;gone;who;desk
2026-03-02 08:00:00;2026-03-02 08:00:30;2026-03-02 08:03:30;ann;red
2026-03-02 08:05:00;;2026-03-02 08:05:40;;red
`
  test('moments in place of a wait: who has no answer hung up', async () => {
    const map = { arrived: 'came', answered: 'picked', ended: 'gone', agent: 'who', queue: '5' }
    const { log } = await read(LIST, { map })
    expect(told(log, 0)).toMatchObject({
      queue: 'red',
      agent: 'ann',
      waited: 30,
      handled: 180,
      end: VISIT_END.answered,
    })
    expect(told(log, 1)).toMatchObject({ waited: 40, end: VISIT_END.abandoned })
  })

  test('a heading that is not there, and a wait that is not named', async () => {
    await expect(read(LIST, { map: { arrived: 'come', waited: 'x' } })).rejects.toThrow(/no such column[\s\S]*came/)
    await expect(read(LIST, { map: { arrived: 'came' } })).rejects.toThrow(/the wait, is not named/)
    await expect(read('a,b\n1,2\n')).rejects.toThrow(/no log of single calls/)
  })
})

describe('bad rows', () => {
  const LOG = `call_id,queue,arrived,wait,outcome,talk,agent
1,sales,2026-03-02 08:00:00,10,answered,100,ann
2,sales,2026-03-02 08:01:00,15,perhaps,,
`
  test('stop the reading, with their line, or are kept apart and counted', async () => {
    await expect(read(LOG)).rejects.toThrow(/whether this call was answered is not known[\s\S]*line 3/)
    const rejects: RejectedRow[] = []
    const { log, rejected } = await read(LOG, { rejects })
    expect([log.count, rejected]).toEqual([1, 1])
    expect(rejects).toMatchObject([{ line: 3, heading: 'outcome', value: 'perhaps' }])
  })
})

describe('states of agents', () => {
  const LOG = `call_id,queue,arrived,wait,outcome,talk,agent
1,sales,2026-03-02 08:00:00,10,answered,100,ann
`
  test('are joined to the agents of the log by name; whoever took no call is there too', async () => {
    const agents = Buffer.from(`agent,from,to,state
ann,2026-03-02 08:00:00,2026-03-02 12:00:00,ready
zoe,2026-03-02 09:00:00,2026-03-02 12:00:00,
ann,2026-03-02 12:00:00,2026-03-02 12:30:00,lunch
`)
    const { log, notes } = await read(LOG, { agents })
    expect(log.agents).toEqual(['ann', 'zoe'])
    expect([...log.states!.agent]).toEqual([0, 1, 0])
    expect([...log.states!.state]).toEqual([AGENT_STATE.present, AGENT_STATE.present, AGENT_STATE.paused])
    expect(notes.join()).toContain('states of agents: 3 rows; 1 of the agents took no call')
  })

  // They used to be agents twice: with calls and without presence, and present without calls, and availability was 70 %, hang-ups twice as many, without a word.
  test('names that are written otherwise are refused, and who has no states is told', async () => {
    const agents = (...names: string[]) =>
      Buffer.from(`agent,from,to\n${names.map((name) => `${name},2026-03-02 08:00:00,2026-03-02 12:00:00\n`).join('')}`)
    await expect(read(LOG, { agents: agents('Ann B', 'zoe') })).rejects.toThrow(
      /none of the agents whose states[\s\S]*there they are "ann", here "Ann B", "zoe"/,
    )
    const two = `${LOG}2,sales,2026-03-02 08:00:20,10,answered,100,bob\n`
    const { notes } = await read(two, { agents: agents('ann') })
    expect(notes.join()).toContain('of 1 who took calls ("bob") they say nothing: their calls do')
  })

  test('a word that is not known is told with its line', async () => {
    const agents = Buffer.from('agent,from,to,state\nann,2026-03-02 08:00:00,2026-03-02 12:00:00,dancing\n')
    await expect(read(LOG, { agents })).rejects.toThrow(/not a state of an agent[\s\S]*line 2/)
  })
})
