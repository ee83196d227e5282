export { readContract } from './contract-file.ts'
export { type PlanFile, parsePlanFile, readModelName, readPatience, readPlanFile } from './plan-file.ts'
export { scenarioJsonSchema } from './scenario/file-schema.ts'
export { readScenarioFile, readScenarioText, type ScenarioFile } from './scenario/scenario-file.ts'
