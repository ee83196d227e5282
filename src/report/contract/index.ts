export { contractContent, contractJson, contractTable, contractTitle, priceSentences } from './contract-table.ts'
