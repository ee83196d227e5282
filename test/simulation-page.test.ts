import { expect, it } from 'vitest'
import { simulationPage } from '../src/report/index.ts'
import { describeInChromium, openFile, textsInTheWay } from './chromium.ts'

const EVIL = '<img src=x onerror=alert(1)>"\'&'
const percent = (value: number) => `${Math.round(value * 100)}%`
const page = simulationPage({
  title: `Day ${EVIL}`,
  subtitle: EVIL,
  figures: ['In time', 'Offered', 'Hang up', 'Occupancy', EVIL].map((label) => ({ label, value: '90.3%', note: EVIL })),
  tables: [
    {
      columns: [{ heading: EVIL }, { heading: 'In time' }],
      rows: [
        [EVIL, '90.0% ±1.0'],
        ['  热线', '80.0% ±2.0'],
      ],
      foot: [['all queues', '88.0% ±1.0']],
    },
  ],
  times: { opens: 28_800, interval: 1800, perDay: 6, first: 0, count: 6, day: 'day {day}' },
  strips: [
    {
      heading: 'In time',
      worst: 'lowest',
      remark: 'lowest {value} at {time}',
      rows: [EVIL, '热线'].map((name) => ({ name, values: [0, 0.55, 1, Number.NaN, 0.999, 0.1] })),
    },
  ],
  sections: [
    {
      heading: EVIL,
      notes: [EVIL],
      charts: [
        {
          title: EVIL,
          write: percent,
          share: true,
          series: [
            {
              name: EVIL,
              values: [0.5, 0.6, 0.9, Number.NaN, 0.8, 0.7],
              half: [0.1, 0.1, 0.2, Number.NaN, Number.POSITIVE_INFINITY, 0],
            },
          ],
          lines: [{ value: 0.9, text: EVIL }],
        },
        {
          title: 'Agents',
          write: String,
          share: false,
          series: [
            { name: 'busy', values: [1, 2, 3, 4, 5, 6] },
            { name: 'on duty', steps: true, values: [2, 4, 4, 8, 8, 8] },
          ],
        },
      ],
    },
  ],
})

