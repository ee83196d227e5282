import { describe, expect, it } from 'vitest'
import {
  type CentreTruth,
  expectedAht,
  expectedOffered,
  HOTLINE,
  INTERVAL,
  openSlots,
  SMALL_CENTRE,
} from '../fixtures/truth.ts'
import { readHistory } from '../src/io/index.ts'
import { makePlan } from '../src/plan/index.ts'
import { ROOT } from './repository.ts'

/** From file to plan, held against what is true of the centre that made the file: the fortnight after its end, before the dice are thrown. */
const DAYS = 14
const SLOTS = 86_400 / INTERVAL

/** What is expected of each interval of the fortnight; NaN where the queue is closed. */
function truth(centre: CentreTruth, queue: CentreTruth['queues'][number]): { volume: Float64Array; aht: number } {
  const volume = new Float64Array(DAYS * SLOTS).fill(Number.NaN)
  for (let i = 0; i < DAYS; i++) {
    const expected = expectedOffered(centre, queue, centre.last + 1 + i)
    const slots = openSlots(queue)
    expected.forEach((offered, k) => {
      volume[i * SLOTS + slots[k]] = offered
    })
  }
  return { volume, aht: expectedAht(centre, queue, centre.last + DAYS / 2) }
}

const cases: [string, string, CentreTruth][] = [
  ['hotline', 'hotline.csv', HOTLINE],
  ['small centre', 'small-centre.csv', SMALL_CENTRE],
]
describe.each(cases)('%s', async (_, file, centre) => {
  const { history } = await readHistory(`${ROOT}fixtures/${file}`)
  const options = { days: DAYS, paths: 0 }
  const plan = await makePlan(history, options)
  const naive = await makePlan(history, { ...options, forecastModel: 'seasonal-naive' })

  it.each(centre.queues.map((queue, i) => [queue.name, queue, i] as const))('%s', (_, queue, i) => {
    const { volume, aht } = truth(centre, queue)
    const planned = plan.queues[i]

    expect(Array.from(planned.volume, Number.isNaN), 'open when the queue is open').toEqual(
      Array.from(volume, Number.isNaN),
    )

    const error = wape(planned.volume, volume)
    // Chance is no part of the truth, so what is left is what the model does not know: such as the first days of the month.
    expect(error).toBeLessThan(0.1)
    expect(error).toBeLessThan(wape(naive.queues[i].volume, volume))

    const believed = planned.aht.filter((value) => !Number.isNaN(value))
    const mean = believed.reduce((sum, value) => sum + value) / believed.length
    // A month of the small centre's calls, exponential: a standard error of 1 %.
    expect(Math.abs(mean / aht - 1)).toBeLessThan(0.03)

    const group = plan.groups.find(({ queues }) => queues.includes(planned.name))
    // The smallest queue has some 2 600 callers who hung up: a standard error of 2 %.
    expect(group?.model).toBe('erlangA')
    expect(Math.abs((group?.patience ?? Number.NaN) / queue.patience - 1)).toBeLessThan(0.06)
  })
})

function wape(forecast: Float64Array, truth: Float64Array): number {
  let error = 0
  let total = 0
  truth.forEach((value, i) => {
    if (Number.isNaN(value)) return
    error += Math.abs(forecast[i] - value)
    total += value
  })
  return error / total
}
