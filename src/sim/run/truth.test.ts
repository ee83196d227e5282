/** @module-tag slow */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import type { Experiment, Figure } from '../../../bench/sim/experiments.ts'

/**
 * The simulator and its experiments as one script, as Node runs it: the test runner's own way of loading modules makes every imported constant a call, which the kernel
 * pays for with four fifths of its time.
 */
const { outputFiles } = buildSync({
  entryPoints: [fileURLToPath(new URL('../../../bench/sim/experiments.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
})
const {
  abandonedShare,
  blockedShare,
  experiments,
  firstHours,
  meanWait,
  meanWaitOfAnswered,
  occupancy,
  offeredLoad,
  offeredPerSecond,
  run,
  steady,
  waitedShare,
  within,
}: typeof import('../../../bench/sim/experiments.ts') = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
)

/**
 * A true figure is outside this many standard errors once in a million runs, for Student's t with 148 degrees of freedom or more:
 * one of a hundred figures once in 10 000.
 */
const MOST_STANDARD_ERRORS = 5.1

/** A figure that is wrong by so much is found out unless luck makes up for two standard errors of it: 49 times of 50. */
const WRONG = 0.05
const PURPOSE = 2

function expectTruth(experiment: Experiment): void {
  for (const { name, truth, estimate, standardError, off } of run(experiment, experiment.replications, 20_260_401)) {
    const what = `${experiment.name}, ${name}: ${estimate} for ${truth}, standard error ${standardError}`
    expect(off, what).toBeLessThan(MOST_STANDARD_ERRORS)
    expect((MOST_STANDARD_ERRORS + PURPOSE) * standardError, what).toBeLessThan(WRONG * truth)
  }
}

describe('experiments with a known answer, briefly', () => {
  it.each(experiments().map((experiment) => [experiment.name, experiment] as const))('%s', (_, experiment) => {
    expectTruth(experiment)
  })

  it('ContactCenters MMC, exactly, is what was published over 1000 days', () => {
    const exact = firstHours({ rate: 4.2 / 60, aht: 120, agents: 12, threshold: 20, hours: 8 })
    // Three standard errors of a mean of 1000 days, and half a unit of the last digit.
    expect(Math.abs(exact.within - 0.902)).toBeLessThan(3 * 0.0012 + 0.0005)
    expect(Math.abs(exact.asa / 60 - 0.099)).toBeLessThan(3 * 0.0022 + 0.0005)
    expect(Math.abs(exact.occupancy - 0.695)).toBeLessThan(3 * 0.0008 + 0.0005)
  })
})

/** Exact values of the conformance suite, those of moderate load: theory in 30 digits. */
const rows = readFileSync(new URL('../../../conformance/states.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','))
const column = (name: string) => rows[0].indexOf(name)
const golden = (id: number) => {
  const row = rows.find((cells) => cells[0] === String(id))
  return (name: string) => Number(row?.[column(name)])
}

/** A row as an experiment of so many million calls, in 200 replications. */
function experimentOf(id: number, millionCalls: number, columns: Record<string, Figure['of']>): Experiment {
  const exact = golden(id)
  const aht = exact('aht')
  const rate = exact('load') / aht
  const answersAll = !exact('patience') && !(exact('p_block') > 1e-9)
  return {
    name: `row ${id}`,
    model: steady({
      rate,
      aht,
      agents: exact('n'),
      threshold: exact('t'),
      calls: (millionCalls * 1e6) / 200,
      ...(exact('patience') ? { patience: exact('patience') } : {}),
      ...(exact('k') ? { lines: exact('k') } : {}),
    }),
    replications: 200,
    control: 'luck',
    figures: [
      // Where everybody is answered, the offered load says more than the calls alone.
      answersAll
        ? { name: 'luck', truth: exact('load'), of: offeredLoad }
        : { name: 'luck', truth: rate, of: offeredPerSecond },
      ...Object.entries(columns).map(([name, of]) => ({ name, truth: exact(name), of })),
    ],
  }
}

/**
 * All rows of up to 60 agents but 219, 229, 244, 254 and 259, in which one caller of 600 waits, or fewer: nothing but luck would be seen in a million calls.
 * Above 60 agents waits are so correlated that 5 % takes tens of millions of calls; `simulate.test.ts` compares 3 060 agents call by call instead.
 */
describe('exact Erlang A', () => {
  it.each([
    [227, 1],
    [231, 1],
    [233, 1],
    [238, 1.2],
    [240, 1],
    [243, 2],
    [245, 1.2],
    [247, 1],
    [255, 1],
    [260, 1.2],
  ])('row %i of the conformance suite', (id, millionCalls) => {
    expectTruth(
      experimentOf(id, millionCalls, {
        p_wait: waitedShare,
        p_ab: abandonedShare,
        ew: meanWait,
        sl_ans_offered: within,
        occ: occupancy,
      }),
    )
  })
})

/**
 * All rows but 323 and 324: with 500 and 1000 agents the queue forgets so slowly that 5 % takes a hundred million calls. Left out of the others: waits where there
 * are no places to wait (317); blocking of one caller in 302 and the mean wait, which hang on the rare times of a full house (319, 24 and 5 times as many calls);
 * a blocking of 3e-159 (327).
 */
describe('exact M/M/n/K', () => {
  it.each([
    [317, 2, { p_block: blockedShare, sl: within, occ: occupancy }],
    [318, 5, { p_block: blockedShare, p_wait: waitedShare, sl: within, asa: meanWaitOfAnswered, occ: occupancy }],
    [319, 9, { p_wait: waitedShare, sl: within, occ: occupancy }],
    [327, 6.5, { p_wait: waitedShare, sl: within, asa: meanWaitOfAnswered, occ: occupancy }],
  ])('row %i of the conformance suite', (id, millionCalls, columns) => {
    expectTruth(experimentOf(id, millionCalls, columns as Record<string, Figure['of']>))
  })
})
