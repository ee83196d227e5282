import { readdirSync } from 'node:fs'

/** README.md and every page in `docs`, with those in its folders. */
export function documentedPages(): string[] {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
  return ['README.md', ...pages.map((name) => `docs/${name.replaceAll('\\', '/')}`).sort()]
}

/** Tutorials are followed step by step in an empty folder; the commands of all other pages run from the project's. */
export const isTutorial = (page: string): boolean =>
  page.split('/').includes('tutorials') && !page.endsWith('/index.md')
