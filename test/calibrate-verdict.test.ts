import { describe, expect, it } from 'vitest'
import { judgeCalibration, measureLog, splitDays } from '../src/calibrate/index.ts'
import { FAULTS, madeLog } from '../src/calibrate/made-log.testing.ts'
import { readCallLogForCalibration } from '../src/io/index.ts'

/** Centres of each kind: 10 of each take a quarter of an hour. */
const CENTRES = Number(process.env.CENTRES ?? 0)
const NAMED = { none: '', away: 'availability', patience: 'patience', hours: 'hours', routing: 'routing' }

describe.skipIf(CENTRES === 0)('the verdict on made centres of six weeks (CENTRES=10)', () => {
  it.each([undefined, ...FAULTS])('with the fault %s', { timeout: 3_600_000 }, async (fault) => {
    let right = 0
    for (let seed = 1; seed <= CENTRES; seed++) {
      const { calls, states } = madeLog({ seed, ...(fault && { fault }) })
      const { log } = await readCallLogForCalibration(Buffer.from(calls), { agents: Buffer.from(states) })
      const { training, heldOut } = splitDays(log, 14)
      const measured = measureLog(log, { days: training })
      const { findings } = await judgeCalibration(log, measured, { training, heldOut, replications: 10 })
      if (findings.map(({ kind }) => kind).join('+') === NAMED[fault ?? 'none']) right++
    }
    expect(right).toBeGreaterThanOrEqual(0.9 * CENTRES)
  })
})
