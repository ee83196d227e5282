import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Experiment, experiments, run, steady } from '../../bench/sim/experiments.ts'
import { GROUP, QUEUE, ROUTE } from './index.ts'

/**
 * A true figure is outside this many standard errors once in a million runs, for Student's t with 149 degrees of freedom or more:
 * one of a hundred figures once in 10 000.
 */
const MOST_STANDARD_ERRORS = 5.1

/** What an error of 5 % must not hide in; figures near 0 have an absolute margin. */
const RELATIVE_MARGIN = 0.05
const ABSOLUTE_MARGIN = 0.002

function expectTruth(experiment: Experiment): void {
  for (const { name, truth, estimate, standardError, off } of run(experiment, experiment.replications, 20_260_401)) {
    const what = `${experiment.name}, ${name}: ${estimate} for ${truth}, standard error ${standardError}`
    expect(off, what).toBeLessThan(MOST_STANDARD_ERRORS)
    expect(MOST_STANDARD_ERRORS * standardError, what).toBeLessThan(
      Math.max((experiment.margin ?? RELATIVE_MARGIN) * truth, ABSOLUTE_MARGIN),
    )
  }
}

describe('experiments with a known answer, briefly', () => {
  it.each(experiments().map((experiment) => [experiment.name, experiment] as const))('%s', (_, experiment) => {
    expectTruth(experiment)
  })
})

/** Exact values of the conformance suite, those of moderate load: theory in 30 digits. */
const rows = readFileSync(new URL('../../conformance/states.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','))
const column = (name: string) => rows[0].indexOf(name)
const golden = (id: number) => {
  const row = rows.find((cells) => cells[0] === String(id))
  return (name: string) => Number(row?.[column(name)])
}

describe('exact Erlang A', () => {
  it.each([227, 231, 240, 245, 255])('row %i of the conformance suite', (id) => {
    const exact = golden(id)
    const aht = exact('aht')
    expectTruth({
      name: `A ${id}`,
      model: steady({
        rate: exact('load') / aht,
        aht,
        agents: exact('n'),
        patience: exact('patience'),
        threshold: exact('t'),
        calls: 6000,
      }),
      replications: 150,
      figures: [
        { name: 'P(wait)', truth: exact('p_wait'), of: (t) => t.queue(QUEUE.queued) / t.queue(QUEUE.offered) },
        { name: 'abandoned', truth: exact('p_ab'), of: (t) => t.queue(QUEUE.abandoned) / t.queue(QUEUE.offered) },
        {
          name: 'mean wait',
          truth: exact('ew'),
          of: (t) => t.queue(QUEUE.queueSeconds) / t.queue(QUEUE.offered),
        },
        {
          name: 'answered within',
          truth: exact('sl_ans_offered'),
          of: (t) => t.route(ROUTE.answeredWithin) / t.queue(QUEUE.offered),
        },
        { name: 'occupancy', truth: exact('occ'), of: (t) => t.group(GROUP.busy) / t.group(GROUP.staffed) },
      ],
    })
  })
})

describe('exact M/M/n/K', () => {
  it.each([318])('row %i of the conformance suite', (id) => {
    const exact = golden(id)
    const aht = exact('aht')
    expectTruth({
      name: `K ${id}`,
      model: steady({
        rate: exact('load') / aht,
        aht,
        agents: exact('n'),
        lines: exact('k'),
        threshold: exact('t'),
        calls: 10_000,
      }),
      replications: 150,
      figures: [
        { name: 'blocked', truth: exact('p_block'), of: (t) => t.queue(QUEUE.blocked) / t.queue(QUEUE.offered) },
        { name: 'P(wait)', truth: exact('p_wait'), of: (t) => t.queue(QUEUE.queued) / t.queue(QUEUE.offered) },
        {
          name: 'ASA',
          truth: exact('asa'),
          of: (t) => t.route(ROUTE.answeredWait) / t.route(ROUTE.answered),
        },
      ],
    })
  })
})
