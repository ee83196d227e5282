/** Scenario files as texts: read, checked and written where there are no files, as in a page. */
export { scenarioJsonSchema } from './file-schema.ts'
export { parseScenarioFile, type ScenarioFile } from './scenario-file.ts'
export { scenarioText } from './scenario-text.ts'
