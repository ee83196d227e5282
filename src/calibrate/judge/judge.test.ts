/** @module-tag slow */
import { describe, expect, it } from 'vitest'
import { readCallLogForCalibration } from '../../io/index.ts'
import { type Fault, madeLog } from '../made-log.testing.ts'
import { measureLog } from '../measure/measure.ts'
import { judgeCalibration, splitDays } from './judge.ts'

/** A made centre, measured on two weeks and judged on another. */
async function judged(seed: number, fault?: Fault) {
  const { calls, states } = madeLog({ seed, weeks: [2, 1], size: 0.7, ...(fault && { fault }) })
  const { log } = await readCallLogForCalibration(Buffer.from(calls), { agents: Buffer.from(states) })
  const days = splitDays(log, 7)
  const measured = measureLog(log, { days: days.training })
  return { log, measured, days, judgement: await judgeCalibration(log, measured, { ...days, replications: 2 }) }
}

// Ten seeds of each, with four weeks and two, were run once (docs/calibrate.md); here one small centre of each.
describe('the verdict on made centres', () => {
  it('names nothing where nothing is wrong, and every contact is judged', async () => {
    const { judgement, log, days } = await judged(1)
    const { findings, contacts, leftOut, hours, all, availability, ladder } = judgement
    expect(findings).toEqual([])
    const last = new Set(days.heldOut)
    const arrived = log.arrived.filter((moment) => last.has(Math.floor(moment / 86_400))).length
    expect(contacts + leftOut).toBe(arrived)
    expect(hours.reduce((sum, { observed }) => sum + observed.offered, 0)).toBe(all.observed.offered)
    expect(availability.high).toBe(1)
    expect(availability.value).toBeGreaterThan(0.95)
    // Times of one mean and one group have more service than a centre in which not everybody takes everything.
    expect(Math.abs(ladder[6].service)).toBeLessThan(Math.abs(ladder[0].service))
  })

  it('names an availability of seven tenths, about as large as it is', async () => {
    const { findings, availability } = (await judged(2, 'away')).judgement
    expect(findings.map(({ kind }) => kind)).toEqual(['availability'])
    // Asked for are 70 %; who is due to go away finishes the contact first, so that a little more comes out.
    expect(availability.value).toBeGreaterThan(0.66)
    expect(availability.value).toBeLessThan(0.8)
  })

  it('names a patience that has halved', async () => {
    const { findings } = (await judged(3, 'patience')).judgement
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ kind: 'patience' })
    expect((findings[0] as { factor: number }).factor).toBeGreaterThan(0.35)
    expect((findings[0] as { factor: number }).factor).toBeLessThan(0.7)
  })

  it('names handle times that go with the hour', async () => {
    const { findings } = (await judged(4, 'hours')).judgement
    expect(findings).toHaveLength(1)
    const [finding] = findings
    if (finding.kind !== 'hours') throw new Error(`not ${finding.kind}`)
    // A fifth shorter before noon, a fifth longer after it.
    expect(finding.shortest.hour).toBeLessThan(12)
    expect(finding.longest.hour).toBeGreaterThanOrEqual(12)
    expect(finding.spread).toBeGreaterThan(0.15)
  })

  it('names a group that takes a queue no longer', async () => {
    const { findings } = (await judged(5, 'routing')).judgement
    expect(findings.map(({ kind }) => kind)).toContain('routing')
    expect(findings.find(({ kind }) => kind === 'routing')).toMatchObject({ queue: 'service', answered: 0 })
  })
})

describe('the days that are held out', () => {
  it('are a third of a short log, and not so many that nothing is left', async () => {
    const { calls } = madeLog({ seed: 1, weeks: [1, 1], size: 0.1 })
    const { log } = await readCallLogForCalibration(Buffer.from(calls))
    expect(splitDays(log).heldOut).toHaveLength(4)
    expect(splitDays(log, 7).heldOut).toHaveLength(5)
    expect(() => splitDays(log, 12)).toThrow(/hold out fewer days/)
  })
})
