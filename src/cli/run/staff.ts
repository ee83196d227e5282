import { largestVolume, longestAht, patienceRange } from '../../erlang/index.ts'
import {
  describeSolved,
  type Solved,
  type Staffing,
  type StaffQuestion,
  solvedCsvRows,
  solvedJson,
  staffCsvRows,
  staffJson,
  staffTable,
} from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { printAnswer, printOptions } from './output.ts'
import { runBatch } from './staff-batch.ts'
import { staffDeferred } from './staff-deferred.ts'
import { answerAt, readQuestion, requirementOf } from './staff-question.ts'
import { Options } from './words.ts'

/** Rows shown on either side of the answer. */
const AROUND = 3

/** `krarup staff`. */
export async function runStaff(batch: string | undefined, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  if (batch !== undefined) return runBatch(batch, words, options, terminal)
  if (options.text('deadline') !== undefined) return staffDeferred(options, terminal)
  const question = readQuestion(words)
  if (question.solve) return printSolved(solve(question, question.solve), options, terminal)
  const { agents } = question
  return agents
    ? printStaffing(question, range(agents.from, agents.to), undefined, options, terminal)
    : answer(question, options, terminal)
}

function answer(question: StaffQuestion, options: Options, terminal: Terminal): number {
  const { agents, binding, warnings } = requirementOf(question)
  const most = question.lines === undefined ? agents + AROUND : Math.min(question.lines, agents + AROUND)
  const around = range(Math.max(0, agents - AROUND), most)
  const status = printStaffing(question, around, { agents, binding }, options, terminal)
  for (const warning of warnings) terminal.note(warning)
  return status
}

/** What so many agents achieve, with the answer where one was asked for. */
function printStaffing(
  question: StaffQuestion,
  agents: readonly number[],
  found: Staffing['found'],
  options: Options,
  terminal: Terminal,
): number {
  const print = printOptions(options, terminal)
  const staffing: Staffing = {
    question,
    answers: agents.map((n) => answerAt(question, n)),
    ...(found ? { found } : {}),
  }
  printAnswer(terminal, options, {
    lines: () => staffTable(staffing, print),
    json: () => staffJson(staffing),
    csv: () => staffCsvRows(staffing, print.language),
  })
  return EXIT.done
}

/** The reverse questions. */
function solve(question: StaffQuestion, what: NonNullable<StaffQuestion['solve']>): Solved {
  const { interval, target, model, patience, lines, redial, aht, volume } = question
  const agents = question.agents!.from
  const others = { agents, model, patience, lines, redial }
  if (what === 'volume')
    return { question, value: largestVolume({ ...others, aht: aht!, interval }, target).volumePerInterval }
  if (what === 'aht')
    return { question, value: longestAht({ ...others, volumePerInterval: volume!, interval }, target) }
  const found = patienceRange({ agents, lines, redial, volumePerInterval: volume!, interval, aht: aht! }, target)
  return { question, value: found?.from ?? Number.NaN, most: found?.to ?? Number.NaN }
}

function printSolved(solved: Solved, options: Options, terminal: Terminal): number {
  const { language } = printOptions(options, terminal)
  printAnswer(terminal, options, {
    lines: () => [describeSolved(solved, language)],
    json: () => solvedJson(solved),
    csv: () => solvedCsvRows(solved, language),
  })
  return solved.value > 0 || (solved.most !== undefined && solved.value === 0) ? EXIT.done : EXIT.no
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
