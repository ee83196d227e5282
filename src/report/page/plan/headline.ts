import { figuresIn } from '../../format.ts'
import { figureCard } from '../html.ts'
import { factsOf, type OpenView } from './open-view.ts'
import { momentAt } from './places.ts'
import { rangeText } from './range.ts'

/** The plan in figures. */
export function headline({ content, group, total }: OpenView): string {
  const { words } = content
  const { number, volume, duration, percent } = figuresIn(words.language)
  const target = factsOf(content, group).find(([name]) => name === words.target)
  const peakNote = [momentAt(content, total.peakAt), rangeText(total.peakAgentsLow, total.peakAgentsHigh, number)]
    .filter(Boolean)
    .join(' · ')
  return `<dl class="figures">${[
    figureCard(words.contacts, volume(total.volume), `${words.aht} ${duration(total.aht)}`),
    figureCard(words.peakAgents, number(total.peakAgents), peakNote, true),
    figureCard(words.agentHours, number(total.agentHours)),
    figureCard(words.paidHours, number(total.paidHours)),
    figureCard(
      words.fte,
      number(total.fte, 1),
      rangeText(total.fteLow, total.fteHigh, (value) => number(value, 1)),
    ),
    figureCard(words.serviceLevel, percent(total.serviceLevel), target ? target[1] : '', true),
    figureCard(words.connectRate, percent(total.connectRate)),
    figureCard(words.asa, duration(total.asa)),
    figureCard(words.occupancy, percent(total.occupancy)),
    figureCard(words.abandonment, percent(total.abandonment)),
  ].join('')}</dl>`
}
