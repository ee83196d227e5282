import { KrarupError, unknownName } from '../../domain/index.ts'
import { checkSame, readPointFile } from '../../io/points/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { type MergedPoints, toldDamaged } from './batches.ts'
import { commandText } from './command-text.ts'

type Run = (argument: string, words: Words, terminal: Terminal, merged: MergedPoints) => Promise<number>

/** Commands whose work can be cut, and what answers them. */
const ANSWERS: { readonly [command: string]: () => Promise<Run> } = {
  backtest: async () => (await import('./backtest.ts')).runBacktest,
  plan: async () => (await import('./plan.ts')).runPlan,
  simulate: async () => (await import('./simulate.ts')).runSimulate,
  whatif: async () => (await import('./whatif.ts')).runWhatif,
}

/** `krarup merge`: the answer of a command from the finished points of its parts. */
export async function runMerge(paths: readonly string[], words: Words, terminal: Terminal): Promise<number> {
  const files: MergedPoints['files'][number][] = []
  const points = new Map<string, unknown>()
  for (const path of new Set(paths)) {
    const { head, points: found, damaged } = await readPointFile(path)
    toldDamaged(path, damaged, 'countsAsMissing', terminal)
    files.push({ path, head, damaged })
    // A point that comes twice is the same twice: its key stands for everything that it depends on.
    for (const [key, finished] of found) points.set(key, finished)
  }
  const [first, ...others] = files
  for (const { path, head } of others) {
    checkSame(path, head.about, first.head.about)
    if (commandText(head.command) !== commandText(first.head.command))
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${first.path} and ${path} are of different commands`,
        how: [first, { head }].map((file) => `\n    ${commandText(file.head.command)}`).join(''),
      })
  }
  const { name, argument, words: recorded } = first.head.command
  if (!Object.hasOwn(ANSWERS, name))
    throw unknownName({ code: 'CONFLICT', what: 'no command whose work can be cut', name, known: Object.keys(ANSWERS) })
  const run = await ANSWERS[name]()
  return run(argument, { ...(recorded as Words), ...words }, terminal, { files, points })
}
