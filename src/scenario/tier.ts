import type { Word } from './kinds.ts'
import { QUEUE_WORDS, type QueueScenario } from './queue.ts'

type QueueWords = typeof QUEUE_WORDS
type SaidWith<How> = { [W in keyof QueueWords]: QueueWords[W] extends { tier: How } ? W : never }[keyof QueueWords]

export const NONE = 'none'

export type TierWord = SaidWith<'otherwise' | 'or none'>
/** What a tier can take back with `'none'`: what the queue says does not hold for it. */
export type DeniableWord = SaidWith<'or none'>

/**
 * What is different for a kind of customers, word by word; what is left out is as the queue says, and `'none'` takes back what the queue says. Words that mean nothing of a queue's channel
 * do not touch it: a patience holds for the tier's calls, not for its tickets.
 */
export type TierScenario = {
  [Word in TierWord]?: Required<QueueScenario>[Word] | (Word extends DeniableWord ? 'none' : never)
}

const words = Object.entries<Word>(QUEUE_WORDS)
/** What a tier may say otherwise than the queues that name it. Volume, channel, lines and places are the queue's. */
export const TIER_WORDS = words.flatMap(([word, { tier }]) => (tier ? [word] : [])) as TierWord[]
export const DENIABLE_WORDS = words.flatMap(([word, { tier }]) => (tier === 'or none' ? [word] : [])) as DeniableWord[]
