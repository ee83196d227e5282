import { standardForm } from '../../numeric/random/distribution.ts'
import type { RandomTime } from '../../scenario/index.ts'

export function meanOf(time: RandomTime): number {
  return typeof time === 'number' ? time : standardForm(time).mean
}
