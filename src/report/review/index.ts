export { REVIEW_PERIODS, type ReviewPeriod, reviewCsvRows } from './review-csv.ts'
export { REVIEW_JSON_VERSION, reviewJson } from './review-json.ts'
export { type ReviewPageOptions, reviewPage } from './review-page.ts'
export { reviewTable } from './review-table.ts'
