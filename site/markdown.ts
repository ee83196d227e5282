import GithubSlugger from 'github-slugger'
import highlighter from 'highlight.js/lib/core'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import createMarkdown, { type MarkdownIt, type Token } from 'markdown-it'
import temml from 'temml'
import type { Draft, Heading, Page, SearchEntry } from './page.ts'

for (const [name, language] of Object.entries({ javascript, json, typescript, xml, yaml }))
  highlighter.registerLanguage(name, language)

/** How the languages of code blocks are called by the highlighter. */
const LANGUAGES: Record<string, string> = {
  js: 'javascript',
  ts: 'typescript',
  json: 'json',
  html: 'xml',
  yaml: 'yaml',
}

/** Characters of a page of the reference that a search looks in. */
const BEGINNING = 500

/** What the renderer asks of the site while it writes a page. */
export interface Surroundings {
  /** The address of what a page links to, seen from that page. */
  link(page: Draft, href: string): string
  /** The address of the page of a command, seen from a page; none where there is no such command, or it is that page. */
  command(page: Draft, name: string): string | undefined
}

/** What is known while a page is rendered. */
interface Env {
  page: Draft
  surroundings: Surroundings
  /** Commands that the page has linked: the first mention is enough. */
  linked: Set<string>
  inLink: boolean
  /** Tables and code so far, for their names. */
  count: number
}

const plain = reader(false)
const withHtml = reader(true)
const escaped = plain.utils.escapeHtml

/** A page in Markdown as HTML, with its headings and what a search finds in it. */
export function renderPage(draft: Draft, surroundings: Surroundings): Page {
  const markdown = draft.html ? withHtml : plain
  const tokens = markdown.parse(draft.markdown, {})
  const headings = nameHeadings(tokens)
  const env: Env = { page: draft, surroundings, linked: new Set(), inLink: false, count: 0 }
  const body = markdown.renderer.render(tokens, markdown.options, env as never)
  const title = headings.find(({ level }) => level === 1)?.text ?? draft.url
  const entries = entriesOf(draft, tokens, title)
  const lead = leadOf(tokens)
  return { ...draft, title, lead, body, headings, entries }
}

function reader(html: boolean): MarkdownIt {
  const markdown = createMarkdown({ html, linkify: false, typographer: false })
  const { rules } = markdown.renderer
  const attributes = (token: Token) => markdown.renderer.renderAttrs(token)
  rules.heading_open = (tokens, index) => `<${tokens[index].tag}${attributes(tokens[index])}>`
  rules.heading_close = (tokens, index) => {
    const id = tokens[index - 2].attrGet('id')
    const mark =
      tokens[index].tag === 'h1' ? '' : ` <a class="anchor" href="#${id}" aria-hidden="true" tabindex="-1">#</a>`
    return `${mark}</${tokens[index].tag}>\n`
  }
  // A policy allows no styles in attributes: what is aligned has a class.
  for (const cell of ['th_open', 'td_open'])
    rules[cell] = (tokens, index) => openedCell(tokens[index], tokens[index + 1].content)
  rules.th_close = (tokens, index) => `</${tokens[index - 1].content === '' ? 'td' : 'th'}>`
  rules.table_open = () => '<div class="wide"><table>\n'
  rules.table_close = () => '</table></div>\n'
  rules.link_open = linkOpen
  rules.link_close = (_tokens, _index, _options, env) => {
    const { inLink } = env as unknown as Env
    Object.assign(env as object, { inLink: false })
    return inLink ? '</a>' : ''
  }
  rules.image = (tokens, index, _options, env) => {
    const { page, surroundings } = env as unknown as Env
    const source = surroundings.link(page, String(tokens[index].attrGet('src') ?? ''))
    return `<img src="${escaped(source)}" alt="${escaped(textOf([tokens[index]]))}" loading="lazy">`
  }
  rules.code_inline = inlineCode
  rules.formula = (tokens, index) => formula(tokens[index].content, false)
  markdown.core.ruler.push('formulas', ({ tokens }) => {
    for (const { children } of tokens) findFormulas(children ?? [])
  })
  rules.fence = (tokens, index) => block(tokens[index].content, tokens[index].info.trim())
  rules.code_block = (tokens, index) => block(tokens[index].content, '')
  return markdown
}

/** A corner of a table without a heading is a plain cell: a heading that says nothing is read out. */
function openedCell({ tag, attrs }: Token, content: string): string {
  const align = /text-align:(\w+)/.exec(String(attrs?.find(([name]) => name === 'style')?.[1]))?.[1]
  const name = tag === 'th' && content !== '' ? 'th scope="col"' : 'td'
  return `<${name}${align ? ` class="${align}"` : ''}>`
}

function linkOpen(tokens: readonly Token[], index: number, _options: unknown, given: unknown): string {
  const env = given as Env
  const href = env.surroundings.link(env.page, String(tokens[index].attrGet('href') ?? ''))
  env.inLink = true
  return `<a href="${escaped(href)}"${/^https?:/.test(href) ? ' rel="noreferrer"' : ''}>`
}

