import { checkShare, KrarupError } from '../domain/index.ts'

/** Throws OUT_OF_RANGE unless the blocking is a share, UNREACHABLE where it is one that only an infinite number of servers (0) or an infinite load has (1, where that is `also` excluded). */
export function checkBlocking(blocking: number, also?: 1): void {
  checkShare('blocking', blocking)
  if (blocking !== 0 && blocking !== also) return
  throw new KrarupError({
    code: 'UNREACHABLE',
    what: `no finite answer has a blocking of ${blocking}`,
    where: { name: 'blocking' },
    how: 'give a share between 0 and 1',
  })
}
