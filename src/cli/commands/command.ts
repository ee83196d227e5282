import { Command } from 'commander'
import type { Terminal } from '../terminal.ts'

/** Options as commander hands them over: texts and switches. What they mean is read where the command runs. */
export type Words = Record<string, string | string[] | boolean | undefined>

/** Builds one command. `finished` takes its exit status. */
export type BuildCommand = (terminal: Terminal, finished: (status: number) => void) => Command

interface CommandText {
  name: string
  summary: string
  description: string
  /** Lines that can be typed. */
  examples: readonly string[]
}

/** A command with its examples under its help. */
export function describeCommand({ name, summary, description, examples }: CommandText): Command {
  return new Command(name)
    .summary(summary)
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`)
}

/** Options of every command that reads a history. */
export function addHistoryOptions(command: Command): Command {
  return command
    .option('--sheet <name>', 'the sheet of a workbook (.xlsx), where several have a history')
    .option(
      '--map <measure=heading>',
      'take a column under another heading, for example offered=Calls (repeatable)',
      collect,
    )
    .option('--date-order <order>', 'ymd, dmy or mdy, where the file leaves it open')
    .option('--decimal <mark>', 'point or comma, where the file leaves it open')
    .option(
      '--unit <times=unit>',
      'the unit of the handle times or of the waits: aht=ms, aht=min, wait=s, also h and days; talk=, hold= and wrap= of parts (repeatable)',
      collect,
    )
    .option('--timezone <zone>', 'the zone of the wall clock, for example Europe/Copenhagen: days of 23 and 25 hours')
    .option('--interval <duration>', 'length of an interval, where the file leaves it open')
    .option('--labels <which>', 'what the times of the rows are: start (default) or end of the interval')
    .option('--threshold <duration>', 'what "answered within" in the file means, where its heading does not say')
    .option('--absent <meaning>', 'rows absent in open hours: missing (default) or zero')
    .option(
      '--rename <old=new>',
      'take a queue under another name; two of one name become one queue (repeatable)',
      collect,
    )
    .option('--sums <rule>', 'queues that are sums of others: drop or keep, where names and figures do not agree')
    .option('--rejects <file>', 'write rows that cannot be read to this file, and go on')
    .option(
      '--queue <name>',
      'only this queue (repeatable); plan and backtest: redis://host/name shares the work, see krarup work',
      collect,
    )
    .option(
      '--holidays <file>',
      'special days: a file date,name,like, or china for the public holidays there (repeatable: a file goes before)',
      collect,
    )
    .option('--force', 'overwrite existing files')
}

/** What to make of a history's odd stretches, and which events it had. */
export function addEventOptions(command: Command): Command {
  return command
    .option(
      '--events <file>',
      'campaigns and other known events, and what to keep, ignore or replace in the history: date,to,name,kind,queue,contacts,aht,measure',
    )
    .option('--no-clean', 'learn from odd stretches of the history as they were recorded; they are told only')
}

/** Options of the commands that learn from a history. */
export function addLearningOptions(command: Command): Command {
  return addEventOptions(command).option(
    '--cases <file>',
    'write everything odd in the history to this file, in the form of an events file',
  )
}

/** Options of the commands that look ahead: which days. */
export function addHorizonOptions(command: Command, verb: 'plan' | 'forecast'): Command {
  return command
    .option('--days <n>', `days to ${verb} (default 14)`)
    .option('--weeks <n>', 'weeks, in place of days')
    .option('--months <n>', 'months, in place of days: until the day before the same day of the month')
    .option('--start <date>', 'first day, or a month for its first: 2026-05 (default: the day after the history)')
    .option('--to <date>', 'last day, in place of a number of days; a month for its last')
}

/** Options of the commands that look ahead: what is known beside the history. */
export function addKnownOptions(command: Command): Command {
  return command
    .option(
      '--actuals <file>',
      "today's figures so far, an export like the history's: the rest of the day is forecast again",
    )
    .option(
      '--until <time>',
      "with --actuals: until when today's figures are whole, for example 12:00 (default: their last interval)",
    )
    .option(
      '--growth <change>',
      "more or fewer contacts than the models expect: +10%, 'Sales -5%', 'Sales +10% 2026-05-01..2026-05-31' (repeatable)",
      collect,
    )
    .option('--override <file>', 'your own figures: date,queue,contacts,factor,aht,name')
}

/** Options of the commands whose months a contract pays. */
export function addContractOptions(command: Command): Command {
  return command
    .option('--contract <file>', 'what clients pay by the month, penalties and bonuses: a YAML file')
    .option('--margin <share>', 'with --contract: which prices give this margin, for example 15%')
}

/** The option of the commands whose work can be cut into parts. */
export function addPartOption(command: Command): Command {
  return command.option(
    '--part <k/n>',
    'compute only this share of the work, for example 3/40, into a file; krarup merge answers',
  )
}

/** The same, and the file, where `--out` is nothing else. */
export function addPartOptions(command: Command): Command {
  return addPartOption(command).option('--out <file>', 'with --part: the file (default part-3.points)')
}

/** Options of every command that prints a table. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .option('--csv', 'print CSV')
    .option(
      '--csv-locale <tag>',
      'CSV for a spreadsheet of this locale, such as de: its decimal mark, and the delimiter that goes with it',
    )
    .option('--raw-text', 'in CSV, leave names that begin like a formula (=, +, -, @) without an apostrophe in front')
    .option('--lang <language>', 'language of what is printed: en, zh or de', 'en')
}

/** The file of commands that print an answer and write nothing else unless they are asked. */
export function addAnswerFile(command: Command): Command {
  return command.option('-o, --out <file>', 'write the answer to a file too: CSV, a workbook (.xlsx) or JSON')
}

/** For options that may be given several times. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}
