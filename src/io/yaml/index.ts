export { parsePlanFile, readModelName, readPatience, readPlanFile } from './plan-file.ts'
export { parseScenarioFile, readScenarioFile, type ScenarioFile } from './scenario-file.ts'
export { scenarioJsonSchema } from './scenario-file-schema.ts'
