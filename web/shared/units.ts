import { KrarupError } from 'krarup/domain'
import type { Field } from './dom.ts'
import { formats, inLanguages, language } from './language.ts'

const words = inLanguages(
  {
    write: (kind: string, limits: string) => `write a ${kind} ${limits}`.trim(),
    number: 'number',
    whole: 'whole number',
    from: (least: number) => `from ${least}`,
    above: (limit: number) => `above ${limit}`,
    to: (most: number) => `to ${most}`,
    unreadable: (text: string, hint: string) => `${text}: ${hint}`,
  },
  {
    write: (kind, limits) => `请输入${kind}${limits && `（${limits}）`}`,
    number: '数字',
    whole: '整数',
    from: (least) => `不小于${least}`,
    above: (limit) => `大于${limit}`,
    to: (most) => `不大于${most}`,
    unreadable: (text, hint) => `“${text}”无法识别${hint && `。${hint}`}`,
  },
  {
    write: (kind, limits) => `${kind} ${limits} eingeben`.replace('  ', ' '),
    number: 'eine Zahl',
    whole: 'eine ganze Zahl',
    from: (least) => `ab ${least}`,
    above: (limit) => `über ${limit}`,
    to: (most) => `bis ${most}`,
    unreadable: (text, hint) => `„${text}“ ist nicht lesbar${hint && `: ${hint}`}`,
  },
)

/** `87.3%`; a dash where there is nothing. */
export function percent(share: number, digits = 1): string {
  return formats().percent(share, digits)
}

export function number(value: number, digits = 0): string {
  return formats().number(value, digits)
}

/** `8.2s`, `3m20s`; `∞` without end. */
export function seconds(value: number): string {
  return formats().duration(value)
}

/** What a field says, read as the command reads its option; undefined where it is empty. Tells the field what is wrong with it, and throws. */
export function readField<Value>(
  { input, complain, hint }: Field<HTMLInputElement | HTMLSelectElement>,
  read: (text: string) => Value,
): Value | undefined {
  const text = input.value.trim()
  try {
    const value = text === '' ? undefined : read(text)
    complain(undefined)
    return value
  } catch (error) {
    // Readers of options speak English; what they want stands in the field's hint.
    const isEnglish = error instanceof KrarupError && language() !== 'en'
    const said = isEnglish ? words().unreadable(text, hint) : messageOf(error)
    complain(said)
    throw new Error(said)
  }
}

/** What an error says, without the place: the field is the place. */
export function messageOf(error: unknown): string {
  if (error instanceof KrarupError) return [error.what, error.how].filter(Boolean).join(': ')
  return error instanceof Error ? error.message : String(error)
}

/** A number as people write it. */
export function readNumber({ least = -Infinity, above = -Infinity, most = Infinity, whole = false }) {
  return (text: string): number => {
    const value = Number(text.replace(',', '.'))
    if (!Number.isFinite(value) || value < least || value <= above || value > most || (whole && value % 1 !== 0)) {
      const say = words()
      const limits = [
        ...(least > -Infinity ? [say.from(least)] : []),
        ...(above > -Infinity ? [say.above(above)] : []),
        ...(most < Infinity ? [say.to(most)] : []),
      ]
      throw new Error(say.write(whole ? say.whole : say.number, limits.join(language() === 'zh' ? '、' : ' ')))
    }
    return value
  }
}
