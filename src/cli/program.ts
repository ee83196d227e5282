import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { backtestCommand } from './commands/backtest.ts'
import { forecastCommand } from './commands/forecast.ts'
import { initCommand } from './commands/init.ts'
import { planCommand } from './commands/plan.ts'
import { simulateCommand } from './commands/simulate.ts'
import { staffCommand } from './commands/staff.ts'
import { whatifCommand } from './commands/whatif.ts'
import { EXIT } from './exit.ts'
import type { Terminal } from './terminal.ts'

const VERSION: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version

/** Runs one command line and returns the exit status. Nothing is thrown for what a user may get wrong. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = EXIT.done
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
  const finished = (result: number) => {
    status = result
  }
  for (const build of [
    planCommand,
    staffCommand,
    forecastCommand,
    backtestCommand,
    simulateCommand,
    whatifCommand,
    initCommand,
  ]) {
    program.addCommand(build(terminal, finished).copyInheritedSettings(program))
  }
  if (words.length === 0) {
    program.outputHelp()
    return EXIT.done
  }
  try {
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
    terminal.note(`error: ${error.message}`)
    return error.code === 'UNREACHABLE' ? EXIT.no : EXIT.badInput
  }
}
