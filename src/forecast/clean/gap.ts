import { STATE } from '../../domain/index.ts'
import type { CleanedCase } from './case.ts'
import { type ContactEvidence, caseOfStretch, type Rule } from './rule.ts'

/** Open hours that have no record, where no other rule has made a case of them. */
export const gap: Rule<ContactEvidence> = {
  finds: ['gap'],
  find(evidence) {
    const { table, taken } = evidence
    const { state, slots } = table
    const cases: CleanedCase[] = []
    for (let i = state.indexOf(STATE.missing); i >= 0; ) {
      let to = i + 1
      while (!taken[i] && to % slots !== 0 && state[to] === STATE.missing && !taken[to]) to++
      if (!taken[i]) cases.push(caseOfStretch(evidence, 'gap', i, to, 'no record in open hours'))
      i = state.indexOf(STATE.missing, to)
    }
    return cases
  },
}
