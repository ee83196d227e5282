import { COMMAND, SCENARIO_FILE } from '../../domain/messages/index.ts'
import { inLanguages } from '../language.ts'

/** What is left out of the tables that scenario and capacity files name. */
export const scenarioFileTexts = inLanguages(
  SCENARIO_FILE,
  {
    volumesOutside: '{table}有{rows}（共{contacts}个呼入）不在营业时间{hours}内；{place}不含这些。',
    agentsOutside: '{table}有{rows}的坐席不在营业时间{hours}内；{place}不含这些。',
    oneRow: '1行（{clock}）',
    rows: '{count}行（{first}至{last}）',
    unplannedQueues: '预测中有文件未列入计划的队列：{queues}',
    noMonday: '{day}不是周一：计划从该周的周一{monday}开始',
  },
  {
    volumesOutside:
      '{table} hat {rows} mit {contacts} Kontakten außerhalb der Öffnungszeit {hours}; {place} ist ohne sie.',
    agentsOutside: '{table} hat {rows} mit Agenten außerhalb der Öffnungszeit {hours}; {place} ist ohne sie.',
    oneRow: '1 Zeile ({clock})',
    rows: '{count} Zeilen ({first} bis {last})',
    unplannedQueues: 'die Prognose hat Warteschlangen, die die Datei nicht plant: {queues}',
    noMonday: 'der {day} ist kein Montag: der Plan beginnt am Montag seiner Woche, dem {monday}',
  },
)

