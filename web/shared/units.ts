import { KrarupError } from 'krarup/domain'
import type { Field } from './dom.ts'

/** `87.3 %`; a dash where there is nothing. */
export function percent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(digits)} %` : '–'
}

export function number(value: number, digits = 0): string {
  return Number.isFinite(value)
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : '–'
}

/** `8.2 s`, `3 min 20 s`. */
export function seconds(value: number): string {
  if (!Number.isFinite(value)) return value === Infinity ? 'without end' : '–'
  if (value < 100) return `${value.toFixed(1)} s`
  const whole = Math.round(value)
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`
  return `${(whole / 3600).toFixed(1)} h`
}

/** What a field says, read as the command reads its option; undefined where it is empty. Tells the field what is wrong with it, and throws. */
export function readField<Value>(
  { input, complain }: Field<HTMLInputElement | HTMLSelectElement>,
  read: (text: string) => Value,
): Value | undefined {
  const text = input.value.trim()
  try {
    const value = text === '' ? undefined : read(text)
    complain(undefined)
    return value
  } catch (error) {
    complain(messageOf(error))
    throw error
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
      const limits = [
        ...(least > -Infinity ? [`from ${least}`] : []),
        ...(above > -Infinity ? [`above ${above}`] : []),
        ...(most < Infinity ? [`to ${most}`] : []),
      ]
      throw new Error(`write a ${whole ? 'whole ' : ''}number ${limits.join(' ')}`.trim())
    }
    return value
  }
}
