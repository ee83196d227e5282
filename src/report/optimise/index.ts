export type { OptimiseAnswer } from './answer.ts'
export { optimiseReport } from './optimise-page.ts'
export { OPTIMISE_JSON_VERSION, optimiseCsvRows, optimiseJson, optimiseTable } from './optimise-table.ts'
