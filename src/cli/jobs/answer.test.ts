import { expect, it } from 'vitest'
import { type ItemResult, pack, unpack } from '../../io/queue/index.ts'
import { replicate, replicationTasks, type Scenario, sameThreadRunner } from '../../sim/index.ts'
import { type PointFigures, type SweepBase, sweep } from '../../whatif/index.ts'
import { jobAnswers } from './answer.ts'

const day = (agents: number): Scenario => ({
  interval: 1800,
  queues: { a: { volume: [90, 80], aht: 300, patience: 60, groups: ['b'] } },
  groups: { b: { agents } },
})

const history = {
  queue: 'a',
  start: 0,
  interval: 1800,
  state: new Uint8Array(48),
  measures: { offered: new Float64Array(48) },
}

async function answers(kind: string, shared: unknown, items: unknown): Promise<ItemResult[]> {
  const answer = jobAnswers(1e7)
  return unpack(
    await answer({ kind, shared: { id: '1', packed: pack(shared) }, items: pack(items) }),
    1e8,
  ) as ItemResult[]
}

it('replications: what a runner of this machine answers, to the bit', async () => {
  const { job } = replicationTasks(day(20), { seed: 3 })
  const [first, second] = await answers('replications', { scenario: day(20), seed: 3 }, [
    { first: 0, count: 5 },
    { first: 5, count: 2 },
  ])
  expect(first).toStrictEqual({ value: await sameThreadRunner().run(job, 0, 5) })
  expect(second).toStrictEqual({ value: await sameThreadRunner().run(job, 5, 2) })
})

it('points: what a sweep of this machine says of them', async () => {
  const settings = { replications: 10, seed: 2 }
  const { points } = await sweep(day(20), [{ values: ['21'], scenario: day(21) }], settings)
  const { runs } = await replicate(day(20), { ...settings, keep: true })
  const base: SweepBase = { scenario: day(20), runs: runs!, settings }
  const [point] = await answers('points', base, [day(21)])
  expect((point as { value: PointFigures }).value).toEqual(points[0].figures)
})

it('what is wrong with one item is told of it alone', async () => {
  const results = await answers('replications', { scenario: day(20), seed: 3 }, [
    { first: -1, count: 1 },
    { first: 0, count: 1 },
  ])
  expect(results).toMatchObject([{ error: { code: 'OUT_OF_RANGE' } }, { value: expect.any(Float64Array) }])
})

it.each<[string, unknown, unknown, string]>([
  ['__proto__', {}, [], 'not known here'],
  ['toString', {}, [], 'not known here'],
  ['replications', null, [], 'a record is expected'],
  ['replications', { scenario: { ...day(1), hacked: 'process.exit()' }, seed: 1 }, [], 'hacked'],
  ['replications', { scenario: day(1), seed: 'x' }, [], 'seed'],
  ['replications', { scenario: { interval: 1800, queues: 7, groups: [] }, seed: 1 }, [], ''],
  ['replications', { scenario: day(1), seed: 1 }, 'items', 'not a job of krarup'],
  ['points', { scenario: day(1), runs: 5, settings: {} }, [], 'a record is expected'],
  ['backtest', { origins: 'x' }, [], 'origins'],
  ['plan', { history: { interval: 1800, queues: 'x' }, settings: {} }, [], 'a history has queues'],
  ['plan', { history: { interval: 7, queues: [history] }, settings: {} }, [], 'the interval of a is none'],
  ['plan', { history: { interval: 1800, queues: [{ ...history, start: 60 }] }, settings: {} }, [], 'midnight'],
  [
    'plan',
    { history: { interval: 1800, queues: [{ ...history, state: new Uint8Array(5) }] }, settings: {} },
    [],
    'whole days',
  ],
  [
    'plan',
    { history: { interval: 1800, queues: [{ ...history, measures: { offered: [1] } }] }, settings: {} },
    [],
    'one length',
  ],
  ['plan', { history: { interval: 1800, queues: [history] }, settings: { odd: 1 } }, [], 'odd is not known'],
])('%s of %j with %j is refused: %s', async (kind, shared, items, message) => {
  const error = await answers(kind, shared, items).catch((each: unknown) => each)
  expect(error).toMatchObject({ name: 'KrarupError', message: expect.stringContaining(message) })
})
