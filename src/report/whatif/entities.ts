import type { Keys } from '../../domain/index.ts'
import type { Entity, PointFigures } from '../../whatif/index.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { whatifWords } from './words.ts'

/** More queues or groups than this are not shown one by one unless they are asked for. */
const MOST_SHOWN = 4

/** What an answer shows. */
export interface Shown {
  /** Names of figures, in their order; `chooseFigures` of `krarup/whatif` makes the list. */
  figures: readonly string[]
  /** Queues and groups that were asked for; none: chosen by their number. */
  of?: readonly string[]
}

export const SHOWN_KEYS = { figures: 1, of: 1 } as const satisfies Keys<Shown>

/** Entities with one of the figures, in the order of the estimates. All together are shown where there are several, alone where there are many. */
export function shownEntities({ entities }: PointFigures, { figures, of = [] }: Shown): Entity[] {
  const withFigures = entities.filter((entity) => figures.some((figure) => figure in entity.figures))
  if (of.length > 0) return withFigures.filter(({ kind, name }) => of.includes(name) || kind === 'centre')
  return withFigures.filter(({ kind, name }) => {
    const whole = `all${kind[0].toUpperCase()}${kind.slice(1)}`
    const several = (each: string) => entities.filter((other) => other.kind === each).length
    if (name !== '' && entities.some((other) => other.kind === whole)) return several(kind) <= MOST_SHOWN
    const single = `${kind.slice(3, 4).toLowerCase()}${kind.slice(4)}`
    return !kind.startsWith('all') || several(single) > 1
  })
}

/** The same queue or group, as another point has it. */
export function sameEntity({ entities }: PointFigures, { kind, name }: Entity): Entity | undefined {
  return entities.find((other) => other.kind === kind && other.name === name)
}

/** `queue high-tier`, `all queues`, `the centre`. */
export function entityName({ kind, name }: Entity, language: Language): string {
  const words: { readonly [kind: string]: string } = whatifWords(language)
  if (Object.hasOwn(words, kind)) return figures.fill(words[kind], { name })
  return `${kind} ${name}`.trim()
}
