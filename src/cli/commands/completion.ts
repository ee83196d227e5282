import { type BuildCommand, describeCommand } from './command.ts'

export const completionCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'completion',
    summary: 'commands and options completed by the shell',
    description: 'Prints a script that teaches a shell to complete commands, options and files.',
    examples: [
      'krarup completion bash > ~/.local/share/bash-completion/completions/krarup',
      'krarup completion zsh > ~/.zfunc/_krarup',
      'krarup completion fish > ~/.config/fish/completions/krarup.fish',
    ],
  }).argument('<shell>', 'bash, zsh or fish')
  return command.action(async (shell: string) => {
    const { completionScript } = await import('../run/completion.ts')
    terminal.out(completionScript(shell, command.parent!).trimEnd())
    finished(0)
  })
}
