import type { Role } from './roles.ts'

export type TimePart = 'handle' | 'talk' | 'hold' | 'wrap' | 'wait' | 'abandonedWait'
export type Word = Role | TimePart | 'connectRate'

/** Words by role, the surest first: where two columns could be the same thing, the earlier word wins. */
const WORDS: [Word, string][] = [
  [
    'start',
    'start starttime startofinterval startinterval intervalstart intervalstarttime startdatetime datetime dateandtime datetimestart timestamp begin begintime from interval period 开始时间 起始时间 时段开始 时段开始时间 日期时间 统计时段 时间段 统计时间',
  ],
  ['date', 'date day calldate startdate reportdate intervaldate 日期 统计日期 业务日期'],
  ['time', 'time timeofday timeday starttime intervaltime slot hour halfhour timeslot 时间 时段 时刻 小时 时间段'],
  [
    'queue',
    'queue queuename queueid skill skillname skillgroup split splitskill splitskillname vdn calltype workgroup servicename service contactqueue line hotline csq csqname group type 队列 队列名称 队列名 技能组 技能组名称 技能 业务类型 热线 业务 技能队列',
  ],
  [
    'offered',
    'offered callsoffered offeredcalls contactsoffered offeredcontacts noffered calls contacts callvolume volume contactvolume received callsreceived receivedcalls incoming call incomingcalls inbound inboundcalls arrivals callsarrived entered callsentered interactions count callcount 呼入量 来电量 进线量 呼入 来话量 呼叫量 请求量 转人工量 人工请求量 进入队列量 来电 话务量 排队量',
  ],
  [
    'answered',
    'answered callsanswered answeredcalls contactsanswered handled callshandled contactshandled acdcalls nanswered accepted connected callsconnected 接通量 应答量 接听量 接起量 接通 应答 接听 呼入接通量',
  ],
  [
    'abandoned',
    'abandoned callsabandoned abandonedcalls contactsabandoned abandons abandon aband abncalls nabandoned lost lostcalls callslost 放弃量 放弃 呼入放弃量 排队放弃量',
  ],
  [
    'answeredWithin',
    'answeredin answeredwithin ansin answithin answeredwithinsl answeredwithinslt answeredwithinthreshold answeredwithinservicelevel handledin handledwithin withinthreshold withinsl withinservicelevel withinslt acceptable acceptablecalls 内接通量 内应答量 内接听量 内接起量 达标接通量',
  ],
  [
    'serviceLevel',
    'servicelevel sl svl svclevel sla servicelevelin servicelevelwithin slin slwithin 服务水平 服务水准 内接通率 内应答率 内接听率 内接起率',
  ],
  ['connectRate', '接通率 应答率 接听率 接起率'],
  [
    'agents',
    'agents agentsstaffed staffedagents agentsonduty agentspresent presentagents agentsloggedin loggedinagents positions positionsstaffed staffed staff avgpositionsstaffed agentsavailable 坐席量 在线坐席量 签入坐席量 上线坐席量 坐席人量 值班坐席量 在岗坐席量 坐席 人员量',
  ],
  ['aht', 'aht acht'],
  ['handle', 'handle handletime handling handlingtime servicetime thandle 处理时长 处理时间 服务时长 通话处理时长'],
  ['talk', 'talk talktime acdtime conversation conversationtime ttalk 通话时长 通话时间 交谈时长'],
  ['hold', 'hold holdtime theld held 保持时长 保持时间 等候保持时长'],
  [
    'wrap',
    'wrap wraptime wrapup wrapuptime acw acwtime aftercallwork aftercall aftercallworktime aftercalltime tacw 话后时长 话后处理时长 话后时间 话后处理时间 整理时长 整理时间 事后处理时长 案头时长',
  ],
  [
    'wait',
    'wait waittime waiting waitingtime queuetime timeinqueue timequeue timequeued delay delaytime 等待时长 等待时间 排队时长 排队时间 排队等待时长',
  ],
  ['asa', 'asa speedanswer speedofanswer speedtoanswer answerspeed tanswered 应答速度 接通等待时长 应答时长'],
  [
    'abandonedWait',
    'timetoabandon abandontime abandonedtime abandonedwait abandonwait abandonedwaittime tabandon 放弃等待时长 放弃时长 放弃前等待时长 放弃前等待时间',
  ],
]

const LOOKUP = new Map<string, { word: Word; rank: number }[]>()
for (const [word, keys] of WORDS) {
  for (const [rank, key] of keys.split(' ').entries()) LOOKUP.set(key, [...(LOOKUP.get(key) ?? []), { word, rank }])
}

/** What a heading, taken apart to its key, may mean; the smaller the rank, the surer. */
export function meaningsOf(key: string): readonly { word: Word; rank: number }[] | undefined {
  return LOOKUP.get(key)
}
