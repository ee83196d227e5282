import { describe, expect, it } from 'vitest'
import { readHistory } from '../index.ts'

const refusal = async (text: string) =>
  readHistory(Buffer.from(text)).then(
    () => 'was read',
    (error: unknown) => (error as Error).message,
  )

// Each used to be told that a column is missing, or to be read with a column of single calls as a count.
describe('lists of single calls are named by their headings', () => {
  it.each([
    ['EventType,TaskSid,TaskQueueName,WorkerName,TaskAge', 'Twilio TaskRouter'],
    ['id,time,callid,queuename,agent,event,data1,data2', 'Asterisk queue_log in a database'],
    ['cc_queue,cc_queue_joined_epoch,cc_queue_answered_epoch,cc_cause', 'mod_callcenter'],
    ['sessionID,sessionSeqNum,nodeID,qIndex,startDateTime,disposition,metServiceLevel,queueTime', 'Cisco UCCX'],
    ['RecoveryKey,DateTime,CallTypeID,PeripheralCallKey,Duration,TalkTime,LocalQTime', 'Cisco UCCE'],
    ['id,created_at,direction,completion_status,duration,talk_time,wait_time', 'Zendesk Talk'],
    ['call_id,date_started,date_connected,date_ended,direction,target_type', 'Dialpad'],
    ['contact_id,master_contact_id,Skill_Name,start_date,Abandon,InQueue_Time,ACW_Seconds', 'NICE CXone'],
    ['主叫号码,被叫号码,技能组,通话状态,接听时间,挂机时间', 'single calls'],
    ['Interval Start,Interval End,Interval Complete,Agent Id,Agent Name,Handle,Avg Handle', 'view of agents'],
    ['vru+line call_id customer_id priority type date vru_entry vru_exit', 'Anonymous Bank'],
  ])('%s', async (headings, name) => {
    const row = headings.split(',').map((_, i) => (i === 3 ? '2026-03-02 08:00:00' : String(i)))
    const message = await refusal(`${headings}\n${`${row.join(',')}\n`.repeat(5)}`)
    expect(message).toContain(name)
    expect(message).toMatch(/not an interval report[\s\S]*export the interval report/)
  })
})

describe('answers of APIs are named, with what to do', () => {
  it.each([
    [
      '{"Data":[{"StatsTime":1772438400000,"Inbound":{"CallsQueued":23,"CallsHandled":22}}]}',
      'Aliyun CCC',
      'CallsQueued as offered',
    ],
    [
      '{"items":[{"from":"x","received":23,"answered_rate":94,"quality_of_service":85}]}',
      'Wazo',
      'queue_name, received',
    ],
    [
      '{"data":[{"intervalStartTime":1772438400000,"totalOfferedTasks":28,"totalAcceptedTasks":22}]}',
      'Webex',
      'totalAcceptedTasks as answered',
    ],
    ['{"start_time":"x","tasks_entered":44,"split_by_wait_time":{}}', 'Twilio TaskRouter', 'interval report'],
    ['{"MetricResults":[{"Collections":[]}]}', 'Amazon Connect', 'historical metrics report'],
  ])('%s', async (text, name, how) => {
    const message = await refusal(text)
    expect(message).toContain(name)
    expect(message).toContain(how)
  })
})

describe('files without headings', () => {
  it('are told the options that read them', async () => {
    const iex = Array.from({ length: 9 }, (_, i) => `260302,${String(800 + 100 * i).padStart(4, '0')},101,23,22,320`)
    expect(await refusal(iex.join('\n'))).toContain('--map date=1 --map time=2 --map queue=3 --map offered=4')
    expect(await refusal('2026-03-02 08:00;Sales;40;38\n2026-03-02 08:30;Sales;41;40\n')).toContain(
      '--map start=1 --map queue=2 --map offered=3',
    )
  })
})

describe('definitions of service level', () => {
  const report = (level: string) =>
    `Interval Start Time,CSQ Name,Calls Presented,Calls Handled,Calls Abandoned,Avg Handle Time,${level}\n${Array.from(
      { length: 9 },
      (_, i) => `2026-03-02 ${String(8 + i).padStart(2, '0')}:00,Sales,40,36,4,00:04:00,90.00%`,
    ).join('\n')}`

  it.each([
    ['Percentage of Service Level Met - Abandon Counted Positive', undefined],
    ['Percentage of Service Level Met - Without Abandon', undefined],
    ['Percentage of Service Level Met - Abandon Counted Negative', 36],
    ['Percentage of Service Level Met - Only Handled', 32.4],
  ])('%s', async (level, within) => {
    const { history, findings } = await readHistory(Buffer.from(report(level)))
    const found = history.queues[0].measures.answeredWithin?.find((value) => value > 0)
    if (within === undefined) {
      expect(found).toBeUndefined()
      expect(findings.aside.map(({ heading }) => heading)).toContain(level)
    } else expect(found).toBeCloseTo(within, 9)
  })
})
