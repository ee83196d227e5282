import { expect, test } from 'vitest'
import { AGENT_STATE } from '../log.ts'
import { FIRST_MIDNIGHT, logOf, type MadeVisit } from '../measure/calls.testing.ts'
import { measureLog } from '../measure/measure.ts'
import { logOddities } from '../oddities.ts'
import { judgeCalibration } from './judge.ts'
import { presentSpans } from './present-spans.ts'
import { NOTHING_MEASURED, replayScenario } from './replay.ts'

const DAY = 86_400
const [FIRST, SECOND] = [FIRST_MIDNIGHT / DAY, FIRST_MIDNIGHT / DAY + 1]
const visits: MadeVisit[] = [0, 1].flatMap((day) => [
  { at: day * DAY + 36_000, handled: 100, agent: 'ann' },
  { at: day * DAY + 36_010, waited: 100, handled: 200, agent: 'ann' },
  { at: day * DAY + 36_020, waited: 40, end: 'abandoned' },
  { at: day * DAY + 36_400, waited: 5, handled: 300, agent: 'bea' },
])

// It used to be 0: the last rung left out turnover, which the rung before it had.
test('calls that take as long as they took keep the turnover after them', () => {
  const log = logOf(visits)
  const measured = measureLog(log)
  const known = {
    ...measured,
    turnover: { ...measured.turnover, all: { ...measured.turnover.all, quantiles: [7, 9] } },
  }
  const preferences = [{ groups: [0], inOrder: false }]
  const callsWith = (turnover: boolean) =>
    replayScenario(
      { log, days: [FIRST], spans: [], ownHandleTimes: true },
      known,
      { ...NOTHING_MEASURED, handleTimes: true, turnover },
      { within: 20, groupOf: log.agents.map(() => 0), preferences },
    ).queues.sales.calls!
  expect(callsWith(true).map(({ handle }) => handle)).toEqual([100, 200, undefined, 300])
  for (const { handle, afterCall } of callsWith(true)) expect(afterCall).toBeOneOf(handle ? [7, 9] : [undefined])
  expect(callsWith(false).map(({ afterCall }) => afterCall)).toEqual([0, 0, undefined, 0])
})

// An agent with calls and without states used to be absent from the replay, and a pause within the time on duty did not count.
test('who has no states is present by the calls, and pauses are taken off those who have', () => {
  const at = (seconds: number) => FIRST_MIDNIGHT + seconds
  const log = logOf(visits, (names) => ({
    count: 2,
    agent: Int32Array.of(names.indexOf('ann'), names.indexOf('ann')),
    from: Float64Array.of(at(35_000), at(37_000)),
    to: Float64Array.of(at(40_000), at(38_000)),
    state: Uint8Array.of(AGENT_STATE.present, AGENT_STATE.paused),
  }))
  const { presence } = measureLog(log)
  const spans = presentSpans(log, presence, () => [0])
  const of = (name: string) =>
    spans
      .filter(({ agent, from }) => log.agents[agent] === name && from < at(DAY))
      .map(({ from, to }) => [from - at(0), to - at(0)])
  expect(of('ann')).toEqual([
    [35_000, 37_000],
    [38_000, 40_000],
  ])
  expect(of('bea')).toEqual([[36_405, 36_705]])
})

// It used to be an error about /queues/sales/aht, or about groups, which nobody had written.
test('a log without answers, agents or handle times is refused by what it lacks', async () => {
  const refusal = async (change: (visit: MadeVisit) => MadeVisit) => {
    const log = logOf(visits.map(change))
    const measured = measureLog(log, { days: [FIRST] })
    return judgeCalibration(log, measured, { training: [FIRST], heldOut: [SECOND] }).catch(String)
  }
  expect(await refusal(({ handled: _, agent: __, ...visit }) => ({ ...visit, end: 'abandoned' }))).toContain(
    'no call was answered',
  )
  expect(await refusal(({ agent: _, ...visit }) => visit)).toContain('which agent answered')
  expect(await refusal(({ handled, ...visit }) => (handled ? { ...visit, handled: Number.NaN } : visit))).toContain(
    'how long the calls',
  )
})

test('a queue that nobody answers is replayed with the handle time of all', () => {
  const log = logOf([...visits, { at: 36_050, waited: 30, end: 'abandoned', queue: 'lost' }])
  const measured = measureLog(log)
  const scenario = replayScenario(
    { log, days: [FIRST], spans: [] },
    measured,
    { ...NOTHING_MEASURED, handleTimes: true },
    { within: 20, groupOf: [0, 0], preferences: log.queues.map(() => ({ groups: [0], inOrder: false })) },
  )
  expect(scenario.queues.lost.aht).toBe(200)
})

test('calls that overlap and waits of hours are counted', () => {
  const log = logOf([
    { at: 0, handled: 100, agent: 'ann' },
    { at: 50, handled: 100, agent: 'ann' },
    { at: 149, handled: 10, agent: 'ann' },
    { at: 200, waited: 20_000, end: 'abandoned' },
  ])
  expect(logOddities(log)).toEqual({ answered: 3, overlapping: 1, longWaits: 1, longest: 20_000 })
})
