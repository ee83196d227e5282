import type { Command } from 'commander'
import { unknownName } from '../../domain/index.ts'

interface CompletedCommand {
  name: string
  summary: string
  options: CompletedOption[]
}

interface CompletedOption {
  /** `--report`. */
  long: string
  help: string
  /** What follows is the option's value. */
  takesValue: boolean
}

const SHELLS = { bash, zsh, fish }

/**
 * The script that teaches a shell to complete a program's commands and options; other words are completed as files.
 *
 * @throws {KrarupError} UNREADABLE for a shell that is not known
 */
export function completionScript(shell: string, program: Command): string {
  if (!Object.hasOwn(SHELLS, shell))
    throw unknownName({
      what: 'not a shell that can be taught',
      name: shell,
      known: Object.keys(SHELLS),
      always: `take ${Object.keys(SHELLS).join(', ')}`,
    })
  const commands = program.commands.map(
    (command): CompletedCommand => ({
      name: command.name(),
      summary: command.summary(),
      options: [
        ...command.options.map(({ long, description, required, optional }) => ({
          long: long!,
          help: description,
          takesValue: required || optional,
        })),
        { long: '--help', help: 'display help for command', takesValue: false },
      ],
    }),
  )
  return SHELLS[shell as keyof typeof SHELLS](commands)
}

function bash(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(({ name, options }) => {
    const valued = options.filter(({ takesValue }) => takesValue).map(({ long }) => long)
    return `    ${name})
      words="${options.map(({ long }) => long).join(' ')}"
      valued=" ${valued.join(' ')} "
      ;;`
  })
  return `# krarup: completion for bash
_krarup() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words="" valued=" "
  COMPREPLY=()
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *)
      words="${commands.map(({ name }) => name).join(' ')} --help --version"
      ;;
  esac
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} --help --version" -- "$current"))
  elif [[ "$current" == -* && "$valued" != *" $previous "* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _krarup krarup
`
}

function zsh(commands: readonly CompletedCommand[]): string {
  const quoted = (text: string) => text.replaceAll("'", "'\\''")
  // Brackets and colons have a meaning of their own in what _arguments is given.
  const help = (text: string) => quoted(text).replaceAll(/[[\]:\\]/g, (sign) => `\\${sign}`)
  const cases = commands.map(({ name, options }) => {
    const lines = options.map(
      ({ long, help: text, takesValue }) => `        '*${long}[${help(text)}]${takesValue ? ':value:_files' : ''}' \\`,
    )
    return `    ${name})
      _arguments \\
${lines.join('\n')}
        '*:file:_files'
      ;;`
  })
  return `#compdef krarup
# krarup: completion for zsh
_krarup() {
  if ((CURRENT == 2)); then
    local -a commands=(
${commands.map(({ name, summary }) => `      '${name}:${quoted(summary).replaceAll(':', '\\:')}'`).join('\n')}
    )
    _describe 'command' commands
    return
  fi
  local command="$words[2]"
  shift words
  ((CURRENT--))
  case "$command" in
${cases.join('\n')}
  esac
}
# Loaded by itself it completes; sourced it says for what.
if [[ "$funcstack[1]" == _krarup ]]; then _krarup "$@"; else compdef _krarup krarup; fi
`
}

function fish(commands: readonly CompletedCommand[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return `# krarup: completion for fish
${commands
  .map(({ name, summary }) => `complete -c krarup -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`)
  .join('\n')}
${commands
  .flatMap(({ name, options }) =>
    options.map(
      ({ long, help, takesValue }) =>
        `complete -c krarup -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}${takesValue ? ' -r' : ''} -d ${quoted(help)}`,
    ),
  )
  .join('\n')}
`
}
