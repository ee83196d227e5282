import { CALENDAR, FORECAST, PLAN, PLAN_FILE } from '../../domain/messages/index.ts'
import { inLanguages } from '../language.ts'

/** Days on which clocks change. */
export const calendarTexts = inLanguages(
  CALENDAR,
  {
    hourSkipped: '{day}有{hours}小时：{from}至{to}不存在',
    hourDoubled: '{day}有{hours}小时：{from}至{to}出现两次，并列出两次',
  },
  {
    hourSkipped: 'der {day} hat {hours} Stunden: {from} bis {to} gibt es nicht',
    hourDoubled: 'der {day} hat {hours} Stunden: {from} bis {to} kommt zweimal und steht zweimal da',
  },
)

/** What a planner should know of forecasts. */
export const forecastTexts = inLanguages(
  FORECAST,
  {
    nothingOfToday: '{queues}没有今天的数据：沿用早间预测',
    notYetCome: '{queue}：今天数据的最后{count}个时段为零，视为尚未发生；若确实没有呼入，请说明数据截至何时（--until）',
    idleOverride: '未生效，因为不涉及预测中的任何营业时段：人工修正（{what}）',
    idleKeep: '未生效，因为该处没有异常：保留（{what}）',
    silentEvent:
      '{name}（{day}）对{queues}的预测没有影响：历史中没有同名的日子，或所用模型不考虑日历；可用人工修正给出',
    takenForClosed:
      '{name}（{days}）在{queues}中按休息处理：历史中同名的日子都休息；若将营业，请在日历中注明参照的星期（like）',
    asOwnWeekday:
      '{name}（{days}）在{queues}中按其本来的星期预测，而不按日历所注的星期（like）：以往的特殊日期在此如此',
    borrowed:
      '{queues}的历史中从未出现以下日子，因此借用此类日子在别处的一般影响，区间较宽：{days}；可用人工修正代替（--override），文件中注明的日子（--holidays 文件）不借用',
    namedDays: '{name}（{days}）',
    growths: '在模型预测之上的增长：{growths}',
    idleGrowths: '未生效，因为不涉及预测中的任何日子：增长{growths}',
    growth: '{what}{from}{to}',
    growthFrom: '（自{day}起）',
    growthTo: '（至{day}止）',
    young: '{queue}历史较短：按占比借用{from}的历史',
    historyTooShort: '历史只有{days}天，而需要{needed}天',
  },
  {
    nothingOfToday: 'von {queues} ist heute nichts bekannt: Prognose wie am Morgen',
    notYetCome:
      '{queue}: die letzten {count} Intervalle der heutigen Zahlen sind null und gelten als noch nicht gekommen; kam dort nichts, dann angeben, bis wann sie bekannt sind (--until)',
    idleOverride: 'ohne Wirkung, denn kein offenes Intervall der Prognose ist gemeint: der eigene Wert für {what}',
    idleKeep: 'ohne Wirkung, denn dort wurde nichts Auffälliges gefunden: behalten {what}',
    silentEvent:
      '{name} ({day}) wirkt nicht auf die Prognose von {queues}: kein vergangener Tag dort heißt so, oder das Modell kennt keinen Kalender; ein eigener Wert kann eine Wirkung geben',
    takenForClosed:
      '{name} ({days}) gilt in {queues} als geschlossen: jeder vergangene Tag dieses Namens war geschlossen; wird geöffnet, muss der Kalender den Wochentag nennen, dem er gleicht (like)',
    asOwnWeekday:
      '{name} ({days}) ist in {queues} als sein eigener Wochentag prognostiziert, nicht als der im Kalender genannte (like): so waren dort vergangene besondere Tage',
    borrowed:
      'kam in der Historie von {queues} nie vor; darum ist geborgt, wie solche Tage anderswo wirken, mit breiterem Bereich: {days}; eigene Werte ersetzen das (--override), und Tage aus einer Datei (--holidays DATEI) borgen nichts',
    namedDays: '{name} ({days})',
    growths: 'Wachstum über die Erwartung der Modelle hinaus: {growths}',
    idleGrowths: 'ohne Wirkung, denn kein Tag der Prognose ist gemeint: das Wachstum {growths}',
    growth: '{what}{from}{to}',
    growthFrom: ' ab {day}',
    growthTo: ' bis {day}',
    young: '{queue} ist jung: sie borgt die Vergangenheit von {from}, nach ihrem Anteil',
    historyTooShort: 'die Historie hat {days} {days:Tag|Tage}, und {needed} werden gebraucht',
  },
)

