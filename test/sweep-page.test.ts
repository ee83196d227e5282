import { expect, it } from 'vitest'
import { sweepPage } from '../src/report/index.ts'
import { describeInChromium, openFile, textsInTheWay } from './chromium.ts'

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

const grid = sweepPage({
  title: 'Least agents',
  subtitle: '热线',
  sections: [
    {
      heading: 'hotline 90/10',
      grids: [
        {
          title: 'In time, hotline',
          across: { name: EVIL, values: Array.from({ length: 11 }, (_, k) => String(80 + k)) },
          down: { name: 'groups.vip.agents', values: ['3', '2', '1'] },
          write: (value) => `${(value * 100).toFixed(1)}%`,
          cells: [
            { column: 0, row: 2, value: 0.7, tip: 'least' },
            { column: 10, row: 0, value: 0.99, tip: 'most' },
            { column: 4, row: 1, value: 0.912, tip: `${EVIL}\nthe answer`, mark: 'answer' },
            { column: 6, row: 2, value: 0.91, tip: 'as good', mark: 'frontier' },
          ],
        },
      ],
      charts: [],
      table: { headings: ['a'], rows: [['1']] },
    },
  ],
})

it.each([page, grid])('names are text, whatever is in them; nothing is fetched', (html) => {
  expect(html).not.toContain('<img')
  expect(html).not.toMatch(/https?:|@import|url\(/)
  expect(html.match(/<script/g)).toHaveLength(2)
})

describeInChromium("a sweep's page", (open) => {
  it.each([1280, 390])(
    'opens from a file at %i pixels, charts in sight, nothing to scroll sideways, no complaint',
    async (width) => {
      const { page: shown, complaints } = await openFile(open, page, width)
      const box = await shown.locator('.chart svg').boundingBox()
      expect(box?.width).toBeGreaterThan(width * 0.7)
      expect(box?.width).toBeLessThanOrEqual(width)
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBe(width)
      // Drawn at the width that it has; on a phone it used to be cut off at the right.
      expect(await shown.evaluate(`document.querySelector('.chart svg').viewBox.baseVal.width`)).toBe(box?.width)
      expect(await textsInTheWay(shown)).toEqual([])
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

  it.each([1280, 390])(
    'a search over two factors is a map with the answer and the frontier on it, at %i pixels',
    async (width) => {
      const { page: shown, complaints } = await openFile(open, grid, width)
      expect(await shown.locator('.heat').count()).toBe(33)
      expect(await shown.locator('.heat.h-none').count()).toBe(29)
      expect(await shown.locator('.heat.h-9').count()).toBe(1)
      const cells = await shown.locator('.cell').allTextContents()
      expect(cells).toEqual(width === 390 ? ['99', '91', '70', '91'] : ['99.0%', '91.2%', '70.0%', '91.0%'])
      const inside = (mark: string, text: string) =>
        shown.evaluate(`(() => {
        const [outer, inner] = ['${mark}', '[data-tip$="${text}"] .heat'].map((one) => document.querySelector('.chart ' + one).getBoundingClientRect())
        return outer.left < inner.right && outer.right > inner.left && outer.top < inner.bottom && outer.bottom > inner.top
      })()`)
      expect(await inside('.answer', 'the answer')).toBe(true)
      expect(await inside('.frontier', 'as good')).toBe(true)
      await shown.locator('[data-tip$="the answer"]').hover()
      expect(await shown.locator('#tip').innerText()).toBe(`${EVIL}\nthe answer`)
      expect(await textsInTheWay(shown)).toEqual([])
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(complaints).toEqual([])
      await shown.close()
    },
  )
})
