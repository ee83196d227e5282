import { KrarupError, parseDuration, parseShare, parseTarget, unknownName } from '../../domain/index.ts'
import type { Words } from '../commands/command.ts'

/** Below it a handle time without a unit is asked about, as that of a file is. */
const LEAST_BARE_SECONDS = 10

/** Options of a command line, read into what they mean; an error names the option that it stands in. */
export class Options {
  readonly #words: Words

  constructor(words: Words) {
    this.#words = words
  }

  /** The value of an option (`leastAgents` for `--least-agents`), read; `undefined` where it was not given. */
  read<T>(name: string, reader: (text: string) => T): T | undefined {
    const text = this.#words[name]
    return typeof text === 'string' ? this.readWord(name, text, reader) : undefined
  }

  /** One value of an option that may be given several times, read. */
  readWord<T>(name: string, text: string, reader: (text: string) => T): T {
    try {
      return reader(text)
    } catch (error) {
      if (!(error instanceof KrarupError)) throw error
      const { code, what, how, value } = error
      throw new KrarupError(
        { code, what, where: { name: optionName(name) }, ...(how ? { how } : {}), value: value ?? text },
        { cause: error },
      )
    }
  }

  text(name: string): string | undefined {
    return this.read(name, (text) => text)
  }

  duration(name: string): number | undefined {
    return this.read(name, parseDuration)
  }

  /** A mean handle time. A bare number below ten was taken for seconds where minutes were meant. */
  handleTime(name: string): number | undefined {
    return this.read(name, (text) => {
      const seconds = parseDuration(text)
      const bare = text.trim()
      if (seconds === 0 || seconds >= LEAST_BARE_SECONDS || Number.isNaN(Number(bare))) return seconds
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: `a handle time of ${bare} seconds is hardly meant`,
        how: `write ${bare}m for minutes; if it is meant, ${bare}s`,
        value: text,
      })
    })
  }

  share(name: string): number | undefined {
    return this.read(name, (text) => parseShare(text))
  }

  target(name: string) {
    return this.read(name, parseTarget)
  }

  /** A number that is at least `least`. */
  number(name: string, least: number): number | undefined {
    return this.read(name, (text) => readNumber(text, least, false))
  }

  whole(name: string, least: number): number | undefined {
    return this.read(name, (text) => readNumber(text, least, true))
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    return this.read(name, (text) => {
      if ((choices as readonly string[]).includes(text)) return text as T
      throw unknownName({ what: 'not a choice', name: text, known: choices, always: `take ${choices.join(', ')}` })
    })
  }

  list(name: string): string[] {
    const value = this.#words[name]
    return Array.isArray(value) ? value : []
  }

  has(name: string): boolean {
    return this.#words[name] === true
  }
}

function readNumber(text: string, least: number, whole: boolean): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value >= least && (!whole || Number.isInteger(value)))
    return value
  throw new KrarupError({
    code: 'UNREADABLE',
    what: `not a ${whole ? 'whole ' : ''}number of at least ${least}`,
    value: text,
  })
}

/** `leastAgents` is typed `--least-agents`. */
export function optionName(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** Leaves out what was not given, so that defaults below can fill in. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
