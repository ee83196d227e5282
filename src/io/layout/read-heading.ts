import { UNIT_SECONDS } from './units.ts'

/** Units that a heading may name, in the languages of headings; seconds in one. A day and an hour are told by their plural: "time of day" has no unit. */
const UNITS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      ['ms', 'ms msec msecs millis millisecond milliseconds millisekunden millisecondes milisegundos 毫秒'],
      ['s', 's sec secs seconds sek sekunden secondes seconden segundos 秒'],
      ['min', 'min mins minutes minuten minutos 分钟 分'],
      ['h', 'hrs hours stunden heures uren horas 小时'],
      ['days', 'days tage jours dagen dias días 天'],
    ] as const
  ).flatMap(([unit, words]) => words.split(' ').map((word) => [word, UNIT_SECONDS[unit]])),
)

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
  /** Seconds in one unit of a plain number, where the heading names a unit. */
  unit?: number
  /** The heading says that clocks of two parts are hours and minutes. */
  hoursAndMinutes: boolean
  threshold?: number
}

/** Takes a heading apart: what it is about, whether average or total, its unit, its threshold. */
export function readHeading(heading: string): Reading {
  let text = heading
    .normalize('NFKC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .trim()
  // Amazon Connect says by which of its times a contact is counted
  text = text.replace(/\s*\(([\w\s]+ )?timestamp\)$/, '')
  // what a level counts is the business of levelOfHeading
  text = text.replace(/\s[-–]\s(only handled|without abandon|abandon\w*( calls)? counted|(with )?abandon).*$/, '')
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
  text = text.replaceAll(
    /平均|人均|均(?=[长时])|(?<!\p{L})(average|avg|mean|durchschnittlich\p{L}*|durchschn|durchschnitt|mittler\p{L}*|gemiddelde?|gem|moyenn?e?|moy|promedio|prom|medio|media|médio|média|med|ø)(?!\p{L})\.?/gu,
    () => {
      form = 'average'
      return ' '
    },
  )
  text = text.replaceAll(
    /总数|总|合计|累计|(?<!\p{L})gesamt(?=\p{L})|(?<!\p{L})(total|sum|gesamt|summe|totale?|totaal|somme|suma|soma)(?!\p{L})/gu,
    (found) => {
      form ??= 'total'
      return found === '总数' ? '量' : ' '
    },
  )
  const hoursAndMinutes = /(?<![a-z])hh?:mm(?!:)/.test(text)
  let unit: number | undefined
  const tokens = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const kept: string[] = []
  for (const [i, token] of tokens.entries()) {
    if (i > 0 && Object.hasOwn(UNITS, token)) unit = UNITS[token]
    else kept.push(token)
  }
  const words = kept.length > 1 ? kept.filter((token) => !FILLER.has(token)) : kept
  const key = withoutAccents(words.join(''))
    .replaceAll(/数量|个数|次数|数$/g, '量')
    .replace(/^(内)?(呼入)?人工(?=.)/, '$1')
  return {
    key,
    percent,
    hoursAndMinutes,
    ...(form ? { form } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(threshold === undefined ? {} : { threshold }),
  }
}

/** Exports write "Horário", "Horario" and "HORARIO". */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC')
}
