import type { PointFigures } from '../../whatif/index.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { PlusMinus } from '../simulation/index.ts'
import { whatifWords } from './words.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
export const WHATIF_JSON_VERSION = 1

/** A title, and behind it how many days were simulated, with which seed, and what the intervals are. */
export function describeRuns(
  title: string,
  { replications: first }: PointFigures,
  replications: number,
  seed: number,
  sign: PlusMinus,
  language: Language,
): string {
  const words = whatifWords(language)
  const days = Math.min(first, replications)
  return figures.fill(days === 1 ? words.runOnce : words.run, { title, days, seed, sign })
}
