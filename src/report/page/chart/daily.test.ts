import { expect, it } from 'vitest'
import { figuresIn } from '../../format.ts'
import { dailyChart } from './daily.ts'
import { textWidth } from './svg.ts'

// "Prognose" began at the first planned day and was cut off on the right when few days were planned.
it('shows the whole word of the forecast over a plan of one day, and the word of the history beside it', () => {
  const width = 700
  const svg = dailyChart(
    {
      label: 'Kontakte',
      formats: figuresIn('de'),
      words: { history: 'Historie', forecast: 'Prognose', limits: 'Grenzen', incomplete: 'lückenhaft' },
      past: Array.from({ length: 56 }, () => 100),
      incomplete: [],
      pastLabels: Array.from({ length: 56 }, () => 'Tag'),
      mean: [100],
      low: [90],
      high: [110],
      labels: ['Mo'],
      ticks: [],
    },
    { width, tips: 'none' },
  )
  const at = Number(/<text class="ax strong" x="([\d.]+)"[^>]*>Prognose</.exec(svg)?.[1])
  const end = Number(/<text class="ax" x="([\d.]+)"[^>]*>Historie</.exec(svg)?.[1])
  expect(at + textWidth('Prognose')).toBeLessThan(width)
  expect(end).toBeLessThan(at)
})
