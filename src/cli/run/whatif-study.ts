import { KrarupError } from '../../domain/index.ts'
import { commandSays, messagesOf } from '../../domain/messages/index.ts'
import { readScenarioFile, readScenarioText, type ScenarioFile } from '../../io/yaml/index.ts'
import { figures, type PrintOptions } from '../../report/index.ts'
import type { Scenario } from '../../sim/index.ts'
import type { ChangeOptions, SearchOptions, SweepOptions } from '../../whatif/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { type Batches, batchesOf, digest, type MergedPoints } from './batches.ts'
import { checkSize } from './check-size.ts'
import type { CheckedFiles } from './files.ts'
import { printOptions, writeAnswers } from './output.ts'
import { runnersOf } from './runners.ts'
import { given, type Options } from './words.ts'

/** Everything that the kinds of what-ifs have in common: settings, luck, workers, the file of finished points, progress. */
export interface Study {
  options: Options
  terminal: Terminal
  files: CheckedFiles
  settings: Pick<SweepOptions, 'replications' | 'seed' | 'confidence' | 'precision' | 'crude'>
  batches: Batches
  /** The seed of the settings, or what is taken where none is given. */
  seed: number
  /** How the answer is printed. */
  print: Required<PrintOptions>
  shown: { figures?: string[]; of: readonly string[] }
  /** Runs with the workers, which are ended afterwards. With `--resume` finished points are those of the base. */
  run<T>(base: Scenario, work: (sweep: SweepOptions) => Promise<T>): Promise<T>
  /** The same for a search, of which nobody knows beforehand how many points it looks at. */
  search<T>(base: Scenario, work: (search: SearchOptions) => Promise<T>): Promise<T>
}

export function studyOf(
  path: string | undefined,
  options: Options,
  words: Words,
  terminal: Terminal,
  files: CheckedFiles,
  merged?: MergedPoints,
): Study {
  const batches = batchesOf(options, { name: 'whatif', argument: path ?? '', words }, terminal, merged)
  const precision = options.share('precision')
  const settings = given({
    replications: options.whole('replications', 1),
    seed: options.whole('seed', 0),
    crude: options.has('crude') || undefined,
    precision: precision === undefined ? undefined : [{ halfWidth: precision }],
  })
  const names = options
    .text('figures')
    ?.split(',')
    .map((name) => name.trim())
  const run: Study['run'] = async (base, work) => {
    const { seed = 1, replications, crude = false } = settings
    const store = await batches.open({
      scenario: digest(JSON.stringify(base)),
      seed: String(seed),
      replications: String(replications ?? 'default'),
      precision: precision === undefined ? 'none' : String(precision),
      crude: String(crude),
    })
    const { runner, pointRunner, close } = await runnersOf(options, terminal)
    const began = terminal.now()
    try {
      return await work({
        ...settings,
        runner,
        ...(pointRunner ? { pointRunner } : {}),
        signal: terminal.signal,
        digest,
        ...(store ? { store } : {}),
        onProgress: ({ finished, of, replications }) => {
          const left = finished > 0 ? ((terminal.now() - began) / 1000 / finished) * (of - finished) : Number.NaN
          terminal.progress(
            `${finished} of ${of} points${replications > 0 ? `, ${replications} days of the next` : ''}${Number.isNaN(left) ? '' : `, about ${figures.duration(left)} to go`}`,
          )
        },
      })
    } finally {
      await close()
      terminal.progress(undefined)
    }
  }
  return {
    options,
    terminal,
    files,
    settings,
    batches,
    seed: settings.seed ?? 1,
    print: printOptions(options, terminal),
    shown: { ...(names ? { figures: names } : {}), of: options.list('of') },
    run,
    search: (base, work) =>
      run(base, async ({ precision: _, onProgress: __, pointRunner: ___, ...rest }) => {
        try {
          return await work({
            ...rest,
            onProgress: ({ looked, values, replications }) =>
              terminal.progress(`${looked} points looked at; ${values.join(', ')}: ${replications} days`),
          })
        } catch (error) {
          if (terminal.signal.aborted)
            terminal.say(commandSays(options.text('resume') === undefined ? 'stoppedSearch' : 'stoppedResumed'))
          throw error
        }
      }),
  }
}

/** A scenario file, and what has to be known to change it. */
export interface Opened {
  file: ScenarioFile
  change: ChangeOptions
}

export async function openScenario(
  path: string,
  { terminal, files, options }: Pick<Study, 'terminal' | 'files' | 'options'>,
): Promise<Opened> {
  const file = path === '-' ? await readScenarioText(terminal.stdin) : await readScenarioFile(path)
  await files.alsoRead(file.tables)
  for (const remark of messagesOf(file.remarks, file.messages)) terminal.say(remark)
  checkSize(file.size, options)
  return { file, change: { opens: file.opens } }
}

/** Which of several options were given; two that exclude each other are an error. */
export function onlyOne(options: Options, names: readonly string[]): string | undefined {
  const there = names.filter(
    (name) => options.has(name) || options.text(name) !== undefined || options.list(name).length > 0,
  )
  if (there.length > 1)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${there.map((name) => `--${name}`).join(' and ')} are different questions`,
      how: 'ask one at a time',
    })
  return there[0]
}

/** Writes the page of `--report`, where it is asked for. */
export async function writeReport({ options, terminal, files }: Study, page: () => string): Promise<void> {
  const path = options.text('report')
  if (path !== undefined) await writeAnswers(files, [{ path, content: page() }], terminal)
}
