import { withoutAccents } from './read-heading.ts'
import type { Role } from './roles.ts'

export type TimePart = 'handle' | 'talk' | 'hold' | 'wrap' | 'wait' | 'abandonedWait'
export type Word = Role | TimePart | 'connectRate' | 'end'

/** Words by role, the surest first: where two columns could be the same thing, the earlier word wins. */
const WORDS: [Word, string][] = [
  [
    'start',
    'start starttime startofinterval startinterval intervalstart intervalstarttime startdatetime datetime dateandtime datetimestart timestamp begin begintime from interval period 开始时间 起始时间 时段开始 时段开始时间 日期时间 统计时段 时间段 统计时间 intervalstartutcdate intervalstartdate startutc datetimeutc periodstart startperiod beginn beginnzeit intervallbeginn startzeitpunkt zeitstempel zeitpunkt datumuhrzeit datumundzeit datumtijd tijdstip intervalbegin debut début heuredebut debutintervalle dateetheure dateheure horodatage inicio iniciointervalo fechayhora fechahora marcatemporal iniciodointervalo datahora dataehora',
  ],
  [
    'end',
    'end endtime endofinterval intervalend intervalendtime endinterval intervalending periodend to until ende endzeit intervallende eindtijd einde fin heurefin finintervalo fimdointervalo 结束时间 时段结束 截止时间',
  ],
  [
    'date',
    'date day calldate startdate reportdate intervaldate 日期 统计日期 业务日期 rowdate datum tag jour fecha dia día data',
  ],
  [
    'time',
    'time timeofday timeday starttime intervaltime slot hour halfhour timeslot 时间 时段 时刻 小时 时间段 uhrzeit zeit intervall zeitintervall zeitraum stunde tijd tijdvak uur heure plage plagehoraire tranchehoraire tranche hora horario franja franjahoraria intervalo faixahoraria starttijd startzeit halfuur hourofday',
  ],
  [
    'queue',
    'queue queuename queueid skill skillname skillgroup split splitskill splitskillname vdn calltype workgroup servicename service contactqueue line hotline csq csqname group type 队列 队列名称 队列名 技能组 技能组名称 技能 业务类型 热线 业务 技能队列 contactqueuename queuekey warteschlange warteschlangen gruppe fertigkeit wachtrij wachtrijen groep file filedattente fileattente groupe cola colas grupo fila filas enterprisename calltypename processname skillgroepen skillgruppe 技能组名 班组',
  ],
  [
    'offered',
    'offered callsoffered offeredcalls contactsoffered offeredcontacts noffered calls contacts callvolume volume contactvolume received callsreceived receivedcalls incoming call incomingcalls inbound inboundcalls arrivals callsarrived entered callsentered interactions count callcount 呼入量 来电量 进线量 呼入 来话量 呼叫量 请求量 转人工量 人工请求量 进入队列量 来电 话务量 排队量 contactsqueued callsqueued queuedcalls queuedcontacts presented callspresented presentedcalls contactspresented incomingcontactvolume totaloffered anrufe eingehendeanrufe anrufeeingehend ankommendeanrufe gesamtanrufe angeboteneanrufe angenommeneundverlorene anrufvolumen kontakte gespräche gesprache angeboten eingang eingehend oproepen aangebodenoproepen aangeboden binnenkomendeoproepen gesprekken appels appelsofferts offerts appelsentrants appelsrecus appelsreçus appelspresentes appelsprésentés presentes présentés recus reçus llamadas llamadasrecibidas llamadasentrantes llamadasofrecidas recibidas entrantes ofrecidas chamadas chamadasrecebidas chamadasoferecidas recebidas oferecidas contatos contactos 请求服务量 系统呼入量 人工呼入量 呼入总量 进线总量 来话总量 contactsreceived totalreceivedcalls totalreceived',
  ],
  [
    'answered',
    'answered callsanswered answeredcalls contactsanswered handled callshandled contactshandled acdcalls nanswered accepted connected callsconnected 接通量 应答量 接听量 接起量 接通 应答 接听 呼入接通量 interactionshandled contactsanswered totalanswered totalhandled connectedcalls totalconnectedcalls angenommen angenommeneanrufe anrufeangenommen beantwortet beantworteteanrufe bearbeitet bearbeiteteanrufe beantwoord beantwoordeoproepen afgehandeld opgenomen repondus répondus appelsrepondus appelsrépondus traites traités appelstraites appelstraités decroches décrochés appelsdecroches atendidas llamadasatendidas contestadas llamadascontestadas respondidas atendidos chamadasatendidas chamadasrespondidas 人工呼入接通量 人工接通量 接通总量 应答总量',
  ],
  [
    'abandoned',
    'abandoned callsabandoned abandonedcalls contactsabandoned abandons abandon aband abncalls nabandoned lost lostcalls callslost 放弃量 放弃 呼入放弃量 排队放弃量 abancalls abandcalls abandonedcallsatacd appelsabandonnés appelsperdus anrufeverloren verpasst verpassteanrufe gemisteoproepen gemist 放弃总量 totalabandoned totalcallsaband totalaband callsaband totalabandonedcalls totalabandonedcallsatacd contactabandoned aufgelegt abgebrochen abgebrocheneanrufe verloren verloreneanrufe verlorenanrufe aufleger opgehangen afgehaakt afgebroken verlorenoproepen abandonnes abandonnés appelsabandonnes appelsabandonnés perdus abandonadas llamadasabandonadas perdidas abandonados chamadasabandonadas chamadasperdidas 请求呼损量 呼损量 排队放弃总量',
  ],
  [
    'answeredWithin',
    'answeredin answeredwithin ansin answithin answeredwithinsl answeredwithinslt answeredwithinthreshold answeredwithinservicelevel handledin handledwithin withinthreshold withinsl withinservicelevel withinslt connectedintarget answeredintarget handledintarget intarget acceptable acceptablecalls 内接通量 内应答量 内接听量 内接起量 达标接通量',
  ],
  [
    'serviceLevel',
    'servicelevel sl svl svclevel sla servicelevelin servicelevelwithin slin slwithin 服务水平 服务水准 内接通率 内应答率 内接听率 内接起率 servicegrad servicelevelquote niveaudeservice tauxdeservice nivelservicio niveldeservicio nivelservico niveldeserviço níveldeserviço servicelevelmet withinservicelevelmet inservlevl servlevl servlevel inservicelevel niveauservice',
  ],
  ['connectRate', '接通率 应答率 接听率 接起率'],
  [
    'agents',
    'agents agentsstaffed staffedagents agentsonduty agentspresent presentagents agentsloggedin loggedinagents positions positionsstaffed staffed staff avgpositionsstaffed agentsavailable 坐席量 在线坐席量 签入坐席量 上线坐席量 坐席人量 值班坐席量 在岗坐席量 坐席 人员量',
  ],
  [
    'aht',
    'aht acht durchschnittlichebearbeitungszeit dmt dmc tma tmo avgcontacthandle durchschnittbearbeitungszeit gemiddeldeafhandeltijd',
  ],
  [
    'handle',
    'handle handletime handling handlingtime servicetime thandle 处理时长 处理时间 服务时长 通话处理时长 handletimecontact contacthandletime handlecontacttime bearbeitungszeit afhandeltijd behandeltijd traitement tempsdetraitement tempstraitement dureedetraitement duréedetraitement gestion tiempodegestion tiempodegestión tiempogestion tratamiento atendimento tempodeatendimento tempoatendimento 话务处理时长 话务处理时间 呼叫处理时长 通均时长 通时长',
  ],
  [
    'talk',
    'talk talktime acdtime conversation conversationtime ttalk 通话时长 通话时间 交谈时长 通话长 gesprächszeit gesprachszeit gespreksduur gesprekstijd conversationtemps tempsdeconversation tempsdeparole dureedeconversation conversacion conversación tiempodeconversacion tempodeconversação tempodefalacao conversação',
  ],
  [
    'hold',
    'hold holdtime theld held 保持时长 保持时间 等候保持时长 haltezeit miseenattente retencion retención espera1',
  ],
  [
    'wrap',
    'wrap wraptime wrapup wrapuptime acw acwtime aftercallwork aftercall aftercallworktime aftercalltime tacw 话后时长 话后处理时长 话后时间 话后处理时间 整理时长 整理时间 事后处理时长 案头时长 acdwork afterwork nachbearbeitung nachbearbeitungszeit nawerktijd nawerk posttraitement postappel postllamada trabajoposterior poschamada póschamada 事后处理时间 事后处理时长 事后时长 话后处理',
  ],
  [
    'wait',
    'wait waittime waiting waitingtime queuetime timeinqueue timequeue timequeued delay delaytime 等待时长 等待时间 排队时长 排队时间 排队等待时长 wartezeit wachttijd attente tempsdattente tempsattente espera tiempodeespera tempodeespera',
  ],
  [
    'asa',
    'asa speedanswer speedofanswer speedtoanswer answerspeed tanswered 应答速度 接通等待时长 应答时长 speedans queueanswer queueanswertime answerwait answerwaittime speedofans 接通等待时间 应答等待时长 answertime',
  ],
  [
    'abandonedWait',
    'timetoabandon abandontime abandonedtime abandonedwait abandonwait abandonedwaittime tabandon 放弃等待时长 放弃时长 放弃前等待时长 放弃前等待时间 queueabandon queueabandontime abandtime abantime abandelay abnwait delaytoabandon calldelayaband calldelayabandtime timeabandon 呼叫放弃时长 呼叫放弃等待时长',
  ],
]

const LOOKUP = new Map<string, { word: Word; rank: number }[]>()
for (const [word, keys] of WORDS) {
  for (const [rank, key] of keys.split(' ').entries()) {
    const plain = withoutAccents(key)
    const known = LOOKUP.get(plain) ?? []
    if (!known.some((one) => one.word === word)) LOOKUP.set(plain, [...known, { word, rank }])
  }
}

/** What a heading, taken apart to its key, may mean; the smaller the rank, the surer. */
export function meaningsOf(key: string): readonly { word: Word; rank: number }[] | undefined {
  return LOOKUP.get(key)
}
