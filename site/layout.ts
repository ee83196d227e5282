import type { Chapter } from './navigation.ts'
import type { Page, SiteLanguage } from './page.ts'

/** What browsers let the pages do: run the site's own scripts, show its pictures, and connect to nothing. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const TEXTS = {
  en: {
    skip: 'Skip to the content',
    home: 'Home',
    search: 'Search',
    searchHint: 'Search (press /)',
    nothing: 'Nothing found',
    results: 'Results',
    pages: 'All pages',
    onThisPage: 'On this page',
    previous: 'Previous',
    next: 'Next',
    playground: 'Playground',
    other: '中文',
    copy: 'Copy',
    copied: 'Copied',
    footer: 'krarup, MIT licence. These pages work from a folder, without a network.',
  },
  zh: {
    skip: '跳到正文',
    home: '首页',
    search: '搜索',
    searchHint: '搜索（按 /）',
    nothing: '没有找到',
    results: '搜索结果',
    pages: '全部页面',
    onThisPage: '本页内容',
    previous: '上一页',
    next: '下一页',
    playground: '试用',
    other: 'English',
    copy: '复制',
    copied: '已复制',
    footer: 'krarup，MIT 许可。这些页面可直接从文件夹打开，无需联网。',
  },
} as const satisfies Record<SiteLanguage, Record<string, string>>

/** A link in the list of pages. */
export interface Link {
  url: string
  title: string
}

/** What surrounds a page. */
export interface Frame {
  /** The chapters of its language, with their pages in order. */
  chapters: readonly { chapter: Chapter; links: readonly Link[] }[]
  /** The same page in another language, or that language's first page. */
  other?: Link & { language: SiteLanguage }
  /** The page of the list that a page belongs to which is in no list itself. */
  under?: Link
  /** Whether the playground is beside the pages. */
  playground: boolean
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The address of a place of the site, seen from a page. */
export function seenFrom(page: { url: string }, url: string): string {
  return `${'../'.repeat(page.url.split('/').length - 1)}${url}`
}

/** A page with all that surrounds it, as a file. */
export function layout(page: Page, frame: Frame): string {
  const words = TEXTS[page.language]
  const to = (url: string) => escaped(seenFrom(page, url))
  const home = page.language === 'en' ? 'index.html' : `${page.language}/index.html`
  const isHome = page.url === home
  const ordered = frame.chapters.flatMap(({ links }) => links)
  const place = ordered.findIndex(({ url }) => url === page.url)
  const here = frame.under?.url ?? page.url
  const chapter = frame.chapters.find(({ links }) => links.some(({ url }) => url === here))?.chapter
  const turns = place < 0 ? '' : turn(page, ordered[place - 1], ordered[place + 1])
  const contents = isHome ? '' : tableOfContents(page)
  return `<!doctype html>
<html lang="${page.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="${escaped(page.lead)}">
<meta name="color-scheme" content="light dark">
<title>${isHome ? 'krarup' : `${escaped(page.title)} · krarup`}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${to('docs.css')}">
<script defer src="${to('docs.js')}"></script>
</head>
<body data-top="${to('')}" data-nothing="${words.nothing}" data-results="${words.results}" data-copy="${words.copy}" data-copied="${words.copied}">
<a class="skip" href="#main">${words.skip}</a>
<header class="site"><div>
<a class="brand" href="${to(home)}">krarup</a>
${isHome ? '' : `<a class="narrow" href="#pages">${words.pages}</a>`}
<form class="search" role="search" hidden><input type="search" aria-label="${words.search}" placeholder="${words.searchHint}" autocomplete="off" spellcheck="false" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="found"><div id="found" role="listbox" aria-label="${words.results}" hidden></div><p class="away" role="status"></p></form>
${frame.playground ? `<a href="${to('playground/index.html')}">${words.playground}</a>` : ''}
${frame.other ? `<a href="${to(frame.other.url)}" hreflang="${frame.other.language}" lang="${frame.other.language}">${escaped(frame.other.title)}</a>` : ''}
</div></header>
<div class="columns${isHome ? ' home' : ''}">
<main id="main" tabindex="-1">
${chapter && !isHome ? `<p class="chapter">${escaped(chapter.title[page.language])}${frame.under ? ` / <a href="${to(frame.under.url)}">${escaped(frame.under.title)}</a>` : ''}</p>` : ''}
${contents && `<details class="contents narrow"><summary>${words.onThisPage}</summary>${contents}</details>`}
<article${page.under === undefined ? '' : ' class="reference"'}>
${page.body}</article>
${turns}
</main>
${contents && `<aside class="contents" aria-label="${words.onThisPage}"><p>${words.onThisPage}</p>${contents}</aside>`}
${isHome ? '' : listOfPages(page, frame)}
</div>
<footer><p>${words.footer}</p></footer>
</body>
</html>
`
}

/** The name of a link to a page in another language. */
export const otherName = (language: SiteLanguage): string => TEXTS[language].other

function listOfPages(page: Page, { chapters, under }: Frame): string {
  const words = TEXTS[page.language]
  const parts = chapters.map(({ chapter, links }) => {
    const isHere = links.some(({ url }) => url === (under?.url ?? page.url))
    const items = links.map(({ url, title }) => {
      const here = url === page.url ? ' aria-current="page"' : ''
      return `<li><a href="${escaped(seenFrom(page, url))}"${here}>${escaped(title)}</a></li>`
    })
    return `<details${isHere ? ' open' : ''}><summary>${escaped(chapter.title[page.language])}</summary><ul>${items.join('')}</ul></details>`
  })
  return `<nav class="pages" id="pages" aria-label="${words.pages}">${parts.join('')}</nav>`
}

function tableOfContents({ headings }: Page): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3)
  if (shown.length < 2) return ''
  const items = shown.map(
    ({ level, text, id }) => `<li class="level-${level}"><a href="#${escaped(id)}">${escaped(text)}</a></li>`,
  )
  return `<ul>${items.join('')}</ul>`
}

function turn(page: Page, before: Link | undefined, after: Link | undefined): string {
  const words = TEXTS[page.language]
  const link = (to: Link, side: 'previous' | 'next') =>
    `<a class="${side}" rel="${side === 'next' ? 'next' : 'prev'}" href="${escaped(seenFrom(page, to.url))}"><small>${words[side]}</small> ${escaped(to.title)}</a>`
  return `<nav class="turn" aria-label="${words.previous}, ${words.next}">${before ? link(before, 'previous') : '<span></span>'}${after ? link(after, 'next') : ''}</nav>`
}
