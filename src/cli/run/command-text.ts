import type { RecordedCommand } from '../../io/index.ts'
import { isQueueAddress } from '../../io/queue/index.ts'
import type { Words } from '../commands/command.ts'
import { withoutAddresses } from './runners.ts'
import { optionName } from './words.ts'

/** Options that say nothing of the answer's figures: where it goes, how it is shown, and what is of one machine. */
const NOT_RECORDED = [
  'part',
  'out',
  'resume',
  'workers',
  'force',
  'quiet',
  'color',
  'json',
  'csv',
  'lang',
  'report',
  'picture',
  'cases',
  'rejects',
]

/** A command as a file of points keeps it: `krarup merge` answers it. */
export function recordedCommand(name: string, argument: string, words: Words): RecordedCommand {
  const kept = Object.entries(withoutAddresses(words)).filter(
    ([option, word]) => word !== undefined && !NOT_RECORDED.includes(option) && !isSecret(word),
  )
  return { name, argument, words: Object.fromEntries(kept) as RecordedCommand['words'] }
}

/** Where work is shared says nothing of the figures, and may hold a password. */
function isSecret(word: Words[string]): boolean {
  return typeof word === 'string' && isQueueAddress(word)
}

/** What can be typed for a command, with some options more. */
export function commandText({ name, argument, words }: RecordedCommand, more: readonly string[] = []): string {
  const options = Object.entries(words).flatMap(([option, word]) => {
    const long = optionName(option)
    // What is on unless it is taken back (--no-clean) is on.
    if (word === true) return []
    if (word === false) return [long.replace('--', '--no-')]
    return (typeof word === 'string' ? [word] : word).flatMap((each) => [long, each])
  })
  return ['krarup', name, argument, ...options, ...more].map(shellWord).join(' ')
}

/** A word as a shell takes it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
