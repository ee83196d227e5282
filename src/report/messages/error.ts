import { ERROR, ERROR_WORDS } from '../../domain/messages/index.ts'
import { inLanguages } from '../language.ts'

/** What is wrong with a history, and how to mend it, where values stand in the sentence. */
export const errorTexts = inLanguages(
  ERROR,
  {
    nameStart: '请指明：--map start=列名，或--map date=列名 --map time=列名；表头为：{headings}',
    nameOffered: '请指明：--map offered=列名（或接通量和放弃量两列）；表头为：{headings}',
    nameOfferedOrAnswered:
      '请指明呼入量一列：--map offered=列名（表头为：{headings}）；--map offered={number}则只按接通量做计划',
    nameOfferedColumn: '请指明呼入量一列：--map offered=列名（表头为：{headings}）',
    columnsByNumber: '请以列号指明各列：{options}（answered、abandoned、aht同理；首行为：{row}）',
    swappedDates: '各行都在连续{months}个月的{day}日，别的日子没有：日和月似乎颠倒了',
    dateOrder: '请说明日期顺序：{first}或{second}',
    sayWhich: '请说明是哪一种：{first}或{second}',
    sayWhichOne: '请说明是哪一列：{option}',
    twoColumns: '有两列都可能是{role}：第{first}列（{heading}）和第{second}列（{other}）',
    rowsApart: '各行相隔{distance}，且不都从每小时的相同分钟开始',
    intervalChanges: '文件中时段长度不一：{last}以前为{before}，{first}起为{after}',
    unevenRows: '{count}行不从5分钟的整数倍开始：像是逐个通话，或不规则的导出',
    cells: '该行有{cells}个单元格，表头有{width}个',
    rows: '{count}：\n{rows}',
    unusable: '{count}行无法使用',
    unusableFirst: '{count}行无法使用，前{listed}行为',
    atLeast: '至少{count}行无法使用',
    atLeastFirst: '至少{count}行无法使用，前{listed}行为',
    row: '  {place}：{reason}',
    rowWithValue: '  {place}：{reason}（{value}）',
    line: '第{line}行',
    column: '{line}第{column}列（{heading}）',
    conflict: '{reason}（{start}，{queue}）',
    rejects: '{hints}\n  或不用这些行而继续，并把它们另存：--rejects 文件',
    existsAlready: '{file}已存在，未作改动',
    noFolderToRead: '没有文件夹{folder}：请核对路径',
    noFolderToWrite: '没有文件夹{folder}：请先建立',
    modelForLess:
      '请提供更长的历史，或改用所需历史较短的模型：{models}只需{days}天（{forecast}，{plan}）；同一文件中若有相似而历史较长的队列，历史满一周的队列会借用其历史',
  },
  {
    nameStart:
      'angeben: --map start=Spalte, oder --map date=Spalte --map time=Spalte; die Überschriften sind: {headings}',
    nameOffered: 'angeben: --map offered=Spalte (oder angenommene und aufgelegte); die Überschriften sind: {headings}',
    nameOfferedOrAnswered:
      'die Spalte der eingegangenen Kontakte angeben: --map offered=Spalte (die Überschriften sind: {headings}); --map offered={number} plant nur für die angenommenen',
    nameOfferedColumn:
      'die Spalte der eingegangenen Kontakte angeben: --map offered=Spalte (die Überschriften sind: {headings})',
    columnsByNumber:
      'die Spalten mit ihren Nummern angeben: {options} (ebenso answered, abandoned, aht; die erste Zeile ist: {row})',
    swappedDates:
      'die Zeilen stehen am {day}. von {months} aufeinanderfolgenden Monaten und an keinem anderen Tag: Tag und Monat scheinen vertauscht',
    dateOrder: 'angeben, was zuerst kommt: {first} oder {second}',
    sayWhich: 'angeben, was es ist: {first} oder {second}',
    sayWhichOne: 'angeben, welche es ist: {option}',
    twoColumns: 'zwei Spalten könnten {role} sein: Nummer {first} ({heading}) und Nummer {second} ({other})',
    rowsApart: 'die Zeilen liegen {distance} auseinander und beginnen nicht alle zur selben Minute der Stunde',
    intervalChanges: 'das Intervall wechselt in der Datei: {before} bis {last}, {after} ab {first}',
    unevenRows:
      '{count} Zeilen beginnen nicht bei einem Vielfachen von fünf Minuten: das sieht nach einzelnen Anrufen oder einem unregelmäßigen Export aus',
    cells: 'die Zeile hat {cells} Zellen, die Überschrift {width}',
    rows: '{count}:\n{rows}',
    unusable: '{count} Zeilen sind nicht brauchbar',
    unusableFirst: '{count} Zeilen sind nicht brauchbar, die ersten {listed} sind',
    atLeast: 'mindestens {count} Zeilen sind nicht brauchbar',
    atLeastFirst: 'mindestens {count} Zeilen sind nicht brauchbar, die ersten {listed} sind',
    row: '  {place}: {reason}',
    rowWithValue: '  {place}: {reason} ({value})',
    line: 'Zeile {line}',
    column: '{line}, Spalte {column} ({heading})',
    conflict: '{reason} ({start}, {queue})',
    rejects: '{hints}\n  oder ohne diese Zeilen weitermachen und sie gesondert ablegen: --rejects DATEI',
    existsAlready: '{file} gibt es schon; die Datei bleibt, wie sie ist',
    noFolderToRead: 'den Ordner {folder} gibt es nicht: den Pfad prüfen',
    noFolderToWrite: 'den Ordner {folder} gibt es nicht: erst anlegen',
    modelForLess:
      'eine längere Historie angeben, oder ein Modell, das weniger braucht: {days} Tage genügen für {models} ({forecast}, {plan}); eine Warteschlange mit mindestens einer Woche borgt die Vergangenheit einer längeren, der sie gleicht, wenn beide in einer Datei stehen',
  },
)

