/** What rows and queues that add up others are called, in the languages of exports. */
const SUM_WORDS = new Set(
  (
    'total totals subtotal grandtotal sum sums summary overall all everything combined ' +
    'gesamt gesamtsumme insgesamt summe summen zwischensumme alle zusammen alles gesamtergebnis ' +
    'totaal totalen subtotaal eindtotaal som ' +
    'totaux somme ensemble tous toutes tout soustotal ' +
    'totales suma todos todas todo conjunto ' +
    'totais soma geral tudo ' +
    'totale somma tutti tutte complessivo ' +
    'totalt summa samtliga alla ialt yhteensä razem ogółem suma celkem összesen toplam итого всего сумма ' +
    '合计 总计 小计 总和 汇总 全部 所有 总体 合計 総計 全体 합계 총계'
  ).split(' '),
)

/** Rows of averages stand beside those of sums. */
const AVERAGE_WORDS = new Set(
  'average averages avg mean durchschnitt mittelwert mittel gemiddelde gemiddeld moyenne moyennes promedio promedios media média médias média medio 平均 均值 平均值'.split(
    ' ',
  ),
)

/** Words that only say what is added up. */
const PLAIN_WORDS = new Set(
  (
    'the of and for grand queues queue skills skill splits split groups group calls call contacts contact teams lines services ' +
    'warteschlangen warteschlange queues anrufe gruppen skills der die aller wachtrijen wachtrij gesprekken files file appels les des groupes ' +
    'colas cola llamadas las los de grupos filas fila chamadas as os général general générale code gruppi chiamate ' +
    '队列 技能组 技能 业务 热线 小组'
  ).split(' '),
)

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Whether a cell that should hold a date says that its row is one of sums or averages. */
export function isSumLabel(text: string): boolean {
  const [first = '', second = ''] = wordsOf(text)
  if (/^(合计|总计|小计|汇总|平均|全部)/.test(first)) return true
  const isOne = (word: string) => SUM_WORDS.has(word) || AVERAGE_WORDS.has(word)
  return isOne(first) || (PLAIN_WORDS.has(first) && isOne(second))
}

/** `only`: the name says nothing but that it adds up others; `partly`: it says that beside something else ("Total Sales"). */
export function sumNameOf(name: string): 'only' | 'partly' | undefined {
  const words = wordsOf(name).flatMap((word) => {
    // 全部队列: no space between
    const chinese = /^(合计|总计|小计|汇总|全部|所有|总体)(.*)$/.exec(word)
    return chinese ? [chinese[1], chinese[2]].filter(Boolean) : [word]
  })
  const sums = words.filter((word) => SUM_WORDS.has(word)).length
  if (sums === 0) return undefined
  return words.every((word) => SUM_WORDS.has(word) || PLAIN_WORDS.has(word)) ? 'only' : 'partly'
}
