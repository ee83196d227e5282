import type { Plan } from '../../../plan/index.ts'
import { figures, figuresIn } from '../../format.ts'
import { describeSure, moreThan, type SurePoint, sureCurves, type Words } from '../../plan/index.ts'
import { circle, line, path, pixels, svg, text } from '../chart/svg.ts'
import { section } from '../document.ts'
import { heading, note, table } from '../html.ts'

const { safe } = figures

const WIDTH = 520
const HEIGHT = 240
const LEFT = 56
const RIGHT = 24
const TOP = 26
const BOTTOM = 32

/** How sure the plan is, and what other certainties and targets cost, with the present point marked; nothing where it is sized to the mean. */
export function sureSection(plan: Plan, words: Words): string {
  const { number } = figuresIn(words.language)
  const curves = sureCurves(plan)
  if (!curves) return ''
  const told = plan.groups.flatMap((group) => {
    const said = describeSure(group, words, '±')
    return said === undefined
      ? []
      : [`<p>${plan.groups.length > 1 ? `<b>${safe(group.name)}</b>: ` : ''}${safe(said)}</p>`]
  })
  const part = (title: string, name: string, points: readonly SurePoint[]) =>
    points.length < 2
      ? ''
      : `${heading(title, 3)}<div class="chart">${curve(title, points, words)}</div>${table(
          [name, words.agentHours, words.besideMean].map(safe),
          points.map((point) => [
            `${safe(point.name)}${point.present ? ` <b>◂ ${safe(words.thisPlan)}</b>` : ''}`,
            safe(number(point.agentHours, 1)),
            safe(moreThan(point.agentHours, curves.meanAgentHours, words)),
          ]),
        )}`
  return section(
    words.sure,
    told.join(''),
    part(words.sureCost, words.certainty, curves.byCertainty),
    part(words.sureTargets, words.target, curves.byTarget),
    note(words.sureNote),
  )
}

/** Agent hours upwards, from 0, so that heights compare; the points evenly across. */
function curve(title: string, points: readonly SurePoint[], words: Words): string {
  const { number } = figuresIn(words.language)
  const most = Math.max(...points.map(({ agentHours }) => agentHours)) * 1.08
  const x = (k: number) => LEFT + ((k + 0.5) * (WIDTH - LEFT - RIGHT)) / points.length
  const y = (hours: number) => TOP + (1 - hours / most) * (HEIGHT - TOP - BOTTOM)
  const step = niceStep(most / 4)
  const grid: string[] = []
  for (let value = 0; value <= most; value += step)
    grid.push(line(LEFT, y(value), WIDTH - RIGHT, y(value), 'grid'), text(LEFT - 8, y(value) + 4, number(value), 'end'))
  const course = points.map(({ agentHours }, k) => `${k === 0 ? 'M' : 'L'}${pixels(x(k))} ${pixels(y(agentHours))}`)
  return svg(
    title,
    WIDTH,
    HEIGHT,
    [
      ...grid,
      path('ahead', course.join('')),
      ...points.flatMap(({ name, agentHours, present }, k) => [
        ...(present
          ? [
              line(x(k), TOP, x(k), HEIGHT - BOTTOM, 'goal'),
              text(x(k), TOP - 8, `${words.thisPlan}: ${number(agentHours, 1)}`, 'middle', 'ax strong'),
            ]
          : []),
        circle(x(k), y(agentHours), present ? 6 : 3.5, 'dot-ahead'),
        text(x(k), HEIGHT - 10, name, 'middle', present ? 'ax strong' : 'ax'),
      ]),
    ].join(''),
  )
}

/** 1, 2 or 5 times a power of ten, at least so much. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least)!
}
