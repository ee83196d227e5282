import { type Measures, type QueueHistory, STATE } from '../src/domain/index.ts'
import { transientDay } from '../src/erlang/day/index.ts'
import { generalPatience, weibullPatience } from '../src/erlang/general/index.ts'
import { erlangA, erlangC, largestVolume } from '../src/erlang/index.ts'
import { forecastSeries } from '../src/forecast/index.ts'
import { makePlan } from '../src/plan/index.ts'
import { compareScenarios, type Runner, replicate } from '../src/sim/index.ts'
import { sweep } from '../src/whatif/index.ts'

const PER_DAY = 48
const MONDAY = 20_458 * 86_400

/** Twelve weeks of half hours, Monday to Saturday 08:00 to 20:00. Made of whole numbers, so that it is the same wherever it is made. */
function history(): QueueHistory {
  const length = 84 * PER_DAY
  const state = new Uint8Array(length).fill(STATE.closed)
  const column = () => new Float64Array(length).fill(Number.NaN)
  const measures = {
    offered: column(),
    answered: column(),
    abandoned: column(),
    waitTotal: column(),
    handleTotal: column(),
  } satisfies Measures
  let luck = 2026
  for (let i = 0; i < length; i++) {
    luck = (Math.imul(luck, 1_664_525) + 1_013_904_223) >>> 0
    const [weekday, slot] = [Math.floor(i / PER_DAY) % 7, i % PER_DAY]
    if (weekday === 6 || slot < 16 || slot >= 40) continue
    state[i] = STATE.observed
    const offered = 60 - 2 * Math.abs(slot - 21) - 6 * weekday + (luck >>> 29)
    const abandoned = (luck >>> 20) % 4
    measures.offered[i] = offered
    measures.abandoned[i] = abandoned
    measures.answered[i] = offered - abandoned
    measures.waitTotal[i] = 90 * abandoned + (luck >>> 24)
    measures.handleTotal[i] = (offered - abandoned) * (200 + weekday)
  }
  return { queue: 'hotline', start: MONDAY, interval: 1800, state, measures }
}

/** Every distribution that is drawn with logarithms and roots, two groups, redials. */
function scenario(agents: number) {
  return {
    interval: 900,
    busyness: 0.1,
    queues: {
      general: {
        volume: [30, 45, 40, 25],
        aht: { type: 'lognormal', mean: 180, sd: 120 } as const,
        afterCall: { type: 'gamma', mean: 30, sd: 20 } as const,
        patience: { type: 'weibull', mean: 120, sd: 150 } as const,
        groups: ['front', { group: 'back', after: 20 }],
        redial: { abandoned: 0.5, delay: { type: 'uniform', from: 30, to: 300 } as const },
      },
      vip: {
        volume: [5, 8, 8, 4],
        aht: { type: 'erlang', stages: 3, mean: 240 } as const,
        patience: { type: 'hyperexponential', mean: 200, sd: 300 } as const,
        priority: 1,
        groups: ['back', 'front'],
      },
    },
    groups: { front: { agents }, back: { agents: [4, 5, 5, 3] } },
  }
}

/** Ten figures of the whole library, each the end of a long computation. */
export async function tenFigures(runner?: Runner): Promise<Record<string, number>> {
  const queue = history()
  const series = { ...queue, values: queue.measures.offered }
  const run = { replications: 23, seed: 2026, ...(runner ? { runner } : {}) }
  const busiest = 21
  const target = { serviceLevel: { within: 20, share: 0.8 } }
  const forecast = forecastSeries(series, { horizon: 7 * PER_DAY })
  const plan = await makePlan({ interval: 1800, queues: [queue] }, { days: 7, settings: { target } })
  const simulation = await replicate(scenario(6), run)
  const points = [{ values: ['7'], scenario: scenario(7) }]
  const whatif = await sweep(scenario(6), points, run)
  const comparison = await compareScenarios(scenario(6), scenario(7), run)
  const serviceLevel = whatif.points[0].figures.entities[0].figures.serviceLevel
  return {
    'erlang: service level of Erlang C': erlangC({ rate: 100 / 1800, aht: 300, agents: 20 }).serviceLevel(20),
    'erlang: mean wait of Erlang A': erlangA({ rate: 100 / 1800, aht: 300, agents: 16, patience: 120 }).meanWait,
    'erlang: largest volume': largestVolume({ interval: 1800, aht: 300, agents: 20, patience: 120 }, target).load,
    'erlang: abandonment, general patience': generalPatience({
      rate: 100 / 1800,
      aht: 300,
      agents: 17,
      patience: weibullPatience({ mean: 150, shape: 2 }),
    }).abandonment,
    'erlang: service level of a transient interval': transientDay({
      interval: 1800,
      aht: 300,
      volumes: [80, 120, 100],
      agents: [15, 18, 20],
      patience: 120,
    }).intervals[1].serviceLevel,
    'forecast: contacts of an interval': forecast.mean[busiest],
    'plan: ASA of the week': plan.groups[0].total.asa,
    'simulate: half width of the service level': simulation.estimates.queues[0].whole.serviceLevel.halfWidth,
    'whatif: difference of a point': serviceLevel?.difference ?? Number.NaN,
    'compare: difference of the ASA': comparison.queues[0].asa.difference,
  }
}
