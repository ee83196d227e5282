import MiniSearch from 'minisearch'
import { SEARCH_FIELDS, SEARCH_STORED, searchWords } from './search-words.ts'

/** What the index keeps of a section. */
interface Found {
  url: string
  title: string
  heading: string
  excerpt: string
}

declare global {
  var krarupSearch: (index: string) => void
}

const { top = '', nothing = '', copy = '', copied = '' } = document.body.dataset
/** Results that are shown. */
const MOST = 12

/** The index is a script of its own, loaded when somebody begins to search: a page from a folder may load a script, and fetch nothing. */
let loading: Promise<MiniSearch> | undefined
function loadIndex(): Promise<MiniSearch> {
  loading ??= new Promise((resolve, reject) => {
    globalThis.krarupSearch = (index) =>
      resolve(MiniSearch.loadJSON(index, { fields: SEARCH_FIELDS, storeFields: SEARCH_STORED, tokenize: searchWords }))
    const script = document.createElement('script')
    script.src = `${top}search-${document.documentElement.lang.slice(0, 2)}.js`
    script.addEventListener('error', () => {
      loading = undefined
      reject(new Error(`${script.src} is not there: copy the whole folder of the site`))
    })
    document.head.append(script)
  })
  return loading
}

/** Sections that hold all words, or begin with them; where there are none, those that hold some. */
function find(index: MiniSearch, query: string): Found[] {
  const options = {
    boost: { title: 6, heading: 4 },
    prefix: true,
    fuzzy: (term: string) => (term.length > 4 ? 0.2 : 0),
    weights: { prefix: 0.5, fuzzy: 0.2 },
    // What people write comes before the reference, and both before what has changed.
    boostDocument: (_id: unknown, _term: string, stored?: Record<string, unknown>) =>
      weightOf(String(stored?.url), query),
  }
  const all = index.search(query, { ...options, combineWith: 'AND' })
  const found = all.length > 0 ? all : index.search(query, options)
  return found.slice(0, MOST) as unknown as Found[]
}

function weightOf(url: string, query: string): number {
  // Who types an option wants the commands that take it.
  if (url.startsWith('commands/')) return query.startsWith('--') ? 20 : 1
  // On Chinese pages, which find English ones where there is no other.
  if (/^zh\/(?!guides)/.test(url)) return 1.5
  if (/^(zh\/)?guides\//.test(url)) return 2
  if (/^(zh\/)?(tutorials|from)\//.test(url)) return 1.5
  if (url.startsWith('api/')) return 0.5
  return url.startsWith('project/') ? 0.3 : 1
}

function beginSearch(form: HTMLFormElement): void {
  const field = form.querySelector('input')!
  const list = form.querySelector<HTMLElement>('#found')!
  const status = form.querySelector<HTMLElement>('[role=status]')!
  let chosen = -1

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('a')]
  const choose = (place: number) => {
    const all = options()
    chosen = all.length === 0 ? -1 : (place + all.length) % all.length
    for (const [index, option] of all.entries()) option.setAttribute('aria-selected', String(index === chosen))
    if (chosen >= 0) {
      field.setAttribute('aria-activedescendant', all[chosen].id)
      all[chosen].scrollIntoView({ block: 'nearest' })
    } else field.removeAttribute('aria-activedescendant')
  }
  const show = (open: boolean) => {
    list.hidden = !open
    field.setAttribute('aria-expanded', String(open))
    if (!open) choose(-1)
  }
  const search = async () => {
    const query = field.value.trim()
    if (query === '') return show(false)
    try {
      const found = find(await loadIndex(), query)
      if (query !== field.value.trim()) return
      const words = searchWords(query)
      list.replaceChildren(...found.map((one, index) => resultOf(one, index, words)))
      status.textContent = found.length === 0 ? nothing : `${found.length}`
      if (found.length === 0) list.replaceChildren(Object.assign(document.createElement('p'), { textContent: nothing }))
      show(true)
      if (found.length > 0) choose(0)
    } catch (error) {
      status.textContent = (error as Error).message
      list.replaceChildren(Object.assign(document.createElement('p'), { textContent: (error as Error).message }))
      show(true)
    }
  }

  field.addEventListener('focus', () => void loadIndex().catch(() => {}), { once: true })
  field.addEventListener('input', () => void search())
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) void search()
      else choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
      event.preventDefault()
    } else if (event.key === 'Escape') {
      if (!list.hidden) event.preventDefault()
      show(false)
    }
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    options()[chosen]?.click()
  })
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) show(false)
  })
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as Element).tagName)
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    field.focus()
  })
  list.addEventListener('click', (event) => {
    if ((event.target as Element).closest('a')) show(false)
  })
  form.hidden = false
}

/** The part of a text in which the words stand. */
function partWith(words: readonly string[], text: string): string {
  const small = text.toLowerCase()
  const places = words.map((word) => small.indexOf(word)).filter((place) => place >= 0)
  const from = Math.max(0, Math.min(...places) - 40)
  if (places.length === 0 || from < 10) return text.slice(0, 140)
  return `… ${text.slice(from, from + 140).replace(/^[^\s\p{Script=Han}]*\s/u, '')}`
}

function resultOf({ url, title, heading, excerpt }: Found, index: number, words: readonly string[]): HTMLElement {
  const link = document.createElement('a')
  link.href = top + url
  link.id = `found-${index}`
  link.tabIndex = -1
  link.setAttribute('role', 'option')
  const line = (tag: string, text: string) => Object.assign(document.createElement(tag), { textContent: text })
  link.append(
    line('strong', heading || title),
    line('span', heading ? title : ''),
    line('small', partWith(words, excerpt)),
  )
  return link
}

/** What is wider than its place can be scrolled by keys. */
function reachWide(): void {
  for (const wide of document.querySelectorAll<HTMLElement>('.wide, .code > pre, .formula'))
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0
    else wide.removeAttribute('tabindex')
}

/** A button that copies a block; of a terminal, what is typed. */
function addCopyButtons(): void {
  if (!navigator.clipboard) return
  for (const block of document.querySelectorAll('.code')) {
    const typed = [...block.querySelectorAll('kbd')].map((line) => line.textContent).join('\n')
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = copy
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(typed || (block.querySelector('code')?.textContent ?? ''))
      button.textContent = copied
      setTimeout(() => {
        button.textContent = copy
      }, 1500)
    })
    block.append(button)
  }
}

/** Marks in the contents of the page the section that is read. */
function followContents(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('aside.contents a')]
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))))
  if (links.length === 0) return
  const mark = () => {
    const read = places.findLastIndex((place) => place !== null && place.getBoundingClientRect().top < 140)
    links.forEach((link, index) => {
      if (index === read) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    })
  }
  addEventListener('scroll', mark, { passive: true })
  mark()
}

const form = document.querySelector<HTMLFormElement>('form.search')
if (form) beginSearch(form)
addCopyButtons()
reachWide()
addEventListener('resize', reachWide)
followContents()