/** What a planner should know of a plan, of its review and of its contract. */
export const planTexts = inLanguages(
  PLAN,
  {
    empty: '{groups}：计划中的每一天都预计没有呼入，因为按日历或历史全部休息；请核对所读取的日期和所要求的日期',
    openAndEmpty: '{groups}：计划中的每一天都营业而预计没有呼入；请核对所读取的呼入量',
    askedErlangC: '{groups}：按要求使用Erlang C，视为客户不会放弃；而历史中有放弃',
    infinitePatience: '{groups}：因耐心时长设为无限而使用Erlang C；而历史中有放弃',
    noWaits:
      '{groups}：使用Erlang C，视为客户不会放弃，尽管历史中有放弃：没有（接通者和放弃者的）等待时长合计，无法估计耐心时长；请给出耐心时长，例如--patience 2m，或导出等待时长',
    nobodyHungUp: '{groups}：使用Erlang A和给定的耐心时长，而历史中没有放弃',
    ended: '最近{days}天没有呼入，未列入计划：{queues}',
    noHandleTime:
      '历史中没有处理时长，未列入计划：{queues}；请导出处理时长（通话＋保持＋话后处理），或在计划文件（--config）中给出平均处理时长：{entry}',
    poolWithout: '{groups}：坐席数不含未列入计划的队列的呼入',
    idlePriority: '{queue}：优先级不起作用，因为同组队列没有不同的优先级；注明同一组的队列合为一组',
    notTogether: '{group}：各队列单独预测，未与合计相互校准：就其合计而言，{why}',
    rosterOutside: '班表中不在计划日期（{days}）内的坐席行数，未采用：{count}',
    rosterClosed: '班表中非营业时间的坐席工时，未采用：{hours}（{groups}）',

    notInActuals: '{group}：实际数据中没有，不予复盘',
    takenForQueue: '{group}：实际数据中没有同名队列，以{queues}代替',
    noCommonInterval: '{group}：这些日子没有计划与实际共有的时段，不予复盘',
    missingIntervals: '{group}：{all}个计划时段中有{missing}个不在实际数据中，两边均不计入',
    outsideContacts: '{group}：有{contacts}个呼入发生在计划休息的时间，不计入',
    otherThreshold: '{group}：实际数据统计{actual}秒内接通，计划为{planned}秒内接通；计划值按{actual}秒重新计算',
    modelDiffers:
      '{group}：计划的服务水平与其排队模型相差，平均每时段{points}个百分点（使用--day、客户层级或人工修改的计划）：差额计入其余部分',
    connectRateReviewed: '{group}：实际数据没有时限内接通量，因此复盘接通率',

    dutyUnknown: '不知道实际在岗人数（{groups}）：合同按计划工时计算',
    contractThreshold: '{client}：合同统计{within}秒内接通，而{group}的服务水平为{measured}秒内',
  },
  {
    empty:
      '{groups}: an keinem Tag des Plans werden Kontakte erwartet, denn alle sind nach Kalender oder Historie geschlossen; die gelesenen Daten und die gewünschten Tage prüfen',
    openAndEmpty:
      '{groups}: an keinem Tag des Plans werden Kontakte erwartet, obwohl geöffnet ist; die gelesenen Kontaktzahlen prüfen',
    askedErlangC: '{groups}: wie verlangt mit Erlang C geplant, als legte niemand auf; die Historie hat Aufleger',
    infinitePatience: '{groups}: mit Erlang C geplant, denn die Geduld soll unendlich sein; die Historie hat Aufleger',
    noWaits:
      '{groups}: mit Erlang C geplant, als legte niemand auf, obwohl die Historie Aufleger hat: ihr fehlt die gesamte Wartezeit (der Angenommenen und der Aufleger), aus der die Geduld folgt; eine Geduld angeben, zum Beispiel --patience 2m, oder die Wartezeiten exportieren',
    nobodyHungUp: '{groups}: mit Erlang A und der angegebenen Geduld geplant, obwohl in der Historie niemand auflegte',
    ended: 'ausgelassen, ohne Kontakte in den letzten {days} Tagen: {queues}',
    noHandleTime:
      'ausgelassen, ohne Bearbeitungszeit in der Historie: {queues}; Bearbeitungszeiten exportieren (Gespräch + Halten + Nacharbeit) oder eine mittlere in eine Plandatei schreiben (--config): {entry}',
    poolWithout: '{groups}: ohne die Kontakte der ausgelassenen Warteschlangen bemessen',
    idlePriority:
      '{queue}: ihre Priorität sagt nichts, denn keine Warteschlange ihrer Gruppe hat eine andere; Warteschlangen mit derselben Gruppe sind ein Pool',
    notTogether:
      '{group}: ihre Warteschlangen sind einzeln prognostiziert, nicht mit ihrer Summe abgeglichen: für die Summe gilt: {why}',
    rosterOutside: 'aus dem Dienstplan ausgelassen, Zeilen mit Agenten außerhalb der Plantage, {days}: {count}',
    rosterClosed: 'aus dem Dienstplan ausgelassen, Agentenstunden außerhalb der Öffnungszeit: {hours} ({groups})',

    notInActuals: '{group}: fehlt in den Ist-Zahlen; ausgelassen',
    takenForQueue: '{group}: die Ist-Zahlen haben keine Warteschlange dieses Namens; {queues} steht dafür',
    noCommonInterval: '{group}: kein Intervall dieser Tage steht in Plan und Ist-Zahlen; ausgelassen',
    missingIntervals:
      '{group}: {missing} von {all} geplanten Intervallen fehlen in den Ist-Zahlen; sie zählen auf beiden Seiten nicht',
    outsideContacts: '{group}: {contacts} Kontakte kamen zu Zeiten, die im Plan geschlossen sind; sie zählen nicht',
    otherThreshold:
      '{group}: die Ist-Zahlen zählen Angenommene innerhalb von {actual} s, der Plan innerhalb von {planned} s; der Plan ist für {actual} s gerechnet',
    modelDiffers:
      '{group}: das Servicelevel des Plans weicht je Intervall um {points} Prozentpunkte von dem seines Modells ab (ein Plan mit --day, mit Kundenstufen oder von Hand geändert): das steckt im Rest',
    connectRateReviewed:
      '{group}: die Ist-Zahlen sagen nicht, wer rechtzeitig angenommen wurde; darum zählt die Erreichbarkeit',

    dutyUnknown: 'wer im Dienst war, ist nicht bekannt ({groups}): der Vertrag zählt die geplanten Stunden',
    contractThreshold:
      '{client}: der Vertrag zählt Angenommene innerhalb von {within} s, und {group} hat ihr Servicelevel innerhalb von {measured} s',
  },
)

