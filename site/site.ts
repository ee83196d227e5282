import { cpSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import MiniSearch from 'minisearch'
import { homePage } from './home.ts'
import { type Frame, type Link, layout, otherName, seenFrom } from './layout.ts'
import { renderPage, type Surroundings } from './markdown.ts'
import { chaptersOf, inLanguage } from './navigation.ts'
import type { Draft, MadeFile, Page, SiteLanguage } from './page.ts'
import { SEARCH_FIELDS, SEARCH_STORED, searchWords } from './script/search-words.ts'

const LANGUAGES: readonly SiteLanguage[] = ['en', 'zh']
/** Characters of a section that a result of a search shows. */
const EXCERPT = 150

/** The pages of the site as HTML, and what they link to. */
export interface Site {
  pages: readonly Page[]
  /** Files that are made beside them. */
  made: readonly MadeFile[]
  /** Paths of files of the project, which are copied to `files/`. */
  files: readonly string[]
}

/** Renders pages. Throws with a list of all links that lead nowhere. */
export function renderSite(root: string, drafts: readonly Draft[], made: readonly MadeFile[] = []): Site {
  const madePaths = new Set(made.map(({ path }) => `made/${path}`))
  const bySource = new Map(drafts.map((draft) => [draft.source, draft]))
  const files = new Set<string>()
  const broken: string[] = []
  const anchors: { from: Draft; to: Draft; id: string }[] = []
  const surroundings: Surroundings = {
    command: (page, name) => {
      const to = bySource.get(`made/commands/${name}.md`)
      return to && to !== page ? seenFrom(page, to.url) : undefined
    },
    link: (page, href) => {
      if (/^[a-z]+:/.test(href)) return href
      const [path, id] = href.split('#').map(decodeURI)
      const source = path === '' ? page.source : posix.join(posix.dirname(page.source), path)
      const to = bySource.get(source) ?? bySource.get(posix.join(source, 'index.md'))
      if (to) {
        if (id !== undefined) anchors.push({ from: page, to, id })
        return `${path === '' ? '' : seenFrom(page, to.url)}${id === undefined ? '' : `#${id}`}`
      }
      if (madePaths.has(source)) return seenFrom(page, source.replace('made/', ''))
      if (existsSync(join(root, source)) && statSync(join(root, source)).isFile()) {
        files.add(source)
        return seenFrom(page, `files/${source}`)
      }
      broken.push(`${page.source}: ${href}`)
      return href
    },
  }
  const pages = drafts.map((draft) => renderPage(draft, surroundings))
  const ids = new Map(pages.map(({ source, body }) => [source, new Set(idsOf(body))]))
  for (const { from, to, id } of anchors)
    if (!ids.get(to.source)!.has(id)) broken.push(`${from.source}: ${to.source}#${id}`)
  if (broken.length > 0) throw new Error(`links that lead nowhere:\n${broken.map((each) => `  ${each}`).join('\n')}`)
  return { pages, made, files: [...files] }
}

function idsOf(html: string): string[] {
  return [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id.replaceAll('&amp;', '&'))
}

/** Writes a site to a folder. */
export function writeSite(root: string, folder: string, { pages, made, files }: Site, playground: boolean): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const language of LANGUAGES) {
    const own = pages.filter((page) => page.language === language)
    if (own.length === 0) continue
    const chapters = chaptersOf(
      own.filter(({ under }) => under === undefined),
      language,
    ).map(({ chapter, pages: listed }) => ({
      chapter,
      links: listed.map(({ source, label }): Link => {
        const { url, title } = own.find((page) => page.source === source)!
        return { url, title: label ?? title }
      }),
    }))
    for (const page of own) {
      const other = otherOf(page, pages)
      const above = own.find(({ source }) => source === page.under)
      const under = above && { url: above.url, title: above.title }
      const frame: Frame = { chapters, playground, ...(under ? { under } : {}), ...(other ? { other } : {}) }
      write(page.url, layout(page, frame))
    }
    const home = homePage(language, chapters, own)
    const other = otherOf(home, pages)
    write(home.url, layout(home, { chapters, playground, ...(other ? { other } : {}) }))
    write(`search-${language}.js`, searchScript([...own, ...untranslated(own, pages)]))
  }
  for (const { path, text } of made) write(path, text)
  for (const path of files) {
    mkdirSync(dirname(join(folder, 'files', path)), { recursive: true })
    cpSync(join(root, path), join(folder, 'files', path))
  }
}

/** The same page in the other language; where it is not translated, that language's first page. */
function otherOf(page: Page, pages: readonly Page[]): Frame['other'] {
  const language: SiteLanguage = page.language === 'en' ? 'zh' : 'en'
  const own = pages.filter((each) => each.language === language)
  if (own.length === 0) return undefined
  const twin = own.find(({ source }) =>
    page.language === 'en' ? source === inLanguage(page.source, language) : inLanguage(source, 'zh') === page.source,
  )
  const home = language === 'en' ? 'index.html' : `${language}/index.html`
  return { url: twin?.url ?? home, title: otherName(page.language), language }
}

/** Pages that people wrote in English and that are not there in the language of others: better found so than not at all. */
function untranslated(own: readonly Page[], pages: readonly Page[]): Page[] {
  const { language } = own[0]
  if (language === 'en') return []
  const translated = new Set(own.map(({ source }) => source))
  return pages.filter(
    ({ language: written, source, under }) =>
      written === 'en' && under === undefined && !translated.has(inLanguage(source, language)),
  )
}

/** What a search looks in, as a script that a page from a folder may load. */
function searchScript(pages: readonly Page[]): string {
  const index = new MiniSearch({ fields: SEARCH_FIELDS, storeFields: SEARCH_STORED, tokenize: searchWords })
  const entries = pages.flatMap(({ entries }) => entries)
  index.addAll(entries.map((entry, id) => ({ ...entry, id, excerpt: entry.text.slice(0, EXCERPT) })))
  return `krarupSearch(${JSON.stringify(JSON.stringify(index)).replace(/[\u2028\u2029]/g, ' ')})\n`
}
