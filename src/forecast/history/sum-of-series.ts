import { type IntervalSeries, KrarupError, STATE } from '../../domain/index.ts'

/** The queues' sum over the days that all of them have; missing where one of them is missing, closed where all are. */
export function sumOfSeries(histories: readonly IntervalSeries[]): IntervalSeries {
  const { interval } = histories[0]
  const end = ({ start, values }: IntervalSeries) => start + values.length * interval
  if (histories.some((it) => it.interval !== interval || end(it) !== end(histories[0]))) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'histories that are added must end together and have intervals of one length',
      how: 'cut them to their last common day',
    })
  }
  const length = Math.min(...histories.map(({ values }) => values.length))
  const values = new Float64Array(length).fill(Number.NaN)
  const state = new Uint8Array(length).fill(STATE.closed)
  for (let i = 0; i < length; i++) {
    const states = histories.map((it) => it.state[it.state.length - length + i])
    if (states.includes(STATE.missing)) state[i] = STATE.missing
    else if (states.includes(STATE.observed)) {
      state[i] = STATE.observed
      values[i] = histories.reduce((sum, it) => sum + (it.values[it.values.length - length + i] || 0), 0)
    }
  }
  const longest = histories.find((it) => it.values.length === length)!
  return { ...longest, values, state }
}