/** What the files for other systems leave out or change. */
export const planFileTexts = inLanguages(
  PLAN_FILE,
  {
    calabrio:
      'Calabrio：处理时长全部记为任务时长，任务后时长为0，因为历史中的处理时长是一个数；坐席为在岗坐席，未计损耗',
    calabrioHour: 'Calabrio：本地时间无法区分{day}的两个相同小时：该小时只列一次，重复部分的{contacts}个呼入未计入',
    genesys: 'Genesys Cloud：坐席组作为planning group，须在该系统中同名；坐席、服务水平和损耗不导入',
    connect:
      'Amazon Connect：QueueId留空，ChannelType为VOICE：请填写编号，在线会话改为CHAT；呼入量取整，但每天合计不变；休息时为0；坐席和服务水平不导入',
    connectDeferred: 'Amazon Connect：该文件只接受通话和在线会话；有处理时限的工作未列入：{queues}',
  },
  {
    calabrio:
      'Calabrio: die Bearbeitungszeit steht ganz als Task Time, mit 0 als After-Task Time, denn in der Historie ist sie eine Zahl; Agenten sind die im Dienst, ohne Schwund',
    calabrioHour:
      'Calabrio: Ortszeiten unterscheiden die beiden gleichen Stunden am {day} nicht: die Stunde steht einmal, {contacts} Kontakte der Wiederholung fehlen',
    genesys:
      'Genesys Cloud: Gruppen stehen als Planning Groups und müssen dort ebenso heißen; Agenten, Servicelevel und Schwund werden nicht übernommen',
    connect:
      'Amazon Connect: QueueId bleibt leer und ChannelType ist VOICE: die Ids eintragen, und CHAT bei Chats; Kontakte sind so gerundet, dass die Tagessumme stimmt; 0, wo geschlossen ist; Agenten und Servicelevel werden nicht übernommen',
    connectDeferred: 'Amazon Connect: die Datei nimmt nur Anrufe und Chats; es fehlt Arbeit mit Frist: {queues}',
  },
)
