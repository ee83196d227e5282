import { staffWarning } from '../../domain/messages/index.ts'
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
import { ANSWER_FORMATS, type CheckedFiles, checkFiles } from './files.ts'
import { giveAnswer, printOptions } from './output.ts'
import { runBatch } from './staff-batch.ts'
import { staffDeferred } from './staff-deferred.ts'
import { answerAt, checkCompanions, readQuestion, requirementOf } from './staff-question.ts'
import { Options } from './words.ts'

/** Rows shown on either side of the answer. */
const AROUND = 3

/** `krarup staff`. */
export async function runStaff(batch: string | undefined, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const files = await checkFiles(options, { input: batch, writes: { out: ANSWER_FORMATS } })
  if (batch !== undefined) return runBatch(batch, words, options, terminal, files)
  if (options.text('deadline') !== undefined) return staffDeferred(options, terminal, files)
  checkCompanions((name) => words[name] !== undefined)
  const question = readQuestion(words)
  if (question.solve) return printSolved(solve(question, question.solve), options, terminal, files)
  const { agents } = question
  return agents
    ? printStaffing(question, range(agents.from, agents.to), undefined, options, terminal, files)
    : answer(question, options, terminal, files)
}

async function answer(
  question: StaffQuestion,
  options: Options,
  terminal: Terminal,
  files: CheckedFiles,
): Promise<number> {
  const { agents, binding, warnings } = requirementOf(question)
  const most = question.lines === undefined ? agents + AROUND : Math.min(question.lines, agents + AROUND)
  const around = range(Math.max(0, agents - AROUND), most)
  const status = await printStaffing(question, around, { agents, binding }, options, terminal, files)
  for (const warning of warnings) terminal.say(staffWarning(warning))
  return status
}

/** What so many agents achieve, with the answer where one was asked for. */
async function printStaffing(
  question: StaffQuestion,
  agents: readonly number[],
  found: Staffing['found'],
  options: Options,
  terminal: Terminal,
  files: CheckedFiles,
): Promise<number> {
  const print = printOptions(options, terminal)
  const staffing: Staffing = {
    question,
    answers: agents.map((n) => answerAt(question, n)),
    ...(found ? { found } : {}),
  }
  await giveAnswer(files, options, terminal, {
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

async function printSolved(solved: Solved, options: Options, terminal: Terminal, files: CheckedFiles): Promise<number> {
  const { language } = printOptions(options, terminal)
  await giveAnswer(files, options, terminal, {
    lines: () => [describeSolved(solved, language)],
    json: () => solvedJson(solved),
    csv: () => solvedCsvRows(solved, language),
  })
  return solved.value > 0 || (solved.most !== undefined && solved.value === 0) ? EXIT.done : EXIT.no
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
