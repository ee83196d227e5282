import { KrarupError } from '../../domain/index.ts'

/** The error for a workbook that cannot be taken apart. */
export function damaged(file: string, what: string, cause?: unknown): KrarupError {
  return new KrarupError(
    {
      code: 'UNREADABLE',
      what: `the workbook is damaged: ${what}`,
      where: { file },
      how: 'fetch or export it again; if Excel or LibreOffice can still open it, save it there under a new name',
    },
    cause === undefined ? undefined : { cause },
  )
}

/** The error for a workbook that is larger than is read. */
export function tooLarge(file: string, what: string, how: string): KrarupError {
  return new KrarupError({ code: 'UNSUPPORTED', what, where: { file }, how })
}
