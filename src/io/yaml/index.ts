export { type PlanFile, parsePlanFile, readModelName, readPatience, readPlanFile } from './plan-file.ts'
export { readYamlDocument } from './yaml-document.ts'
