import * as z from 'zod'
import { KrarupError } from '../../domain/index.ts'

/**
 * Text that one of krarup's readers understands; a number is taken as its digits.
 *
 * @param error what is said of anything else
 */
export function textValue<T>(read: (text: string) => T, error?: string) {
  return z.union([z.string(), z.number()], error).transform((value, context): T => {
    try {
      return read(String(value))
    } catch (error) {
      if (!(error instanceof KrarupError)) throw error
      context.addIssue({ code: 'custom', message: [error.what, error.how].filter(Boolean).join(': ') })
      return z.NEVER
    }
  })
}
