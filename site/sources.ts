import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentedPages } from '../docs/pages.ts'
import type { Draft } from './page.ts'

/** Pages of the project that are not in `docs`, with their places in the site. */
const BESIDE: Record<string, string> = {
  'CONTRIBUTING.md': 'project/contributing.html',
  'CHANGELOG.md': 'project/changelog.html',
  'SECURITY.md': 'project/security.html',
  'conformance/README.md': 'conformance.html',
}

/** The pages that people write: README.md, all of `docs`, and a few beside. */
export function writtenPages(root: string): Draft[] {
  const sources = [...documentedPages(), ...Object.keys(BESIDE).filter((path) => existsSync(join(root, path)))]
  return sources.map((source) => ({
    source,
    url: urlOf(source),
    language: source.startsWith('docs/zh/') ? 'zh' : 'en',
    markdown: readFileSync(join(root, source), 'utf8'),
  }))
}

function urlOf(source: string): string {
  if (source === 'README.md') return 'overview.html'
  if (source === 'docs/zh/index.md') return 'zh/overview.html'
  return (
    BESIDE[source] ??
    source
      .replace(/^docs\//, '')

      .replace(/\.md$/, '.html')
  )
}
