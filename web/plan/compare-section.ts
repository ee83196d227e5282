import { fill, h, scrolling, section, table } from '../shared/dom.ts'
import { number, percent, seconds } from '../shared/units.ts'
import { sumOf } from './groups-section.ts'
import type { GroupSummary, Settings } from './types.ts'
import { words } from './words.ts'

/** Settings with the figures that they lead to. */
export interface Variant {
  settings: Settings
  cost: number
  groups: readonly GroupSummary[]
}

function said({ share, within, patience, shrinkage, growth, days }: Settings): [string, string][] {
  const say = words()
  return [
    [say.targetName, say.targetText(percent(share, 0), say.seconds(number(within)))],
    [
      say.patience,
      patience === undefined ? say.fromHistory : patience === 'infinite' ? say.nobodyHangsUp : seconds(patience),
    ],
    [say.shrinkage, percent(shrinkage, 0)],
    [say.growthName, percent(growth - 1, 0)],
    [say.daysName, number(days)],
  ]
}

type CompareFigure = readonly [
  name: string,
  of: (one: GroupSummary, cost: number) => number,
  write: (value: number) => string,
]

function comparedFigures(): readonly CompareFigure[] {
  const say = words()
  return [
    [say.contacts, (one) => one.volume, (value) => number(value)],
    [say.mostAgents, (one) => one.peakAgents, (value) => number(value)],
    [say.agentHours, (one) => one.agentHours, (value) => number(value, 1)],
    [say.fte, (one) => one.fte, (value) => number(value, 1)],
    [say.costs, (one, cost) => one.paidHours * cost, (value) => number(value)],
    [say.serviceLevel, (one) => one.serviceLevel, (value) => percent(value)],
    [say.meanWait, (one) => one.asa, seconds],
    [say.hangUp, (one) => one.abandonment, (value) => percent(value)],
    [say.daysOnTarget, (one) => one.sure, (value) => percent(value, 0)],
  ]
}

/** Two settings side by side: A, which was kept, and the one at hand. */
export function compareSection(keep: () => void): {
  element: HTMLElement
  show(kept: Variant | undefined, now: Variant | undefined, group: string): void
} {
  const say = words()
  const place = h('div', { 'aria-live': 'polite' })
  const button = h('button', { type: 'button', onclick: keep, disabled: true }, say.keepA)
  return {
    element: section('compare', say.compare, h('div', { class: 'buttons' }, button), place),
    show(kept, now, group) {
      button.disabled = now === undefined
      if (!kept || !now) {
        fill(place, h('p', { class: 'note' }, say.keepNote))
        return
      }
      const rows = [said(kept.settings), said(now.settings)]
      const settingsRows = rows[0].map(([name, text], i) => [name, text, rows[1][i][1], ''])
      const figuresOf = (a: GroupSummary, b: GroupSummary, of: string | undefined) =>
        comparedFigures().flatMap(([name, value, format]) => {
          const [one, other] = [value(a, kept.cost), value(b, now.cost)]
          if (Number.isNaN(one) && Number.isNaN(other)) return []
          const change = other - one
          return [
            [
              of === undefined ? name : say.ofQueue(name, of),
              format(one),
              format(other),
              `${change > 0 ? '+' : change < 0 ? '−' : '±'}${format(Math.abs(change))}`,
            ],
          ]
        })
      const find = ({ groups }: Variant) => groups.find(({ name }) => name === group)
      const [a, b] = [find(kept), find(now)]
      const own = a && b ? figuresOf(a, b, now.groups.length > 1 ? group : undefined) : []
      const all = now.groups.length > 1 ? figuresOf(sumOf(kept.groups), sumOf(now.groups), say.allQueues) : []
      const content = table(say.compared, [say.figure, 'A', say.now, say.change], [...settingsRows, ...own, ...all])
      fill(place, scrolling(content, say.compared))
    },
  }
}
