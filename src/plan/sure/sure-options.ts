import { checkNumber, KrarupError } from '../../domain/index.ts'
import type { PlanOptions } from '../plan.ts'
import type { SureOptions } from './sure-plan.ts'

/** Refuses what a plan that is sure cannot take, and limits that have nothing to limit. */
export function checkSure({ sure, mostAgents, mostChange, dayMethod }: PlanOptions): void {
  if (sure !== undefined) {
    if (!(sure > 0 && sure < 1)) {
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what:
          sure === 1
            ? 'no number of agents is sure of every day'
            : 'a certainty is a share of days above 0 and below 1',
        where: { name: 'sure' },
        how: 'ask for a share of days, for example 90%',
        value: sure,
      })
    }
    if (dayMethod !== undefined) {
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'days are simulated with the queue that goes on from interval to interval: a day method cannot go with it',
        where: { name: 'sure' },
        how: 'leave out one of --sure and --day',
      })
    }
  }
  for (const [name, value, least] of [
    ['mostAgents', mostAgents, 1],
    ['mostChange', mostChange, 1],
  ] as const) {
    if (value === undefined) continue
    checkNumber(name, value, { least, whole: true })
    if (sure !== undefined) continue
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'this limit is kept by a plan that is sure; one that is sized to the mean takes what the target asks for',
      where: { name },
      how: 'add --sure 90%, or leave it out',
      value,
    })
  }
}

export function sureOptions(certainty: number, mostAgents?: number, mostChange?: number): SureOptions {
  return {
    certainty,
    ...(mostAgents === undefined ? {} : { mostAgents }),
    ...(mostChange === undefined ? {} : { mostChange }),
  }
}
