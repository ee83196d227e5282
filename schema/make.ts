import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scenarioJsonSchema } from '../src/io/yaml/index.ts'

/** Writes the JSON Schema of scenario files beside this program: `npx tsx schema/make.ts`. */
export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('./scenario.schema.json', import.meta.url), schemaText())
