export { parsePlanFile, readModelName, readPatience, readPlanFile } from './plan-file.ts'
export { readScenarioFile, readScenarioText, type ScenarioFile } from './scenario-file.ts'
export { scenarioJsonSchema } from './scenario-file-schema.ts'
