import { expect, it } from 'vitest'
import { sweepPage } from '../src/report/index.ts'
import { describeInChromium, openFile } from './chromium.ts'

const EVIL = '<img src=x onerror=alert(1)>"\'&'
const line = (name: string, shift: number) => ({
  name,
  points: [1, 2, 5].map((at) => ({
    at,
    value: 0.7 + at / 20 + shift,
    low: 0.68 + at / 20 + shift,
    high: 0.72 + at / 20 + shift,
    tip: `${name} ${at}`,
  })),
})
const page = sweepPage({
  title: `What if ${EVIL}`,
  subtitle: '热线',
  sections: [
    {
      heading: EVIL,
      notes: [EVIL],
      charts: [
        {
          title: `In time against ${EVIL}`,
          across: EVIL,
          write: (value) => `${(value * 100).toFixed(0)}%`,
          share: true,
          places: [1, 2, 5].map((at) => ({ at, text: String(at) })),
          series: [line(EVIL, 0), line('热线', -0.1)],
          lines: [{ value: 0.9, text: EVIL }],
        },
      ],
      table: { headings: ['agents', EVIL], rows: [['1', EVIL]] },
    },
  ],
})

it('names are text, whatever is in them; nothing is fetched', () => {
  expect(page).not.toContain('<img')
  expect(page).not.toMatch(/https?:|<script|@import|url\(/)
})

describeInChromium("a sweep's page", (open) => {
  it.each([1280, 390])(
    'opens from a file at %i pixels, charts in sight, nothing to scroll sideways, no complaint',
    async (width) => {
      const { page: shown, complaints } = await openFile(open, page, width)
      const box = await shown.locator('.chart svg').boundingBox()
      expect(box?.width).toBeGreaterThan(width * 0.7)
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBe(width)
      // Two lines of three points: a dot and an interval each, the interval as tall as it is wide in the figure.
      expect(await shown.locator('.chart circle').count()).toBe(6)
      const places = (await shown.evaluate(
        `[...document.querySelectorAll('.chart circle')].map((dot) => [Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))])`,
      )) as [number, number][]
      const [one, two, five] = places
      // To scale: from 2 to 5 is three times as far as from 1 to 2, up as well as across.
      expect((five[0] - two[0]) / (two[0] - one[0])).toBeCloseTo(3, 1)
      expect((two[1] - five[1]) / (one[1] - two[1])).toBeCloseTo(3, 1)
      expect(complaints).toEqual([])
      await shown.close()
    },
  )
})
