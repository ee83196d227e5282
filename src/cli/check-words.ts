import type { Command, Option } from 'commander'
import { commandMeant, optionMeant } from './synonyms.ts'

/**
 * What is wrong with the words of a command line, before anything is done; `undefined` where nothing is.
 *
 * A value is never another option: `--report --force` would write a file named `--force`. What does begin like an option is written `--report=--name`. An option that there is none of is answered with the one that is meant:
 * by its sense (`--end` is `--to`), else by its spelling.
 */
export async function faultOfWords(program: Command, words: readonly string[]): Promise<string | undefined> {
  const command = program.commands.find((each) => each.name() === words[0])
  if (!command) return faultOfCommand(program, words)
  const options = [...command.options, ...program.options]
  const named = (flag: string) =>
    flag === '--help' || flag === '-h' || options.some(({ long, short }) => long === flag || short === flag)
  for (let place = 1; place < words.length; place++) {
    const word = words[place]
    if (word === '--') return undefined
    if (!looksLikeOption(word)) continue
    const [flag] = word.startsWith('--') ? word.split('=') : [word.slice(0, 2)]
    if (!named(flag)) return unknownOption(command, flag)
    const option = options.find(({ long, short }) => long === flag || short === flag)
    if (!option?.required || word !== flag) continue
    const value = words[place + 1]
    if (value !== undefined && (value.startsWith('--') || named(value))) return noValue(word, value, option)
    place++
  }
  return undefined
}

/** `-5%` and `-` are values. */
function looksLikeOption(word: string): boolean {
  return /^--?[a-z]/i.test(word)
}

function noValue(word: string, value: string, { flags }: Option): string {
  const written = word.startsWith('--') ? `${word}=${value}` : `${word}${value}`
  return `error: ${word} needs a value, and ${value} is none (${flags}; write ${written} if it is meant)`
}

async function unknownOption(command: Command, flag: string): Promise<string> {
  const { nearest } = await import('../domain/index.ts')
  const known = command.options.flatMap(({ long }) => (long ? [long.slice(2)] : []))
  const typed = flag.replace(/^--?/, '')
  const meant = optionMeant(typed, known)
  const guess = flag.startsWith('--') ? nearest(typed, known) : undefined
  const hint = meant ?? (guess === undefined ? '' : `did you mean --${guess}?`)
  return `error: unknown option '${flag}'${hint === '' ? '' : `\n  ${hint}`}`
}

/** A command that there is none of. */
async function faultOfCommand(program: Command, words: readonly string[]): Promise<string | undefined> {
  const [first] = words
  if (first === undefined || first.startsWith('-') || first === 'help') return undefined
  const known = program.commands.map((each) => each.name())
  if (/\.(csv|txt|tsv|xlsx?|ods)$/i.test(first))
    return `error: ${first} is a file, and what to do with it is missing\n  krarup plan ${first}, or krarup forecast ${first}`
  const { nearest } = await import('../domain/index.ts')
  const meant = commandMeant(first) ?? nearest(first, known)
  return `error: unknown command '${first}'${meant === undefined ? '' : `\n  did you mean krarup ${meant}?`}`
}
