import { checkDefinition, checkNotNegative, type ServiceLevelDefinition } from '../domain/index.ts'

/** Throws OUT_OF_RANGE unless the threshold is a finite time, UNREADABLE unless the definition is one of the four. */
export function checkServiceLevel(within: number, definition?: ServiceLevelDefinition): void {
  checkNotNegative('within', within)
  if (definition !== undefined) checkDefinition(definition)
}
