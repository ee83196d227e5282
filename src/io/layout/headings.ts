import { KrarupError, unknownName } from '../../domain/index.ts'

/**
 * What a column may be. Times come as an average a call or as a total over the interval; where the heading does not
 * say which, the role ends in `Either` and the values decide (see `derive-measures.ts`).
 */
export const ROLES = [
  'start',
  'date',
  'time',
  'queue',
  'offered',
  'answered',
  'abandoned',
  'answeredWithin',
  'serviceLevel',
  'agents',
  'aht',
  'handleTotal',
  'talkAverage',
  'talkTotal',
  'holdAverage',
  'holdTotal',
  'wrapAverage',
  'wrapTotal',
  'waitAverage',
  'waitTotal',
  'asa',
  'answeredWaitTotal',
  'abandonedWaitAverage',
  'abandonedWaitTotal',
] as const
export type Role = (typeof ROLES)[number]
export type UncertainRole =
  | 'handleEither'
  | 'talkEither'
  | 'holdEither'
  | 'wrapEither'
  | 'waitEither'
  | 'abandonedWaitEither'

/** Which heading (or column number, from 1) holds what, over the reader's own judgement. */
export type ColumnMap = Readonly<Partial<Record<Role, string>>>

export interface RecognisedColumn {
  /** Place in the row, from 0. */
  index: number
  heading: string
  role: Role | UncertainRole
  /** Seconds in one unit of the column, where its heading names one (ms, min); 1 otherwise. */
  unit: number
}

export interface Recognition {
  columns: RecognisedColumn[]
  /** Headings that are not read, with the reason where there is one to give. */
  aside: { heading: string; reason?: string }[]
  /** Seconds of "answered within", read from a heading. */
  threshold?: number
}

type TimePart = 'handle' | 'talk' | 'hold' | 'wrap' | 'wait' | 'abandonedWait'
type Word = Role | TimePart | 'connectRate'

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

/** Seconds in a unit named in a heading. */
const UNITS: Record<string, number> = {
  ms: 0.001,
  msec: 0.001,
  milliseconds: 0.001,
  毫秒: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  seconds: 1,
  秒: 1,
  min: 60,
  mins: 60,
  minutes: 60,
  分钟: 60,
}

/** Words that carry nothing. */
const FILLER = new Set([
  'of',
  'the',
  'number',
  'no',
  'num',
  'nr',
  'a',
  'est',
  'estimated',
  'hh',
  'mm',
  'ss',
  'h',
  'count',
  '个',
  '次',
  '通',
  '人',
  '起',
])

interface Reading {
  key: string
  form?: 'average' | 'total'
  percent: boolean
  unit: number
  threshold?: number
}

