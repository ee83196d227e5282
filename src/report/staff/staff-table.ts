import { formatTarget } from '../../domain/index.ts'
import { scheduledAgents } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { columnsOf, finite } from './columns.ts'
import { describeQuestion, questionJson, type StaffAnswer, type StaffQuestion } from './question.ts'
import { staffColumns, staffWords } from './words.ts'

const { fill } = figures

/** What so many agents achieve, a row for each number of them; where agents were asked for, those that are needed too. */
export interface Staffing {
  question: StaffQuestion
  /** In the order of their agents. */
  answers: readonly StaffAnswer[]
  /** The fewest agents that meet the target, and the conditions that one agent less misses. */
  found?: { agents: number; binding: readonly string[] }
}

/** What so many agents achieve, for the terminal, a line an element. */
export function staffTable({ question, answers, found }: Staffing, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('staffTable', options)
  const { number } = figuresIn(language)
  const words = staffWords(language)
  const { shrinkage, target, redial } = question
  const columns = columnsOf(question)
  const of = answerOf(answers, found)
  return [
    ...(found ? [describeFound(found.agents, shrinkage, language)] : []),
    fill(found?.binding.length ? words.questionBinding : words.question, {
      question: describeQuestion(question, language),
      target: formatTarget(target),
      conditions: (found?.binding ?? []).map((name) => conditionName(name, language)).join(words.listed),
    }),
    ...(redial > 0 && of
      ? [fill(words.attempts, { first: number(of.firstAttempts, 1), all: number(of.allAttempts, 1) })]
      : []),
    '',
    ...table(
      columns.map(({ heading }) => ({ heading: heading(language), align: 'right' as const })),
      answers.map((each) => columns.map(({ text, value }) => text(value(each), figuresIn(language)))),
      { ...style, bold: (row) => answers[row].state.agents === found?.agents },
    ),
  ]
}

function answerOf(answers: Staffing['answers'], found: Staffing['found']): StaffAnswer | undefined {
  return answers.find(({ state }) => state.agents === found?.agents)
}

function describeFound(agents: number, shrinkage: number, language: Language): string {
  const words = staffWords(language)
  return shrinkage > 0
    ? fill(words.answerScheduled, {
        agents,
        scheduled: scheduledAgents(agents, shrinkage),
        shrinkage: figuresIn(language).share(shrinkage),
      })
    : fill(words.answer, { agents })
}

function conditionName(condition: string, language: Language): string {
  const words: { readonly [name: string]: string } = staffWords(language)
  return words[`${condition}Missed`] ?? condition
}

/** What so many agents achieve, as JSON can carry it. */
export function staffJson({ question, answers, found }: Staffing): object {
  const columns = columnsOf(question)
  const of = answerOf(answers, found)
  return {
    version: 1,
    question: questionJson(question),
    ...(found
      ? {
          agents: found.agents,
          scheduled: scheduledAgents(found.agents, question.shrinkage),
          binding: found.binding,
        }
      : {}),
    ...(of ? { state: of.state.toJSON() } : {}),
    rows: answers.map((each) =>
      Object.fromEntries(columns.map(({ name, value }) => [name, finite(value(each), null)])),
    ),
  }
}

/** What so many agents achieve, as CSV has it. */
export function staffCsvRows({ question, answers }: Staffing, language: Language = 'en'): CsvRows {
  const columns = columnsOf(question)
  const names = staffColumns(language)
  return {
    headings: columns.map(({ name }) => names[name]),
    rows: answers.map((each) => columns.map(({ value }) => finite(value(each), ''))),
  }
}