/** What commands say beside their answer. */
export const commandTexts = inLanguages(
  COMMAND,
  {
    wrote: '已写入{file}',
    wroteRejects: '已写入{file}：{count}行无法读取',
    wroteTrace: '已写入{file}：第{replication}次仿真的全部联络',
    wroteFirstTrace: '已写入{file}：首次仿真的全部联络',
    wroteLog: '已写入{file}：通话日志，供krarup calibrate使用',
    wroteScenario: '已写入{file}；可运行{command}',
    wrotePlanFile: '已写入{file}；使用方法：{command}',
    stopped: '已中止；没有覆盖任何文件',
    unknownHolidays:
      '程序中没有{years}年的中国法定节假日：这些年份的日子按平常处理；请把已公布的写入文件（--holidays china --holidays 文件）',
    farStart: '所示的第一天{day}在历史结束{days}天之后：其间的日子已预测但未显示，且如此之远，区间较宽',
    actuals: '{file}：{rows}行，呼入量合计{offered}',
    actualsDoubled: '{file}：{day}有一个小时出现两次；两个小时都取平均值，因此合计无误',
    actualsOneOfTwo: '{file}：{day}有一个小时出现两次；数据只属其中之一，两个小时都采用它',
    fewerDays: '因为有{queues}个队列，每个队列只抽取{days}个走势，而不是{usual}个：达标概率和每天的界限较粗略',
    rowsBy: '--by {by}用于--csv、--json和--out的行；表格按天列出，天数多时另按月列出',
    serving: '请在本机的浏览器中打开；按{keys}结束',

    calibratedBy: '已按{file}校准：{queues}',
    calibratedQueue:
      '{queue}：{patience}处理时长之外另有周转时间{turnover}，在场时间中{availability}可接听：损耗率由{shrinkage}变为{becomes}',
    nobodyHangsUp: '客户不放弃，',
    patience: '耐心时长{patience}，',
    notCalibrated: '不在{file}中，照常做计划：{queues}',

    shiftsForNobodyShort: '{group}：班次以不缺人为目标，因为{why}',
    sureByAgents: '该计划以坐席数保证达标',
    otherService: '其服务水平不是单一队列的稳态结果',
    noShifts: '任何时段都不需要坐席：没有班次可排',
    targetUntold: '{group}：从计划的服务水平看不出目标，因此以不缺人为目标；--target 80/20可改以服务水平为目标',
    targetTold: '{group}：从计划的数值看，其目标为{target}，{patience}；可用--target和--patience更改',
    waitsForEver: '客户不放弃',
    meanPatience: '平均耐心时长{patience}',

    contactsSimulated: '{time}内仿真{contacts}个联络：每秒{each}个',
    stoppedReplications: '已中止；以上为前{count}次仿真的结果',
    budgetReplications: '{count}次仿真后时间已到；--replications {count}可重现此结果',
    notPrecise: '{count}次仿真后，并非每个队列的服务水平都达到所要求的精度',
    stoppedSearch: '已中止：使用--resume 文件可继续搜索',
    stoppedResumed: '已中止：再次运行同一命令可继续',
    stoppedSweep: '已中止：以上为{all}个点中的{count}个；{resume}',
    stoppedAsIs: '已中止：只完成了原有场景',
    sweepResumable: '使用--resume 文件可继续',
    goesOn: '再次运行同一命令可继续',
    stoppedPart: '已中止：本部分{all}个点中已完成{done}个；再次运行同一命令可继续',
    stoppedBest: '已中止：以上为{count}轮中最好的坐席配置；{resume}',
    stoppedFirst: '已中止：以上为最初的坐席配置，未达目标；{resume}',
    runResumable: '使用--resume 文件可继续',
    skillsCostNothing:
      '此处每个坐席的每小时成本相同，因此优先使用技能更多的坐席；可在场景中用costs: agent-hour说明各组每小时的成本',
    noTraining: '没有可考虑的培训：每个有坐席的组都服务全部队列',
    budgetIterations: '{count}轮后时间已到；{repeats}；{resume}',
    resumedRepeats: '它从--resume的文件开始，因此不可重现',
    budgetRepeats: '使用--budget的结果不可重现，使用--iterations {count}则可以',
    iterationsDone: '已完成{count}轮，更多轮次或可找到更好的配置；{resume}',

    pointsOfPart: '{file}：{count}个点中的{mine}个，第{part}部分，共{parts}部分；全部完成后请运行：krarup merge',
    pointsFound: '{file}：已完成{count}个点',
    linesDamaged: '{file}：第{lines}行已损坏；{effect}',
    computedAgain: '其中的内容将重新计算',
    countsAsMissing: '其中的内容视为缺失',

    rosterLate: '--before是{day}之前的日子；之后的行不起作用，共{count}行',
    rosterOthers: '--keep是班次所在的日子；其他日子的行不起作用，共{count}行',
    rosterGone: '--keep中有人不在--people中，其班次将分给他人：{people}',
    rosterQueue: '没有队列{queue}的班次，而{people}能服务它；{offer}',
    rosterOutside: '班次为{first}至{last}；其他日子不起作用：{others}',
    fixedOn: '{name}固定{day} {shift}',
    holidayFrom: '{name}自{day}起休假',
    wishes: '{name}希望{day} {shift}',
    wishesNot: '{name}希望{day}不上{shift}',
    notSimulated: '未仿真，因为班表中这些日子没有人：{days}',
    shiftsAlone: '班表中计划没有呼入的日子的班次，未采用：{count}（{days}）',
    stoppedRoster: '已中止：以上为目前最好的班表',
    rosterPaths: '已计算{paths}次最短路径；更多计算或可找到更好的班表：--moves，或--budget 60s',
    rosterBudget: '时间已到；使用--budget的班表不可重现，使用--moves则可以',
    noFewerChanges: '没有找到改动不超过{count}天的班表',
    noClass: '计划在{day}所在的周没有培训班：无可取消',
  },
  {
    wrote: '{file} geschrieben',
    wroteRejects: '{file} geschrieben: {count} Zeilen, die nicht gelesen werden konnten',
    wroteTrace: '{file} geschrieben: jeder Kontakt der Wiederholung {replication}',
    wroteFirstTrace: '{file} geschrieben: jeder Kontakt der ersten Wiederholung',
    wroteLog: '{file} geschrieben: ein Anrufprotokoll für krarup calibrate',
    wroteScenario: '{file} geschrieben; weiter mit {command}',
    wrotePlanFile: '{file} geschrieben; verwenden mit {command}',
    stopped: 'abgebrochen; nichts wurde überschrieben',
    unknownHolidays:
      'die gesetzlichen Feiertage Chinas für {years} sind hier nicht bekannt: ihre Tage gelten als gewöhnliche; die bekannt gegebenen in einer Datei angeben (--holidays china --holidays DATEI)',
    farStart:
      'der erste gezeigte Tag, {day}, kommt {days} Tage nach dem letzten der Historie: die Tage dazwischen sind prognostiziert und nicht gezeigt, und bei so langem Vorlauf sind die Bereiche breit',
    actuals: '{file}: {rows} Zeilen, {offered} Kontakte eingegangen',
    actualsDoubled:
      '{file}: am {day} kommt eine Stunde zweimal; beide haben das Mittel aus beiden, damit ihre Summe stimmt',
    actualsOneOfTwo:
      '{file}: am {day} kommt eine Stunde zweimal; die Zahlen sind von einer der beiden und stehen für beide',
    fewerDays:
      'je Warteschlange werden {days} Verläufe gezogen, nicht {usual}, denn es gibt {queues} Warteschlangen: wie wahrscheinlich das Ziel erreicht wird, und die Grenzen der Tage sind gröber',
    rowsBy:
      '--by {by} gilt für die Zeilen von --csv, --json und --out; die Tabelle hat Tage, und Monate, wenn es viele sind',
    serving: 'in einem Browser dieses Rechners öffnen; {keys} beendet es',

    calibratedBy: 'kalibriert nach {file}: {queues}',
    calibratedQueue:
      '{queue}: {patience}Rüstzeit {turnover} zusätzlich zur Bearbeitungszeit, in {availability} der Anwesenheit verfügbar: aus einem Schwund von {shrinkage} werden {becomes}',
    nobodyHangsUp: 'niemand legt auf, ',
    patience: 'Geduld {patience}, ',
    notCalibrated: 'nicht in {file} und geplant wie sonst: {queues}',

    shiftsForNobodyShort: '{group}: die Schichten sollen Unterdeckung vermeiden, denn {why}',
    sureByAgents: 'der Plan sichert sein Ziel über die Agentenzahl',
    otherService: 'ihr Servicelevel ist nicht das einer einzelnen Warteschlange im Gleichgewicht',
    noShifts: 'zu keiner Zeit werden Agenten gebraucht: es gibt keine Schichten zu bilden',
    targetUntold:
      '{group}: die Servicelevel des Plans verraten sein Ziel nicht, darum sollen die Schichten Unterdeckung vermeiden; --target 80/20 zielt auf das Servicelevel',
    targetTold:
      '{group}: nach seinen Zahlen ist der Plan auf {target} ausgelegt, {patience}; --target und --patience sagen es anders',
    waitsForEver: 'niemand legt auf',
    meanPatience: 'mittlere Geduld {patience}',

    contactsSimulated: '{contacts} Kontakte in {time}: {each} je Sekunde',
    stoppedReplications: 'abgebrochen; dies sind die Zahlen der ersten {count} Wiederholungen',
    budgetReplications: 'die Zeit ist nach {count} Wiederholungen um; --replications {count} wiederholt diese Antwort',
    notPrecise: 'nach {count} Wiederholungen ist nicht jedes Servicelevel so genau bekannt',
    stoppedSearch: 'abgebrochen: mit --resume DATEI lässt sich eine Suche fortsetzen',
    stoppedResumed: 'abgebrochen: derselbe Befehl macht weiter',
    stoppedSweep: 'abgebrochen: dies sind {count} von {all} Punkten; {resume}',
    stoppedAsIs: 'abgebrochen: nur das unveränderte Szenario wurde fertig',
    sweepResumable: 'mit --resume DATEI lässt es sich fortsetzen',
    goesOn: 'derselbe Befehl macht weiter',
    stoppedPart: 'abgebrochen: {done} von {all} Punkten des Teils sind fertig; derselbe Befehl macht weiter',
    stoppedBest: 'abgebrochen: dies ist die beste Besetzung aus {count} {count:Durchgang|Durchgängen}; {resume}',
    stoppedFirst: 'abgebrochen: dies ist die erste Besetzung, und sie verfehlt Ziele; {resume}',
    runResumable: 'mit --resume DATEI lässt sich der Lauf fortsetzen',
    skillsCostNothing:
      'hier kostet jede Agentenstunde gleich viel, darum werden Agenten mit mehr Skills zuerst genommen; costs: agent-hour im Szenario sagt, was eine Stunde jeder Gruppe kostet',
    noTraining: 'keine Schulung zu suchen: jede Gruppe mit Agenten bedient jede Warteschlange',
    budgetIterations: 'die Zeit ist nach {count} {count:Durchgang|Durchgängen} um; {repeats}; {resume}',
    resumedRepeats: 'der Lauf begann mit der Datei von --resume und wiederholt sich darum nicht',
    budgetRepeats: 'mit --budget wiederholt sich eine solche Antwort nicht, mit --iterations {count} schon',
    iterationsDone:
      '{count} {count:Durchgang|Durchgänge} fertig; mit mehr findet sich vielleicht eine bessere Besetzung; {resume}',

    pointsOfPart:
      '{file}: {mine} von {count} {count:Punkt|Punkten}, Teil {part} von {parts}; wenn alle da sind: krarup merge',
    pointsFound: '{file}: {count} fertige {count:Punkt|Punkte}',
    linesDamaged: '{file}: {count:Zeile|Zeilen} {lines} {count:ist|sind} beschädigt; {effect}',
    computedAgain: 'was dort stand, wird neu gerechnet',
    countsAsMissing: 'was dort stand, gilt als fehlend',

    rosterLate: '--before gilt für Tage vor dem {day}; spätere Zeilen, die nicht zählen: {count}',
    rosterOthers: '--keep gilt für die Tage der Schichten; Zeilen anderer Tage, die nicht zählen: {count}',
    rosterGone: '--keep hat Schichten von Personen, die nicht in --people stehen; andere bekommen sie: {people}',
    rosterQueue: 'keine Schicht gehört zur Warteschlange {queue}, die {people} bedienen; {offer}',
    rosterOutside: 'die Schichten sind vom {first} bis {last}; andere Tage zählen nicht: {others}',
    fixedOn: '{name} fest am {day} {shift}',
    holidayFrom: '{name} im Urlaub ab {day}',
    wishes: '{name} wünscht am {day} {shift}',
    wishesNot: '{name} wünscht am {day} nicht {shift}',
    notSimulated: 'nicht simuliert, denn der Dienstplan hat dann niemanden: {days}',
    shiftsAlone: 'aus dem Dienstplan ausgelassen, Schichten an Tagen ohne Kontakte im Plan: {count} ({days})',
    stoppedRoster: 'abgebrochen: dies ist der bisher beste Dienstplan',
    rosterPaths:
      'nach {paths} kürzesten Wegen; mit mehr findet sich vielleicht ein besserer Dienstplan: --moves oder --budget 60s',
    rosterBudget: 'die Zeit ist um; mit --budget wiederholt sich ein solcher Dienstplan nicht, mit --moves schon',
    noFewerChanges: 'kein Dienstplan mit höchstens {count} geänderten Tagen wurde gefunden',
    noClass: 'der Plan hat keinen Kurs in der Woche vom {day}: nichts entfällt',
  },
)
