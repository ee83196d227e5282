/** What becomes of a walk through the states of an absorbing Markov chain that begins in state 0. */
export interface AbsorbingChain {
  /** Expected visits to each state, the first one included. */
  visits: Float64Array
  /** Chance of leaving by each exit, from each state: [state * exits + exit]. */
  exitShares: Float64Array
}

/**
 * Solves an absorbing Markov chain: expected visits to its states from state 0 on, and the chance of each exit from each state.
 *
 * States are taken out one by one, what led through them being passed on to the others (W. K. Grassmann, M. I. Taksar and D. P. Heyman, "Regenerative analysis and steady state
 * distributions for Markov chains", 1985). Nothing is ever subtracted, so that every figure is good to some 1e-15 of itself, however rarely a cycle is left. The chance that a state
 * follows itself is not read: it is what the others leave to 1.
 *
 * @param transitions chance of going from state i to state j: [i * states + j]; overwritten
 * @param exits chance of leaving from state i by exit e: [i * exitCount + e]; overwritten. From every state some exit can be reached.
 */
export function absorbingChain(
  transitions: Float64Array,
  exits: Float64Array,
  states: number,
  exitCount: number,
): AbsorbingChain {
  /** What leaves a state for others that are still there. */
  const outflow = new Float64Array(states)
  for (let k = states - 1; k >= 0; k--) {
    let sum = 0
    for (let j = 0; j < k; j++) sum += transitions[k * states + j]
    for (let e = 0; e < exitCount; e++) sum += exits[k * exitCount + e]
    outflow[k] = sum
    for (let i = 0; i < k; i++) {
      const passed = transitions[i * states + k] / sum
      if (passed === 0) continue
      for (let j = 0; j < k; j++) transitions[i * states + j] += passed * transitions[k * states + j]
      for (let e = 0; e < exitCount; e++) exits[i * exitCount + e] += passed * exits[k * exitCount + e]
    }
  }
  const visits = new Float64Array(states)
  for (let k = 0; k < states; k++) {
    let sum = k === 0 ? 1 : 0
    for (let j = 0; j < k; j++) sum += visits[j] * transitions[j * states + k]
    visits[k] = sum / outflow[k]
    for (let e = 0; e < exitCount; e++) {
      let share = exits[k * exitCount + e]
      for (let j = 0; j < k; j++) share += transitions[k * states + j] * exits[j * exitCount + e]
      exits[k * exitCount + e] = share / outflow[k]
    }
  }
  return { visits, exitShares: exits }
}
