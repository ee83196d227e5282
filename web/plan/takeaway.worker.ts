import { toCsv } from 'krarup/io/browser'
import { planCsvRows, planPage, planWorkbook, toXlsx } from 'krarup/report'
import { answer } from '../shared/worker-host.ts'
import type { TakeAway } from './types.ts'

/** What can be taken away of a finished plan. It is loaded when it is asked for: the writer of workbooks is heavy. */
answer({
  csv: ({ plan, language }: TakeAway) => {
    const { headings, rows } = planCsvRows(plan, language)
    return toCsv(headings, rows)
  },
  xlsx: ({ plan, title, generated, language }: TakeAway) => toXlsx(planWorkbook(plan, { title, generated, language })),
  page: ({ plan, history, title, generated, told, language }: TakeAway) =>
    planPage(plan, history, { title, generated, findings: told, language }),
})
