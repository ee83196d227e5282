import { type BuildCommand, describeCommand } from './command.ts'

export const serveCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'serve',
    summary: 'the playground: plan, calculate and simulate in a browser, with a history or a scenario already open',
    description:
      'Serves the pages of the playground to browsers of this machine alone (127.0.0.1), prints their address and goes on until Ctrl-C. The pages compute in the browser; nothing leaves it.',
    examples: [
      'krarup serve',
      'krarup serve history.csv --open',
      'krarup serve scenario.yaml',
      'krarup serve history.xlsx --port 9000',
      'krarup serve history.csv --lang de',
    ],
  })
    .argument('[file]', 'open from the start: a history (CSV, workbook), or a scenario (YAML, JSON)')
    .option('--port <n>', 'port of the address; 0 takes any that is free (default 8420)')
    .option('--lang <language>', 'language of the pages: en, zh or de (default: that of the browser)')
    .option('--open', 'open the address in the browser')
  return command.action(async (file: string | undefined, words) => {
    const { runServe } = await import('../run/serve.ts')
    finished(await runServe(file, words, terminal))
  })
}
