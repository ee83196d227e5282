import type { Plan } from '../../plan/index.ts'
import { wrapped } from '../display-width.ts'
import { figuresIn } from '../format.ts'
import { labelled } from '../language.ts'
import type { Words } from '../plan-words.ts'
import { table } from '../table.ts'
import { describeSure, moreThan, type SurePoint, sureCurves } from './describe-sure.ts'

/** How a part of the terminal's answer is printed that has a line for each group. */
export interface LinesOfGroups<Ways> {
  heading: (text: string) => string[]
  /** Groups told by a line each. */
  most: number
  ways: Ways
}

/** How sure a plan is and what other certainties and targets cost; nothing where it is sized to the mean. */
export function sureTable(
  plan: Plan,
  words: Words,
  { heading, most, ways }: LinesOfGroups<{ width: number; colour: boolean; unicode: boolean }>,
): string[] {
  const curves = sureCurves(plan)
  if (!curves) return []
  const several = plan.groups.length > 1
  const told = plan.groups
    .flatMap((group) => {
      const text = describeSure(group, words, ways.unicode ? '±' : '+-')
      return text === undefined ? [] : [several ? labelled(group.name, text, words.language) : text]
    })
    .slice(0, most)
  const curve = (name: string, points: readonly SurePoint[]) =>
    points.length === 0
      ? []
      : [
          '',
          ...table(
            [
              { heading: name },
              { heading: words.agentHours },
              { heading: words.besideMean },
              { heading: '', align: 'left' },
            ],
            points.map((point) => [
              point.name,
              figuresIn(words.language).number(point.agentHours, 1),
              moreThan(point.agentHours, curves.meanAgentHours, words),
              point.present ? `${ways.unicode ? '◂' : '<'} ${words.thisPlan}` : '',
            ]),
            ways,
          ),
        ]
  return [
    ...heading(words.sure),
    ...told.flatMap((text) => wrapped(text, ways.width)),
    ...curve(words.certainty, curves.byCertainty),
    ...curve(words.target, curves.byTarget),
    ...wrapped(words.sureNote, ways.width),
  ]
}