it('names are text, whatever is in them; nothing is fetched; what is not known is no number', () => {
  expect(page).not.toContain('<img')
  expect(page).not.toMatch(/https?:|@import|url\(/)
  expect(page.match(/<script/g)).toHaveLength(2)
  expect(page.replace(/<script.*<\/script>/s, '')).not.toMatch(/NaN|Infinity/)
})

it('each row of the day at a glance says when it is worst', () => {
  expect(page.match(/>lowest 0\.0% at 08:00</g)).toHaveLength(2)
})

describeInChromium("a simulation's page", (open) => {
  it.each([1280, 390])(
    'opens from a file at %i pixels, figures and charts in sight, nothing to scroll sideways, no complaint',
    async (width) => {
      const { page: shown, complaints } = await openFile(open, page, width)
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(await shown.locator('.figure').count()).toBe(5)
      for (const chart of await shown.locator('.chart svg').all()) {
        const box = await chart.boundingBox()
        expect(box?.width).toBeGreaterThan(width * 0.7)
        expect(box?.width).toBeLessThanOrEqual(width)
        // On a phone the charts used to be those of a desk: cut off at the right, their texts 7 pixels high.
        expect(
          await chart.evaluate((svg: { viewBox: { baseVal: { width: number } } }) => svg.viewBox.baseVal.width),
        ).toBe(box?.width)
      }
      expect(await textsInTheWay(shown)).toEqual([])
      // Two rows of six cells; what is not known has no shade, the ends of the scale the first and the last.
      const shades = (await shown.evaluate(
        `[...document.querySelectorAll('.heat')].map((cell) => cell.getAttribute('class').split(' ')[1])`,
      )) as string[]
      expect(shades).toEqual([...Array(2)].flatMap(() => ['h-0', 'h-5', 'h-9', 'h-none', 'h-9', 'h-1']))
      // The line has a gap where there is no value; its points stand in the middle of their intervals, to scale.
      const stretches = async (of: string) => {
        const paths = (await shown.evaluate(
          `[...document.querySelectorAll('${of}')].map((path) => path.getAttribute('d'))`,
        )) as string[]
        return paths
          .flatMap((path) => path.split('M').slice(1))
          .map((stretch) =>
            stretch
              .replace(/h0|Z/, '')
              .split('L')
              .map((point) => point.split(' ').map(Number)),
          )
      }
      const lines = await stretches('.ahead')
      expect(lines.map((line) => line.length)).toEqual([3, 2, 6])
      const [first, rest] = lines
      expect((first[1][1] - first[2][1]) / (first[0][1] - first[1][1])).toBeCloseTo(3, 1)
      expect((rest[0][0] - first[0][0]) / (first[1][0] - first[0][0])).toBeCloseTo(4, 1)
      // Bands are as wide as twice the half-width, as far as shares go: along the lower ends, and back along the upper.
      const [band] = await stretches('.band')
      const scale = (first[0][1] - first[1][1]) / 0.1
      expect((band[0][1] - band[5][1]) / scale).toBeCloseTo(0.2, 2)
      expect((band[2][1] - band[3][1]) / scale).toBeCloseTo(0.3, 2)
      // Steps begin and end with their intervals.
      const steps = (await shown.evaluate(`document.querySelector('.step-dashed').getAttribute('d')`)) as string
      expect(steps.match(/H/g)).toHaveLength(6)
      expect(complaints).toEqual([])
      await shown.close()
    },
  )

  it('says what stands under the pointer, at every width', async () => {
    const { page: shown } = await openFile(open, page, 390)
    await shown.locator('.chart .column').nth(1).hover()
    expect(await shown.locator('#tip').innerText()).toMatch(/^08:30\n.* 60% ± 10%$/)
    await shown.setViewportSize({ width: 800, height: 900 })
    await shown.locator('.heat').nth(2).hover()
    expect(await shown.locator('#tip').innerText()).toContain('09:00 100.0%')
    await shown.close()
  })

  it.each([1280, 390])(
    'names days where there are several, and their hours as far as there is room, at %i pixels',
    async (width) => {
      const times = { opens: 0, interval: 3600, perDay: 24, first: 0, count: 28 * 24, day: 'day {day}' }
      const values = Array.from({ length: times.count }, (_, i) => 0.9 + 0.1 * Math.sin(i))
      const chart = { title: 'In time', write: percent, share: true, series: [{ name: 'In time', values }] }
      const strip = {
        heading: 'Days',
        worst: 'lowest',
        remark: 'lowest {value} at {time}',
        rows: [{ name: 'hotline', values }],
      } as const
      const weeks = {
        title: 'x',
        subtitle: '',
        figures: [],
        tables: [],
        times,
        strips: [strip],
        sections: [{ heading: 'hotline', charts: [chart] }],
      }
      for (const days of [3, 28]) {
        const count = days * 24
        const html = simulationPage({
          ...weeks,
          times: { ...times, count },
          strips: [{ ...strip, rows: [{ name: 'hotline', values: values.slice(0, count) }] }],
        })
        const { page: shown, complaints } = await openFile(open, html, width)
        const texts = await shown.locator('.chart svg').first().locator('text').allTextContents()
        expect(texts).toContain('day 1')
        expect(texts).toContain(days === 3 ? 'day 3' : width === 390 ? 'day 8' : 'day 3')
        if (days === 3) expect(texts).toContain('12:00')
        // Used to be "2 01:00", "2 06:00": every fifth hour, whichever that was.
        expect(texts.filter((text) => /^\d \d/.test(text))).toEqual([])
        expect(await textsInTheWay(shown)).toEqual([])
        expect(complaints).toEqual([])
        await shown.close()
      }
    },
  )

  it('has dark colours where the reader has', async () => {
    const { page: shown } = await openFile(open, page, 1280)
    const light = await shown.evaluate('getComputedStyle(document.body).backgroundColor')
    await shown.emulateMedia({ colorScheme: 'dark' })
    expect(await shown.evaluate('getComputedStyle(document.body).backgroundColor')).not.toBe(light)
    await shown.close()
  })
})
