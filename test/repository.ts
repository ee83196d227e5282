import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The top of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url))

export interface PackageJson {
  name: string
  version: string
  files: string[]
  bin: Record<string, string>
  exports: Record<string, string | { types: string; default: string }>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  peerDependencies: Record<string, string>
}

export function packageJson(): PackageJson {
  return JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
}

/** The subpaths of the package that are code, as they are imported: `krarup`, `krarup/erlang`. */
export function codeSubpaths(): string[] {
  const { name, exports } = packageJson()
  return Object.entries(exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([subpath]) => subpath.replace('.', name))
}

/** Paths of files in a folder and the folders in it, relative to the top, whose names end so; none where there is no such folder. */
export function filesIn(folder: string, ending: string): string[] {
  try {
    return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith(ending))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Examples of scenarios; what lies in folders beside them is read by other commands. */
export function scenarioExamples(): string[] {
  return filesIn('examples', '.yaml').filter((path) => path.split('/').length === 2)
}
