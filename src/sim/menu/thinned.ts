import type { MenuModel } from '../model/menu-model.ts'
import type { CompiledModel } from '../model/model.ts'

/** No line can turn a call of this menu away, and no call comes with others: calls that end in it concern nobody else, and only those that reach a queue are played. */
export function isThinned({ totalLines }: Pick<CompiledModel, 'totalLines'>, { lines, inBatches }: MenuModel): boolean {
  return totalLines === Number.POSITIVE_INFINITY && lines === Number.POSITIVE_INFINITY && !inBatches
}
