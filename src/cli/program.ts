import { Command, CommanderError } from 'commander'
import { faultOfWords } from './check-words.ts'
import { backtestCommand } from './commands/backtest.ts'
import { calibrateCommand } from './commands/calibrate.ts'
import { capacityCommand } from './commands/capacity.ts'
import type { BuildCommand } from './commands/command.ts'
import { completionCommand } from './commands/completion.ts'
import { forecastCommand } from './commands/forecast.ts'
import { initCommand } from './commands/init.ts'
import { mergeCommand } from './commands/merge.ts'
import { optimiseCommand } from './commands/optimise.ts'
import { planCommand } from './commands/plan.ts'
import { reviewCommand } from './commands/review.ts'
import { rosterCommand } from './commands/roster.ts'
import { scheduleCommand } from './commands/schedule.ts'
import { serveCommand } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import { staffCommand } from './commands/staff.ts'
import { whatifCommand } from './commands/whatif.ts'
import { workCommand } from './commands/work.ts'
import { EXIT } from './exit.ts'
import type { Terminal } from './terminal.ts'
import { VERSION } from './version.ts'

const COMMANDS: readonly BuildCommand[] = [
  planCommand,
  staffCommand,
  forecastCommand,
  backtestCommand,
  reviewCommand,
  simulateCommand,
  whatifCommand,
  optimiseCommand,
  rosterCommand,
  capacityCommand,
  scheduleCommand,
  calibrateCommand,
  mergeCommand,
  workCommand,
  serveCommand,
  initCommand,
  completionCommand,
]

/** Runs one command line and returns the exit status. Nothing is thrown for what a user may get wrong. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = EXIT.done
  const program = buildProgram(terminal, (result) => {
    status = result
  })
  if (words.length === 0) {
    program.outputHelp()
    return EXIT.done
  }
  try {
    const fault = await faultOfWords(program, words)
    if (fault !== undefined) commandOf(program, words).error(fault)
    await program.parseAsync(words, { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput
    if (terminal.signal.aborted) {
      terminal.note('stopped; nothing was overwritten')
      return EXIT.interrupted
    }
    const { KrarupError } = await import('../domain/index.ts')
    if (!(error instanceof KrarupError)) throw error
    const command = commandOf(program, words)
    const english = withOptions(error.message, command)
    const { lang } = command.opts<{ lang?: string }>()
    const { errorInLanguage, LANGUAGES } = lang === undefined || lang === 'en' ? {} : await import('../report/index.ts')
    const language = LANGUAGES?.find((each) => each === lang)
    terminal.note(errorInLanguage ? errorInLanguage(error, language, english) : `error: ${english}`)
    return error.code === 'UNREACHABLE' ? EXIT.no : EXIT.badInput
  }
}

export function buildProgram(terminal: Terminal, finished: (status: number) => void): Command {
  const program = new Command('krarup')
    .description('From a history CSV to a staffing plan that has been proved: forecast, size, simulate.')
    .version(VERSION)
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .configureHelp({ helpWidth: Math.min(terminal.width, 120) })
    .showSuggestionAfterError()
    .showHelpAfterError('(krarup --help, or krarup COMMAND --help, shows what can be said)')
    .exitOverride()
  /** What the command that is run gets: errors are told to the terminal itself. */
  const ours: Terminal = { ...terminal, say: ({ text }) => ours.note(text) }
  for (const build of COMMANDS)
    program.addCommand(
      build(ours, finished)
        .copyInheritedSettings(program)
        .option('--quiet', 'the answer and errors, but no remarks and no progress')
        .option('--no-color', 'no colour, whatever the terminal has'),
    )
  return program.hook('preAction', async (_, command) => {
    const { quiet, color, lang, json, csv } = command.opts<{
      quiet?: boolean
      color: boolean
      lang?: string
      json?: boolean
      csv?: boolean
    }>()
    if (json && csv) command.error('error: --json and --csv ask for two forms of one answer\n  leave one of them out')
    if (!color) ours.colour = false
    if (quiet) Object.assign(ours, { note: () => {}, say: () => {}, progress: () => {} })
    else if (lang !== undefined && lang !== 'en') {
      // Another word than these is refused by the command.
      const { inLanguage, LANGUAGES } = await import('../report/index.ts')
      const language = LANGUAGES.find((each) => each === lang)
      ours.say = (message) => ours.note(inLanguage(message, language))
    }
  })
}

/**
 * What the library says of a property, said of the option that was typed for it: `mostAgents` is `--most-agents`.
 * Only as the subject of the sentence and as the place, so that a word of the user's own stays as it is.
 */
function withOptions(message: string, command: Command): string {
  const typed = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
  return typed.reduce((text, option) => {
    const name = option.attributeName()
    return text
      .replace(new RegExp(`^${name} (?=must be )`), `${option.long} `)
      .replace(new RegExp(`^  at ${name}$`, 'm'), `  at ${option.long}`)
  }, message)
}

/** Whose help an error points to. */
function commandOf(program: Command, [name]: readonly string[]): Command {
  return program.commands.find((each) => each.name() === name) ?? program
}
