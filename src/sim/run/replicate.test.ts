import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compareScenarios } from './compare.ts'
import { replicate } from './replicate.ts'
import { type Runner, sameThreadRunner } from './replication-job.ts'
import { type FromWorker, type ToWorker, type WorkerLine, workerAnswers, workersRunner } from './worker-messages.ts'

const morning = (agents = 5): Scenario => ({
  interval: 900,
  busyness: 0.1,
  queues: {
    general: { volume: [20, 30], aht: 180, patience: 120, groups: ['front', { group: 'back', after: 20 }] },
    vip: { volume: [4, 6], aht: 240, priority: 1, groups: ['back'] },
  },
  groups: { front: { agents }, back: { agents: [2, 3] } },
})

/** To the bit. Compared as true or false: the texts are long. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Workers that live in this thread, cut off by structured clone as real ones are. `tick` lets the last worker that has one give its next answer. */
function fakeWorkers(count: number) {
  const late = Array.from({ length: count }, () => [] as (() => void)[])
  const lines = late.map((own): WorkerLine => {
    const answer = workerAnswers()
    let answered: (answer: FromWorker) => void = () => {}
    return {
      send: (message: ToWorker) => {
        const reply = answer(structuredClone(message))
        if (reply) own.push(() => answered(reply))
      },
      listen: (callback) => {
        answered = callback
      },
      close: () => {},
    }
  })
  return { lines, tick: () => late.findLast((own) => own.length > 0)?.shift()?.() }
}