/** Takes a heading apart: what it is about, whether average or total, its unit, its threshold. */
export function readHeading(heading: string): Reading {
  let text = heading
    .normalize('NFKC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .trim()
  const percent = /[%]|percent|pct|百分/.test(text)
  text = text.replaceAll(/%|percentage|percent|pct|百分比/g, ' ')
  let threshold: number | undefined
  text = text.replace(
    /[<≤]?=?\s*(\d+(?:\.\d+)?)[\s_]*(seconds?|secs?|s|秒钟?|minutes?|mins?|分钟)(?![a-z])/,
    (_, amount: string, unit: string) => {
      threshold = Number(amount) * (/^(m|分)/.test(unit) ? 60 : 1)
      return ' '
    },
  )
  // "SL 80/20": the share first, then the seconds
  text = text.replace(/(\d+)\s*\/\s*(\d+)/, (_, __, seconds: string) => {
    threshold = Number(seconds)
    return ' '
  })
  let form: Reading['form']
  text = text.replaceAll(/平均|人均|(?<![a-z])(average|avg|mean)(?![a-z])/g, () => {
    form = 'average'
    return ' '
  })
  text = text.replaceAll(/总数|总|合计|累计|(?<![a-z])(total|sum)(?![a-z])/g, (found) => {
    form ??= 'total'
    return found === '总数' ? '量' : ' '
  })
  let unit = 1
  const tokens = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const kept: string[] = []
  for (const [i, token] of tokens.entries()) {
    if (i > 0 && Object.hasOwn(UNITS, token)) unit = UNITS[token]
    else kept.push(token)
  }
  const words = kept.length > 1 ? kept.filter((token) => !FILLER.has(token)) : kept
  const key = words
    .join('')
    .replaceAll(/数量|个数|次数|数$/g, '量')
    .replace(/^(呼入)?人工(?=.)/, '')
  return { key, ...(form ? { form } : {}), percent, unit, ...(threshold === undefined ? {} : { threshold }) }
}

interface Candidate {
  index: number
  heading: string
  role: Role | UncertainRole
  /** The smaller, the surer. */
  rank: number
}

/** Ranks of words that stand in for a better one begin here. */
const SECOND_CHOICE = 100

/**
 * Finds out what the columns of an export are, from headings in English or Chinese, whatever their case, spaces and
 * order. `map` overrules it. What is not recognised is left aside and named.
 *
 * @param firstRow the first row of data: tells a column that holds date and time from one that holds the time alone
 * @throws {KrarupError} MISSING for a heading named in `map` that the file does not have; CONFLICT where two columns
 *   have an equal claim to be the same thing.
 */
export function recogniseColumns(
  headings: readonly string[],
  map: ColumnMap,
  firstRow: readonly string[],
  file: string,
): Recognition {
  const chosen = new Map<Role | UncertainRole, Candidate>()
  const taken = new Set<number>()
  for (const [role, wanted] of Object.entries(map) as [Role, string][]) {
    const index = findColumn(headings, wanted, role, file)
    taken.add(index)
    chosen.set(role, { index, heading: headings[index], role, rank: -1 })
  }
  const reasons = new Map<number, string>()
  const candidates = headings.flatMap((heading, index) => {
    if (taken.has(index)) return []
    const { found, reason } = candidatesOf(heading)
    if (reason) reasons.set(index, reason)
    return found.map(({ role, rank }): Candidate => ({ index, heading, role, rank }))
  })
  for (const candidate of arrangeTimes(candidates, chosen, firstRow).sort(
    (a, b) => a.rank - b.rank || a.index - b.index,
  )) {
    const { role, index, rank, heading } = candidate
    if (taken.has(index)) continue
    const rival = chosen.get(role)
    if (!rival) {
      chosen.set(role, candidate)
      taken.add(index)
    } else if (rival.rank === rank) {
      throw new KrarupError({
        code: 'CONFLICT',
        what: `two columns could be ${role}: number ${rival.index + 1} (${rival.heading}) and number ${index + 1} (${heading})`,
        where: { file, column: index + 1, heading },
        how: `say which one it is: --map ${role}=${rival.index + 1}`,
      })
    } else {
      reasons.set(index, `${rival.heading} is taken for ${role}`)
    }
  }
  return describe(chosen, headings, reasons)
}

/** What one heading could be, and why not where it nearly could. */
function candidatesOf(heading: string): { found: { role: Role | UncertainRole; rank: number }[]; reason?: string } {
  const { key, form, percent, threshold } = readHeading(heading)
  const words = LOOKUP.get(key) ?? (threshold === undefined ? undefined : LOOKUP.get(key.replace(/^内/, ''))) ?? []
  const found: { role: Role | UncertainRole; rank: number }[] = []
  for (const { word, rank } of words) {
    if (word === 'serviceLevel' || (word === 'connectRate' && threshold !== undefined))
      found.push({ role: 'serviceLevel', rank })
    else if (
      (word === 'answered' || word === 'answeredWithin') &&
      (threshold !== undefined || word === 'answeredWithin')
    ) {
      found.push({ role: percent ? 'serviceLevel' : 'answeredWithin', rank })
    } else if (word === 'connectRate' || percent) return { found: [], reason: 'a share, not a number of contacts' }
    else if (word === 'abandoned' && threshold !== undefined)
      return { found: [], reason: 'only those abandoned within a time' }
    else found.push({ role: withForm(word, form), rank })
  }
  return { found }
}

function withForm(word: Exclude<Word, 'connectRate'>, form: 'average' | 'total' | undefined): Role | UncertainRole {
  switch (word) {
    case 'handle':
      return form === 'average' ? 'aht' : form === 'total' ? 'handleTotal' : 'handleEither'
    case 'talk':
    case 'hold':
    case 'wrap':
    case 'wait':
    case 'abandonedWait':
      return form === 'average' ? `${word}Average` : form === 'total' ? `${word}Total` : `${word}Either`
    case 'asa':
      return form === 'total' ? 'answeredWaitTotal' : 'asa'
    default:
      return word
  }
}

/** Date and time in one column or in two: beside a date, words like "interval" or "start time" mean the time of day. */
function arrangeTimes(
  candidates: Candidate[],
  chosen: ReadonlyMap<Role | UncertainRole, Candidate>,
  firstRow: readonly string[],
): Candidate[] {
  if (chosen.has('start'))
    return candidates.filter(({ role }) => role !== 'start' && role !== 'date' && role !== 'time')
  const isWhen = ({ role }: Candidate) => role === 'start' || role === 'time'
  const whole = candidates.some((candidate) => isWhen(candidate) && holdsDateAndTime(firstRow[candidate.index] ?? ''))
  const dated = !whole && (chosen.has('date') || candidates.some(({ role }) => role === 'date'))
  const wanted = dated ? 'time' : 'start'
  return candidates
    .filter(
      (candidate) =>
        !(
          whole &&
          (candidate.role === 'date' || (isWhen(candidate) && !holdsDateAndTime(firstRow[candidate.index] ?? '')))
        ),
    )
    .map((candidate) =>
      isWhen(candidate) && candidate.role !== wanted
        ? { ...candidate, role: wanted, rank: candidate.rank + SECOND_CHOICE }
        : candidate,
    )
}

function holdsDateAndTime(text: string): boolean {
  return /\d[-/.年]\d{1,2}[-/.月]\d{1,4}日?[T\s]*\D*\d{1,2}[:时点]/.test(text) || /^\d{8}[T\s]?\d{4}/.test(text.trim())
}

function findColumn(headings: readonly string[], wanted: string, role: string, file: string): number {
  const exact = headings.indexOf(wanted)
  if (exact >= 0) return exact
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
  const index = headings.findIndex((heading) => plain(heading) === plain(wanted))
  if (index >= 0) return index
  if (/^\d+$/.test(wanted) && Number(wanted) >= 1 && Number(wanted) <= headings.length) return Number(wanted) - 1
  throw unknownName({
    code: 'MISSING',
    what: `there is no column ${JSON.stringify(wanted)} to be read as ${role}`,
    name: wanted,
    known: headings,
    where: { file, name: `--map ${role}` },
    write: (guess) => JSON.stringify(guess),
    always: `the headings are: ${headings.join(', ')}; a column may also be given by its number, 1 to ${headings.length}`,
  })
}

function describe(
  chosen: ReadonlyMap<Role | UncertainRole, Candidate>,
  headings: readonly string[],
  reasons: ReadonlyMap<number, string>,
): Recognition {
  const columns = [...chosen.values()]
    .map(({ index, heading, role }) => ({ index, heading, role, unit: readHeading(heading).unit }))
    .sort((a, b) => a.index - b.index)
  const used = new Set(columns.map(({ index }) => index))
  const aside = headings.flatMap((heading, index) => {
    const reason = reasons.get(index)
    return used.has(index) ? [] : [{ heading, ...(reason ? { reason } : {}) }]
  })
  const thresholds = columns
    .filter(({ role }) => role === 'answeredWithin' || role === 'serviceLevel')
    .map(({ heading }) => readHeading(heading).threshold)
  const threshold = thresholds.find((seconds) => seconds !== undefined)
  return { columns, aside, ...(threshold === undefined ? {} : { threshold }) }
}
