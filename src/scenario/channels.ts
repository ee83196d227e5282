import { conflict, pointer } from './check.ts'
import type { Channel, Word } from './kinds.ts'
import { QUEUE_WORDS, type QueueScenario } from './queue.ts'
import type { Scenario } from './scenario.ts'

const words: Readonly<Record<string, Word>> = QUEUE_WORDS

export function channelOf({ channel = 'call' }: QueueScenario): Channel {
  return channel === 'outbound' ? 'called' : channel
}

export function isDeferred(queue: QueueScenario): boolean {
  return channelOf(queue) === 'deferred'
}

/** Whether anything depends on the expected wait of a queue. */
export function isOffered({ callback, deflection, announcedWait, informed }: QueueScenario): boolean {
  return [callback, deflection, announcedWait, informed].some((word) => word !== undefined)
}

/** Whether a word means something of a queue's contacts. */
export function saysSomething(word: string, queue: QueueScenario): boolean {
  const { of } = words[word]
  return of === undefined || of.includes(channelOf(queue))
}

/** Whether a queue says what only agent-level simulation can do. */
export function needsAgentLevel(queue: QueueScenario): boolean {
  return AGENT_LEVEL.some((word) => queue[word] !== undefined)
}

const AGENT_LEVEL = Object.entries(words).flatMap(([word, { agentLevel }]) =>
  agentLevel ? [word as keyof QueueScenario] : [],
)

/** What is wrong with a word that says nothing of a channel, and how to mend it. */
const REFUSALS: Record<Channel, (word: string) => [what: string, how: string]> = {
  call: (word) => [`${word} says nothing of calls`, 'leave it out'],
  chat: (word) => [`${word} says nothing of chats`, 'leave it out'],
  deferred: (word) => [`${word} says nothing of deferred work`, 'leave it out; the earliest deadline goes first'],
  called: (word) => [`${word} says nothing of a campaign`, 'leave it out; the campaign says who is called'],
}

/** The same of words that belong to one channel. */
const BELONGS: Partial<Record<Channel, (word: string) => [what: string, how: string]>> = {
  deferred: (word) => [`${word} is a word of deferred work`, 'write channel: deferred, or leave it out'],
  called: (word) => [`${word} is a word of outbound queues`, 'write channel: outbound'],
}

/**
 * That no queue says what means nothing of its channel.
 *
 * @throws {KrarupError} CONFLICT, UNREADABLE
 */
export function checkChannels({ queues }: Scenario): void {
  for (const [name, queue] of Object.entries(queues)) {
    const place = `/queues/${pointer(name)}`
    for (const [word, value] of Object.entries(queue)) {
      if (value === undefined || saysSomething(word, queue)) continue
      const { of = [], because } = words[word]
      const channel = channelOf(queue)
      const refusal = because?.[channel] ?? ((of.length === 1 && BELONGS[of[0]]) || REFUSALS[channel])(word)
      throw conflict(`${place}/${word}`, ...refusal)
    }
  }
}