describe('replications', () => {
  it('give the same to the bit again, and something else with another seed', async () => {
    const first = await replicate(morning(), { replications: 12 })
    expect(same(await replicate(morning(), { replications: 12 }), first)).toBe(true)
    expect(same(await replicate(morning(), { replications: 12, seed: 2 }), first)).toBe(false)
    expect(first).toMatchObject({ replications: 12, stopped: 'replications', repeatable: true, seed: 1 })
    expect(first.contacts / 12).toBeCloseTo(first.estimates.allQueues.whole.offered.value, 9)
  })

  it.each([1, 2, 5])('give the same to the bit from %d workers, in whatever order these answer', async (count) => {
    const here = await replicate(morning(), { replications: 42 })
    const { lines, tick } = fakeWorkers(count)
    const run = replicate(morning(), { replications: 42, runner: workersRunner(lines) })
    let over = false
    run.finally(() => {
      over = true
    })
    while (!over) {
      tick()
      await Promise.resolve()
    }
    expect(same(await run, here)).toBe(true)
  })

  it('stop when every figure is known as well as was asked, at the same number each time', async () => {
    const options = { precision: [{ halfWidth: 0.03 }, { figure: 'asa', queue: 'vip', halfWidth: 10 }] as const }
    const run = await replicate(morning(), options)
    expect(run).toMatchObject({ stopped: 'precision', repeatable: true })
    // Days differ in busyness: they share it out by tens.
    expect(run.replications % 10).toBe(0)
    const [general, vip] = run.estimates.queues.map(({ whole }) => whole)
    expect(Math.max(general.serviceLevel.halfWidth, vip.serviceLevel.halfWidth)).toBeLessThanOrEqual(0.03)
    expect(vip.asa.halfWidth).toBeLessThanOrEqual(10)
    const ahead: Runner = { ...sameThreadRunner(), parallel: 7 }
    expect(same(await replicate(morning(), { ...options, runner: ahead }), run)).toBe(true)
    const shorter = await replicate(morning(), { replications: run.replications - 10 })
    const open = shorter.estimates.queues.map(({ whole }) => whole.serviceLevel.halfWidth)
    expect(Math.max(...open) > 0.03 || shorter.estimates.queues[1].whole.asa.halfWidth > 10).toBe(true)
  })

  it('know a figure of a group as well as was asked', async () => {
    const run = await replicate(morning(), { precision: [{ figure: 'occupancy', group: 'back', halfWidth: 0.03 }] })
    expect(run.stopped).toBe('precision')
    expect(run.estimates.groups[1].whole.occupancy.halfWidth).toBeLessThanOrEqual(0.03)
    expect(run.estimates.groups[0].whole.occupancy.halfWidth).not.toBe(
      run.estimates.groups[1].whole.occupancy.halfWidth,
    )
  })

  it('of thousands of queues come one by one, and are the same to the bit', async () => {
    // Results of five of them lay in memory for every thread and more: 720 MB of 2 000 queues.
    const names = Array.from({ length: 1500 }, (_, n) => `${n}`)
    const scenario: Scenario = {
      interval: 3600,
      queues: Object.fromEntries(names.map((name) => [name, { volume: [3], aht: 600, patience: 60, groups: [name] }])),
      groups: Object.fromEntries(names.map((name) => [name, { agents: 1 }])),
    }
    const counts: number[] = []
    const { run } = sameThreadRunner()
    const runner = (splits: boolean): Runner => ({
      parallel: 4,
      splits,
      run: (job, first, count) => {
        counts.push(count)
        return run(job, first, count)
      },
    })
    const one = await replicate(scenario, { replications: 6, runner: runner(true) })
    expect(counts).toEqual([1, 1, 1, 1, 1, 1])
    counts.length = 0
    expect(await replicate(scenario, { replications: 6, runner: runner(false) })).toEqual(one)
    expect(counts).toEqual([5, 1])
  })

  it('go no further than they may', async () => {
    const run = await replicate(morning(), { precision: [{ halfWidth: 1e-6 }], replications: 30 })
    expect(run).toMatchObject({ stopped: 'replications', replications: 30 })
  })

  it('keep what is finished when they are stopped, and it is what so many replications give', async () => {
    const stop = new AbortController()
    const run = await replicate(morning(), {
      replications: 1000,
      signal: stop.signal,
      onProgress: ({ replications }) => {
        if (replications === 15) stop.abort()
      },
    })
    expect(run).toMatchObject({ replications: 15, stopped: 'aborted', repeatable: false })
    const whole = await replicate(morning(), { replications: 15 })
    expect(same(run.estimates, whole.estimates)).toBe(true)
  })

  it('need not wait for a batch under way when they are stopped', async () => {
    const stop = new AbortController()
    const first = sameThreadRunner()
    const stuck: Runner = {
      parallel: 2,
      run: (job, from, count) => (from < 10 ? first.run(job, from, count) : new Promise(() => {})),
    }
    const run = replicate(morning(), { replications: 100, runner: stuck, signal: stop.signal })
    setTimeout(() => stop.abort(), 20)
    expect(await run).toMatchObject({ replications: 10, stopped: 'aborted' })
  })

  // A budget that interrupted a replication used to be called a stop where its time-out came a little before the run's own clock.
  it('are out of time where a time-out stops them, between replications and within one', async () => {
    const timeOut = () => new DOMException('the time is up', 'TimeoutError')
    const stop = new AbortController()
    const run = await replicate(morning(), {
      replications: 1000,
      signal: stop.signal,
      onProgress: ({ replications }) => {
        if (replications === 15) stop.abort(timeOut())
      },
    })
    expect(run).toMatchObject({ replications: 15, stopped: 'budget' })
    const never: Runner = { parallel: 1, run: () => new Promise(() => {}) }
    await expect(replicate(morning(), { runner: never, signal: AbortSignal.timeout(5) })).rejects.toMatchObject({
      what: 'the time was up before the first replication was finished',
    })
  })

  it('stopped before anything was finished have no answer', async () => {
    await expect(replicate(morning(), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' })
  })

  it('spend a budget of seconds and say that this does not repeat', async () => {
    let milliseconds = 0
    const run = await replicate(morning(), {
      replications: 1000,
      budgetSeconds: 2,
      now: () => milliseconds,
      onProgress: () => {
        milliseconds += 700
      },
    })
    expect(run).toMatchObject({ replications: 3, stopped: 'budget', repeatable: false })
  })

  it('wait for what is done with their progress', async () => {
    const seen: number[] = []
    await replicate(morning(), {
      replications: 12,
      onProgress: async ({ replications, of, contacts }) => {
        await new Promise((resolve) => setTimeout(resolve, 1))
        seen.push(replications)
        expect(of).toBe(12)
        expect(contacts).toBeGreaterThan(40 * replications)
      },
    })
    expect(seen).toEqual([5, 10, 12])
  })

  it.each([
    [{ replications: 0 }, 'replications must be'],
    [{ seed: -1 }, 'seed must be'],
    [{ confidence: 1 }, '1 - confidence must be'],
    [{ budgetSeconds: 5 }, 'needs a clock'],
    [{ precision: [{ halfWidth: 0 }] }, 'halfWidth must be'],
    [{ precision: [{ halfWidth: 0.1, queue: 'genral' }] }, 'general, vip'],
    [{ precision: [{ halfWidth: 0.1, figure: 'occupancy', group: 'bck' }] as const }, 'front, back'],
    [{ precision: [{ halfWidth: 0.1, figure: 'longestQueue' }] as const }, 'offered, answered'],
  ])('refuse %j', async (options, message) => {
    await expect(replicate(morning(), options)).rejects.toThrow(message)
  })

  it('hand on what breaks in a worker', async () => {
    const line: WorkerLine = {
      send: () => {},
      listen: (_, broken) => setTimeout(() => broken(new Error('out of memory')), 5),
      close: () => {},
    }
    await expect(replicate(morning(), { runner: workersRunner([line]) })).rejects.toThrow('out of memory')
  })

  it('a closed runner runs nothing', async () => {
    const { lines } = fakeWorkers(1)
    const runner = workersRunner(lines)
    runner.close()
    await expect(replicate(morning(), { runner })).rejects.toThrow('closed')
  })

  it('workers are sent a scenario again that they have forgotten', async () => {
    const { lines, tick } = fakeWorkers(1)
    const runner = workersRunner(lines)
    const finish = setInterval(tick, 0)
    const results: string[] = []
    for (const agents of [5, 6, 7, 8, 9, 10, 5]) {
      results.push(JSON.stringify(await replicate(morning(agents), { replications: 2, runner })))
    }
    clearInterval(finish)
    expect(results[6]).toBe(results[0])
    expect(new Set(results).size).toBe(6)
  })
})

describe('a comparison', () => {
  it('tells a difference that two separate intervals could not', async () => {
    const { queues, groups, replications } = await compareScenarios(morning(5), morning(6), { replications: 40 })
    const { serviceLevel, offered } = queues[0]
    expect(replications).toBe(40)
    expect(serviceLevel).toMatchObject({ verdict: 'higher' })
    expect(serviceLevel.difference).toBeCloseTo(serviceLevel.after - serviceLevel.before, 12)
    const [before, after] = await Promise.all([5, 6].map((agents) => replicate(morning(agents), { replications: 40 })))
    expect(serviceLevel.before).toBeCloseTo(before.estimates.queues[0].whole.serviceLevel.value, 12)
    expect(serviceLevel.after).toBeCloseTo(after.estimates.queues[0].whole.serviceLevel.value, 12)
    const apart = Math.hypot(
      before.estimates.queues[0].whole.serviceLevel.halfWidth,
      after.estimates.queues[0].whole.serviceLevel.halfWidth,
    )
    expect(serviceLevel.halfWidth).toBeLessThan(apart / 2)
    expect(offered).toMatchObject({ difference: 0, halfWidth: 0, verdict: 'none can be told' })
    expect(groups.map(({ name, occupancy }) => [name, occupancy.verdict])).toEqual([
      ['front', 'lower'],
      ['back', 'lower'],
    ])
  })

  it('says so where no difference can be told', async () => {
    const { queues } = await compareScenarios(morning(), morning(), { replications: 10 })
    for (const { name, ...figures } of queues)
      for (const figure of Object.values(figures))
        expect([name, figure.difference, figure.verdict]).toEqual([name, 0, 'none can be told'])
  })

  it('is of the queues and groups that both have, whatever their order', async () => {
    const { queues, groups } = morning()
    const other: Scenario = { ...morning(), queues: { vip: queues.vip, general: queues.general }, groups }
    const { queues: compared, allQueues } = await compareScenarios(morning(), other, { replications: 5 })
    expect(compared.map(({ name }) => name)).toEqual(['general', 'vip'])
    expect(compared[0].offered).toMatchObject({ difference: 0 })
    expect(allQueues.offered).toMatchObject({ difference: 0 })
  })

  it('keeps whole pairs when it is stopped', async () => {
    const stop = new AbortController()
    const cut = await compareScenarios(morning(5), morning(6), {
      signal: stop.signal,
      onProgress: ({ replications }) => {
        if (replications === 10) stop.abort()
      },
    })
    expect(cut).toMatchObject({ replications: 10, stopped: 'aborted' })
    const whole = await compareScenarios(morning(5), morning(6), { replications: 10 })
    expect(same(cut.queues, whole.queues)).toBe(true)
  })
})