/** The same without values, by the English sentence. */
export const errorWordTexts = inLanguages(
  ERROR_WORDS,
  {
    'the file is empty': '文件为空',
    'export the history again': '请重新导出历史数据',
    'this file is compressed (gzip)': '文件是压缩的（gzip）',
    'unpack it first: gzip -dc FILE | krarup plan -': '请先解压：gzip -dc 文件 | krarup plan -',
    'this is a PDF, not a table': '这是PDF，不是表格',
    'export the report as CSV': '请把报表导出为CSV',
    'the file has zero bytes: it is not a text file, or UTF-16 without its mark':
      '文件中有零字节：不是文本文件，或是没有标记的UTF-16',
    'save it as "CSV UTF-8"': '请另存为“CSV UTF-8”',
    'the text is neither UTF-8 nor GB18030': '文本既不是UTF-8也不是GB18030',
    'this is a web page or XML, not a table of rows and columns': '这是网页或XML，不是行列表格',
    'this is JSON, not a table of rows and columns': '这是JSON，不是行列表格',
    'export the interval report as CSV; some systems give web pages the ending .xls or .csv: open it in a spreadsheet and save it as CSV':
      '请把时段报表导出为CSV；有些系统的.xls或.csv实为网页：请在电子表格中打开并另存为CSV',
    'the rows have times of day but no dates': '各行有时间而没有日期',
    'a history needs the date of every row: name the column with --map date=Column, or export with dates':
      '历史数据每行都要有日期：请用--map date=列名指明该列，或连同日期导出',
    'no columns: neither comma, semicolon nor tab cuts the lines into cells':
      '没有列：逗号、分号和制表符都分不出单元格',
    'export the table with one of these delimiters and a heading row': '请用其中一种分隔符导出，并带表头',
    'this looks like a list of single calls (one row a call), not like an interval report':
      '这像是逐个通话的清单（每行一个通话），不是时段报表',
    'export the interval report (5 to 60 minutes, or days), or count the calls of each interval first':
      '请导出时段报表（5至60分钟，或按天），或先统计每个时段的通话数',
    'a history needs one row an interval of 5, 10, 15, 20, 30 or 60 minutes or a day':
      '历史数据须每个时段一行，时段为5、10、15、20、30或60分钟，或一天',
    'there is no heading row: the first row is data': '没有表头：首行就是数据',
    'no column tells when an interval starts': '没有一列说明时段的开始时间',
    'no column has the number of contacts': '没有一列是呼入量',
    'the file has the answered contacts but neither those offered nor the abandoned':
      '文件有接通量，而没有呼入量，也没有放弃量',
    'the file has the abandoned contacts but neither those offered nor the answered':
      '文件有放弃量，而没有呼入量，也没有接通量',
    'every count of contacts is 0': '呼入量全部为零',
    'look whether the right column was read as offered (--map offered=Column takes another), or export the history again':
      '请核对作为呼入量读取的列（--map offered=列名可另选一列），或重新导出历史数据',
    'the file has a heading but no rows with values': '文件有表头而没有数据行',
    'export a longer period': '请导出更长的时期',
    'day and month cannot be told apart: every date of the file can be read both ways':
      '无法区分日和月：文件中的每个日期都有两种读法',
    'a share column has percentages (67%) and plain numbers above 1': '比例列中既有百分数（67%），又有大于1的普通数字',
    'write all of them as 67% or all as 0.67': '请全部写成67%，或全部写成0.67',
    'it cannot be told whether 1.234 means 1234 or a little over 1': '无法判断1.234是1234还是略大于1',
    'it cannot be told whether 1,234 means 1234 or a little over 1': '无法判断1,234是1234还是略大于1',
    'say which mark separates decimals: --decimal point or --decimal comma':
      '请说明小数点的写法：--decimal point（句点）或--decimal comma（逗号）',
    'the interval cannot be told from the rows': '从各行看不出时段长度',
    'say it: --interval 30m (5m, 10m, 15m, 20m, 30m, 60m or 1d); the rows must start on its multiples':
      '请说明：--interval 30m（5m、10m、15m、20m、30m、60m或1d）；各行须从其整数倍开始',
    'export the history at one interval, all rows at the same minutes (some systems call this rounding to the interval), or read its parts apart':
      '请按同一时段长度导出，各行从相同的分钟开始（有些系统称为按时段取整），或分段读取',
    'the interval changes in the file': '文件中时段长度不一',
    'export the whole history at one interval, or read the parts apart': '请按同一时段长度导出全部历史，或分段读取',
    'it cannot be told whether this column holds averages a contact or totals over the interval':
      '无法判断该列是平均值还是时段合计值',
    'not a date': '不是日期',
    'not a time of day': '不是时间',
    'not a number': '不是数字',
    'not a duration': '不是时长',
    'not a share': '不是比例',
    "the file's decimal mark is the comma: this number does not fit (--decimal point overrules it)":
      '文件的小数点是逗号，此数不符（可用--decimal point指定）',
    "the file's decimal mark is the point: this number does not fit (--decimal comma overrules it)":
      '文件的小数点是句点，此数不符（可用--decimal comma指定）',
    'a formula whose value is not in the file': '公式的值不在文件中',
    'the file was written by a program that does not calculate: open it in Excel or LibreOffice, save it, and read that':
      '写文件的程序不作计算：请用Excel等表格软件打开，保存后再读',
    'one merged cell holds the number of several rows': '一个合并单元格含有几行的数',
    'take the merged cells apart, and write a number in each row': '请拆分合并单元格，每行各写一个数',
    'not the name of a queue': '不是队列名称',
    'write the name as text': '请把名称写成文本',
    "this is a spreadsheet's part of a day: format the column as a time and save again":
      '这是电子表格中一天的小数部分：请把该列设为时间格式后重新保存',
    'write 2026-03-31 07:30': '请写成2026-03-31 07:30',
    'write 2026-03-31 07:30; so far the dates are in the order dmy (--date-order overrules it)':
      '请写成2026-03-31 07:30；此前的日期按日月年的顺序（可用--date-order指定）',
    'write 2026-03-31 07:30; so far the dates are in the order mdy (--date-order overrules it)':
      '请写成2026-03-31 07:30；此前的日期按月日年的顺序（可用--date-order指定）',
    'dates with an offset from UTC, and day and month cannot be told apart from the beginning on':
      '日期带有与UTC的时差，而从开头起日和月就无法区分',
    'say which comes first: --date-order dmy or --date-order mdy; where a spreadsheet has swapped the dates, mend them in it, or export them as 2026-10-01; rows of whole months tell nothing of days and hours':
      '请说明日期顺序（--date-order）；如果电子表格颠倒了日期，请在其中改正，或按2026-10-01的写法导出；整月的行不能说明日子和小时',
    "this is a spreadsheet's day number: format the column as a date and export again":
      '这是电子表格的日期序号：请把该列设为日期格式后重新导出',
    'this is a Unix time stamp: export dates such as 2026-03-31 07:30':
      '这是Unix时间戳：请导出为2026-03-31 07:30这样的日期',
    'it must not be negative': '不能为负',
    'this is a share: another column has the number, or name the column with --map':
      '这是比例：数量在另一列，或请用--map指明该列',
    'write seconds (134) or a clock (0:02:14); leave it empty where there is none':
      '请写成秒数（134）或时分秒（0:02:14）；没有则留空',
    'write digits, or leave it empty where there is none': '请写数字，没有则留空',
    'write 0.67, 67% or 67': '请写成0.67、67%或67',
    'the row has values but no time': '该行有数值而没有时间',
    'fill in the start of its interval': '请填写时段的开始时间',
    'the row has values but no number of contacts': '该行有数值而没有呼入量',
    'fill in the contacts offered, or empty the row': '请填写呼入量，或清空该行',
    'the row names no queue': '该行没有队列',
    'fill in the queue of every row': '请填写每行的队列',
    'a missing or an extra delimiter shifts the columns: mend the row or export again':
      '分隔符缺少或多余会使各列错位：请改正该行或重新导出',
    'a quote is opened and never closed: all that follows is in its cell': '引号没有结束：其后的内容都落入同一单元格',
    'a quote stands where none may be': '引号的位置不对',
    'quotes go around a whole cell; inside of them write a quote twice ("")':
      '引号须括住整个单元格；其中的引号请写两次（""）',
    'rows for the same interval and queue have different values': '同一时段、同一队列的行数值不同',
    'keep one of them; if a column that was left aside tells them apart, name it: --map queue=Column; if titles between the rows name the queues, put them into a column; if the clocks went back that night, name the zone: --timezone Europe/Berlin':
      '请保留其一；若未使用的某列能区分它们，请指明：--map queue=列名；若队列名写在各行之间的标题中，请放入一列；若当夜时钟回拨，请指明时区：--timezone Europe/Berlin',
    'the workbook is locked by a password': '工作簿有密码保护',
    'open it in Excel, take the password off (File, Info, Protect Workbook) and save it':
      '请在Excel中打开，取消密码（文件、信息、保护工作簿）后保存',
    'this is an old Excel workbook (.xls)': '这是旧版Excel工作簿（.xls）',
    'save it as "Excel workbook (.xlsx)" and read that: in Excel, or by soffice --headless --convert-to xlsx FILE':
      '请在Excel中另存为“Excel工作簿（.xlsx）”，或运行soffice --headless --convert-to xlsx 文件',
    'the file cannot be read': '文件无法读取',
    'the file cannot be written': '文件无法写入',
    'there is no such file: check the path': '没有该文件：请核对路径',
    'the file may not be opened by this user: check its permissions': '当前用户无权打开该文件：请检查权限',
    'this user may not write there: check the permissions of the folder and of the file':
      '当前用户无权写入：请检查文件夹和文件的权限',
    'this is a directory: name a file in it': '这是文件夹：请指明其中的文件',
    'the disk is full': '磁盘已满',
    'give --force to replace it, or another name': '如需覆盖请加--force，或换一个文件名',
    'give a longer history': '请提供更长的历史',
  },
  {
    'the file is empty': 'die Datei ist leer',
    'export the history again': 'die Historie neu exportieren',
    'this file is compressed (gzip)': 'die Datei ist komprimiert (gzip)',
    'unpack it first: gzip -dc FILE | krarup plan -': 'erst entpacken: gzip -dc DATEI | krarup plan -',
    'this is a PDF, not a table': 'das ist ein PDF, keine Tabelle',
    'export the report as CSV': 'den Bericht als CSV exportieren',
    'the file has zero bytes: it is not a text file, or UTF-16 without its mark':
      'die Datei hat Nullbytes: sie ist keine Textdatei, oder UTF-16 ohne Kennung',
    'save it as "CSV UTF-8"': 'als „CSV UTF-8“ speichern',
    'the text is neither UTF-8 nor GB18030': 'der Text ist weder UTF-8 noch GB18030',
    'this is a web page or XML, not a table of rows and columns':
      'das ist eine Webseite oder XML, keine Tabelle aus Zeilen und Spalten',
    'this is JSON, not a table of rows and columns': 'das ist JSON, keine Tabelle aus Zeilen und Spalten',
    'export the interval report as CSV; some systems give web pages the ending .xls or .csv: open it in a spreadsheet and save it as CSV':
      'den Intervallbericht als CSV exportieren; manche Systeme geben Webseiten die Endung .xls oder .csv: in einer Tabellenkalkulation öffnen und als CSV speichern',
    'the rows have times of day but no dates': 'die Zeilen haben Uhrzeiten, aber keine Tage',
    'a history needs the date of every row: name the column with --map date=Column, or export with dates':
      'eine Historie braucht den Tag jeder Zeile: die Spalte mit --map date=Spalte angeben oder mit Tagen exportieren',
    'no columns: neither comma, semicolon nor tab cuts the lines into cells':
      'keine Spalten: weder Komma noch Semikolon noch Tabulator teilt die Zeilen in Zellen',
    'export the table with one of these delimiters and a heading row':
      'die Tabelle mit einem dieser Trennzeichen und einer Überschrift exportieren',
    'this looks like a list of single calls (one row a call), not like an interval report':
      'das sieht nach einer Liste einzelner Anrufe aus (eine Zeile je Anruf), nicht nach einem Intervallbericht',
    'export the interval report (5 to 60 minutes, or days), or count the calls of each interval first':
      'den Intervallbericht exportieren (5 bis 60 Minuten, oder Tage), oder erst die Anrufe je Intervall zählen',
    'a history needs one row an interval of 5, 10, 15, 20, 30 or 60 minutes or a day':
      'eine Historie braucht eine Zeile je Intervall von 5, 10, 15, 20, 30 oder 60 Minuten oder einem Tag',
    'there is no heading row: the first row is data': 'es gibt keine Überschrift: die erste Zeile hat schon Daten',
    'no column tells when an interval starts': 'keine Spalte sagt, wann ein Intervall beginnt',
    'no column has the number of contacts': 'keine Spalte hat die Zahl der Kontakte',
    'the file has the answered contacts but neither those offered nor the abandoned':
      'die Datei hat die angenommenen Kontakte, aber weder die eingegangenen noch die aufgelegten',
    'the file has the abandoned contacts but neither those offered nor the answered':
      'die Datei hat die aufgelegten Kontakte, aber weder die eingegangenen noch die angenommenen',
    'every count of contacts is 0': 'alle Kontaktzahlen sind 0',
    'look whether the right column was read as offered (--map offered=Column takes another), or export the history again':
      'prüfen, ob die richtige Spalte als offered gelesen wurde (--map offered=Spalte nimmt eine andere), oder die Historie noch einmal exportieren',
    'the file has a heading but no rows with values': 'die Datei hat eine Überschrift, aber keine Zeilen mit Werten',
    'export a longer period': 'einen längeren Zeitraum exportieren',
    'day and month cannot be told apart: every date of the file can be read both ways':
      'Tag und Monat sind nicht zu unterscheiden: jedes Datum der Datei ist auf beide Arten lesbar',
    'a share column has percentages (67%) and plain numbers above 1':
      'eine Spalte mit Anteilen hat Prozente (67%) und bloße Zahlen über 1',
    'write all of them as 67% or all as 0.67': 'alle als 67% oder alle als 0.67 schreiben',
    'it cannot be told whether 1.234 means 1234 or a little over 1':
      'es ist nicht zu erkennen, ob 1.234 für 1234 steht oder für etwas über 1',
    'it cannot be told whether 1,234 means 1234 or a little over 1':
      'es ist nicht zu erkennen, ob 1,234 für 1234 steht oder für etwas über 1',
    'say which mark separates decimals: --decimal point or --decimal comma':
      'das Dezimalzeichen angeben: --decimal point (Punkt) oder --decimal comma (Komma)',
    'the interval cannot be told from the rows': 'das Intervall ist aus den Zeilen nicht zu erkennen',
    'say it: --interval 30m (5m, 10m, 15m, 20m, 30m, 60m or 1d); the rows must start on its multiples':
      'angeben: --interval 30m (5m, 10m, 15m, 20m, 30m, 60m oder 1d); die Zeilen müssen bei seinen Vielfachen beginnen',
    'export the history at one interval, all rows at the same minutes (some systems call this rounding to the interval), or read its parts apart':
      'die Historie mit einem Intervall exportieren, alle Zeilen zur selben Minute (manche Systeme nennen das Runden auf das Intervall), oder die Teile einzeln lesen',
    'the interval changes in the file': 'das Intervall wechselt in der Datei',
    'export the whole history at one interval, or read the parts apart':
      'die ganze Historie mit einem Intervall exportieren, oder die Teile einzeln lesen',
    'it cannot be told whether this column holds averages a contact or totals over the interval':
      'es ist nicht zu erkennen, ob diese Spalte Durchschnitte je Kontakt oder Summen je Intervall hat',
    'not a date': 'kein Datum',
    'not a time of day': 'keine Uhrzeit',
    'not a number': 'keine Zahl',
    'not a duration': 'keine Dauer',
    'not a share': 'kein Anteil',
    "the file's decimal mark is the comma: this number does not fit (--decimal point overrules it)":
      'das Dezimalzeichen der Datei ist das Komma: diese Zahl passt nicht dazu (--decimal point sagt es anders)',
    "the file's decimal mark is the point: this number does not fit (--decimal comma overrules it)":
      'das Dezimalzeichen der Datei ist der Punkt: diese Zahl passt nicht dazu (--decimal comma sagt es anders)',
    'a formula whose value is not in the file': 'eine Formel, deren Wert nicht in der Datei steht',
    'the file was written by a program that does not calculate: open it in Excel or LibreOffice, save it, and read that':
      'das Programm, das die Datei schrieb, rechnet nicht: in Excel oder LibreOffice öffnen, speichern und dann lesen',
    'one merged cell holds the number of several rows': 'eine verbundene Zelle hat die Zahl mehrerer Zeilen',
    'take the merged cells apart, and write a number in each row':
      'die verbundenen Zellen trennen und in jede Zeile eine Zahl schreiben',
    'not the name of a queue': 'kein Name einer Warteschlange',
    'write the name as text': 'den Namen als Text schreiben',
    "this is a spreadsheet's part of a day: format the column as a time and save again":
      'das ist der Teil eines Tages einer Tabellenkalkulation: die Spalte als Uhrzeit formatieren und neu speichern',
    'write 2026-03-31 07:30': '2026-03-31 07:30 schreiben',
    'write 2026-03-31 07:30; so far the dates are in the order dmy (--date-order overrules it)':
      '2026-03-31 07:30 schreiben; die Daten davor haben die Reihenfolge Tag, Monat, Jahr (--date-order sagt es anders)',
    'write 2026-03-31 07:30; so far the dates are in the order mdy (--date-order overrules it)':
      '2026-03-31 07:30 schreiben; die Daten davor haben die Reihenfolge Monat, Tag, Jahr (--date-order sagt es anders)',
    'dates with an offset from UTC, and day and month cannot be told apart from the beginning on':
      'Daten mit Abstand zu UTC, und Tag und Monat sind von Anfang an nicht zu unterscheiden',
    'say which comes first: --date-order dmy or --date-order mdy; where a spreadsheet has swapped the dates, mend them in it, or export them as 2026-10-01; rows of whole months tell nothing of days and hours':
      'angeben, was zuerst kommt: --date-order dmy oder --date-order mdy; hat eine Tabellenkalkulation die Daten vertauscht, dort berichtigen oder als 2026-10-01 exportieren; Zeilen ganzer Monate sagen nichts über Tage und Stunden',
    "this is a spreadsheet's day number: format the column as a date and export again":
      'das ist die Tageszahl einer Tabellenkalkulation: die Spalte als Datum formatieren und neu exportieren',
    'this is a Unix time stamp: export dates such as 2026-03-31 07:30':
      'das ist ein Unix-Zeitstempel: Daten wie 2026-03-31 07:30 exportieren',
    'it must not be negative': 'sie darf nicht negativ sein',
    'this is a share: another column has the number, or name the column with --map':
      'das ist ein Anteil: eine andere Spalte hat die Zahl, oder die Spalte mit --map angeben',
    'write seconds (134) or a clock (0:02:14); leave it empty where there is none':
      'Sekunden (134) oder eine Uhr (0:02:14) schreiben; leer lassen, wo es nichts gibt',
    'write digits, or leave it empty where there is none': 'Ziffern schreiben, oder leer lassen, wo es nichts gibt',
    'write 0.67, 67% or 67': '0.67, 67% oder 67 schreiben',
    'the row has values but no time': 'die Zeile hat Werte, aber keine Zeit',
    'fill in the start of its interval': 'den Beginn des Intervalls eintragen',
    'the row has values but no number of contacts': 'die Zeile hat Werte, aber keine Zahl der Kontakte',
    'fill in the contacts offered, or empty the row': 'die eingegangenen Kontakte eintragen, oder die Zeile leeren',
    'the row names no queue': 'die Zeile nennt keine Warteschlange',
    'fill in the queue of every row': 'in jeder Zeile die Warteschlange eintragen',
    'a missing or an extra delimiter shifts the columns: mend the row or export again':
      'ein fehlendes oder überzähliges Trennzeichen verschiebt die Spalten: die Zeile berichtigen oder neu exportieren',
    'a quote is opened and never closed: all that follows is in its cell':
      'ein Anführungszeichen wird nicht geschlossen: alles Folgende steht in seiner Zelle',
    'a quote stands where none may be': 'ein Anführungszeichen steht, wo keines stehen darf',
    'quotes go around a whole cell; inside of them write a quote twice ("")':
      'Anführungszeichen umschließen eine ganze Zelle; in ihr wird eines doppelt geschrieben ("")',
    'rows for the same interval and queue have different values':
      'Zeilen für dasselbe Intervall und dieselbe Warteschlange haben verschiedene Werte',
    'keep one of them; if a column that was left aside tells them apart, name it: --map queue=Column; if titles between the rows name the queues, put them into a column; if the clocks went back that night, name the zone: --timezone Europe/Berlin':
      'eine davon behalten; unterscheidet sie eine nicht verwendete Spalte, diese angeben: --map queue=Spalte; stehen die Warteschlangen in Titeln zwischen den Zeilen, sie in eine Spalte schreiben; wurde in jener Nacht die Uhr zurückgestellt, die Zone angeben: --timezone Europe/Berlin',
    'the workbook is locked by a password': 'die Arbeitsmappe ist mit einem Kennwort geschützt',
    'open it in Excel, take the password off (File, Info, Protect Workbook) and save it':
      'in Excel öffnen, das Kennwort entfernen (Datei, Informationen, Arbeitsmappe schützen) und speichern',
    'this is an old Excel workbook (.xls)': 'das ist eine alte Excel-Arbeitsmappe (.xls)',
    'save it as "Excel workbook (.xlsx)" and read that: in Excel, or by soffice --headless --convert-to xlsx FILE':
      'als „Excel-Arbeitsmappe (.xlsx)“ speichern und diese lesen: in Excel, oder mit soffice --headless --convert-to xlsx DATEI',
    'the file cannot be read': 'die Datei ist nicht lesbar',
    'the file cannot be written': 'die Datei ist nicht beschreibbar',
    'there is no such file: check the path': 'die Datei gibt es nicht: den Pfad prüfen',
    'the file may not be opened by this user: check its permissions':
      'dieser Benutzer darf die Datei nicht öffnen: ihre Rechte prüfen',
    'this user may not write there: check the permissions of the folder and of the file':
      'dieser Benutzer darf dort nicht schreiben: die Rechte von Ordner und Datei prüfen',
    'this is a directory: name a file in it': 'das ist ein Ordner: eine Datei darin angeben',
    'the disk is full': 'die Festplatte ist voll',
    'give --force to replace it, or another name': 'mit --force wird sie ersetzt; oder einen anderen Namen angeben',
    'give a longer history': 'eine längere Historie angeben',
  },
)