/** Code in a line. A command is linked to its page where it is first named. */
function inlineCode(tokens: readonly Token[], index: number, _options: unknown, given: unknown): string {
  const env = given as Env
  const { content } = tokens[index]
  // What is short stays in one line: browsers break after the dashes of an option.
  const short = content.length <= 26 && !content.includes(' ') ? ' class="short"' : ''
  const code = `<code${short}>${escaped(content)}</code>`
  const name = /^(?:npx )?krarup ([a-z]+)(?= |$)/.exec(content)?.[1]
  if (name === undefined || env.inLink || env.linked.has(name)) return code
  const address = env.surroundings.command(env.page, name)
  if (address === undefined) return code
  env.linked.add(name)
  return `<a href="${escaped(address)}">${code}</a>`
}

/** Code between two dollars is a formula, as on GitHub: the dollars go, and the code is typeset. */
function findFormulas(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    const [before, after] = [tokens[index - 1], tokens[index + 1]]
    if (token.type !== 'code_inline' || !before?.content.endsWith('$') || !after?.content.startsWith('$')) return
    token.type = 'formula'
    before.content = before.content.slice(0, -1)
    after.content = after.content.slice(1)
  })
}

/** A formula in TeX as MathML. What its elements say of their style is in the style sheet, because a policy allows no styles in attributes. */
function formula(tex: string, isBlock: boolean): string {
  const math = temml.renderToString(tex.trim(), { displayMode: isBlock, throwOnError: true })
  const bare = math.replaceAll(/ style="[^"]*"/g, '')
  return isBlock ? `<div class="formula">${bare}</div>\n` : bare
}

function block(text: string, info: string): string {
  const [language] = info.split(/\s/)
  if (language === 'math') {
    const lines = text.trim().split(/\n\s*\n/)
    return lines.map((each) => formula(each, true)).join('')
  }
  return `<div class="code"><pre>${language === 'console' ? terminal(text) : coloured(text, language)}</pre></div>\n`
}

function coloured(text: string, language: string): string {
  const known = LANGUAGES[language]
  const html = known ? highlighter.highlight(text, { language: known }).value : escaped(text)
  // Of a command line a highlighter takes `--for` for a keyword: only remarks are told apart.
  if (language === 'sh')
    return `<code>${html.trimEnd().replaceAll(/(?<=^|\s)#[^\n]*/g, '<span class="hljs-comment">$&</span>')}</code>`
  return `<code>${html.trimEnd()}</code>`
}

/** What is typed at a prompt stands out from what comes out. */
function terminal(text: string): string {
  const lines = text.trimEnd().split('\n')
  return `<code class="terminal">${lines
    .map((line) => (line.startsWith('$ ') ? `<kbd>${escaped(line.slice(2))}</kbd>` : escaped(line)))
    .join('\n')}</code>`
}

/** Gives every heading the anchor that GitHub gives it. */
function nameHeadings(tokens: readonly Token[]): Heading[] {
  const slugger = new GithubSlugger()
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return []
    const text = textOf([tokens[index + 1]])
    const id = slugger.slug(text)
    token.attrSet('id', id)
    return [{ level: Number(token.tag.slice(1)), text, id }]
  })
}

/** What tokens say, without marks. */
function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (children) return textOf(children)
      if (type === 'softbreak' || type === 'hardbreak') return ' '
      return type === 'html_inline' || type === 'html_block' ? '' : content
    })
    .join('')
}

function leadOf(tokens: readonly Token[]): string {
  const first = tokens.findIndex(({ type, level }) => type === 'paragraph_open' && level === 0)
  return first < 0 ? '' : firstSentence(textOf([tokens[first + 1]]))
}

/** The first sentence, cut at a word where it is long. */
export function firstSentence(text: string): string {
  const sentence = /^.*?[.!?。！？](?=\s|$|(?<=[。！？]))/s.exec(text)?.[0] ?? text
  const clean = sentence.replaceAll(/\s+/g, ' ').trim()
  return clean.length <= 220 ? clean : `${clean.slice(0, 200).replace(/\s+\S*$/, '')} …`
}

/** A page section by section, as text. */
function entriesOf({ url, under }: Draft, tokens: readonly Token[], title: string): SearchEntry[] {
  const entries: (SearchEntry & { parts: string[] })[] = []
  const begin = (heading: string, id: string) =>
    entries.push({ url: id ? `${url}#${id}` : url, title, heading, text: '', parts: [] })
  begin('', '')
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      if (token.tag !== 'h1') begin(textOf([tokens[index + 1]]), String(token.attrGet('id') ?? ''))
    } else if (tokens[index - 1]?.type !== 'heading_open' && token.content) entries.at(-1)!.parts.push(textOf([token]))
  })
  const read = entries
    .map(({ parts, ...entry }) => ({ ...entry, text: parts.join(' ').replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ heading, text }, index) => index === 0 || heading || text)
  // Of the many pages of a reference the name and the beginning are enough.
  if (under !== undefined)
    return [
      {
        ...read[0],
        text: read
          .map(({ text }) => text)
          .join(' ')
          .slice(0, BEGINNING),
      },
    ]
  return read
}
