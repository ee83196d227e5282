import { LANGUAGES, type Language } from 'krarup/report'
import { FRAME, LANGUAGE_NAMES, PAGES } from '../pages.ts'
import { h } from './dom.ts'
import { language, languageNamed, speak } from './language.ts'
import { loadMessages } from './said.ts'
import { languageOfLink, rememberLanguage } from './save.ts'

/**
 * Begins a page: its language is that of the link, or else the browser's, and can be chosen at its head.
 *
 * @param folder whose page it is
 * @param make fills the page with what it knows, in the language at hand; it is called again when another is chosen
 */
export function beginPage(folder: string, make: (place: HTMLElement) => void): void {
  const place = h('div')
  document.getElementById('main')?.append(place)
  const buttons = LANGUAGES.map((one) =>
    h('button', { type: 'button', lang: tagOf(one), onclick: () => void choose(one) }, LANGUAGE_NAMES[one]),
  )
  const choice = h('div', { class: 'languages', role: 'group' }, ...buttons)
  document.querySelector('header.site > div')?.append(choice)
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    // Its place would stand in the address instead of what the page remembers there.
    event.preventDefault()
    document.getElementById('main')?.focus()
  })
  const show = () => {
    frame(folder)
    choice.setAttribute('aria-label', FRAME.language[language()])
    for (const [k, button] of buttons.entries())
      button.setAttribute('aria-pressed', String(LANGUAGES[k] === language()))
    make(place)
  }
  const choose = async (next: Language) => {
    rememberLanguage(next)
    if (next === language()) return show()
    speak(next)
    await loadMessages()
    // Another may have been chosen meanwhile.
    if (next === language()) show()
  }
  addEventListener('hashchange', () => {
    const said = languageOfLink()
    if (said !== undefined && said !== language()) void choose(said)
  })
  const browsers = navigator.languages.map(languageNamed)
  speak(languageOfLink() ?? browsers.find((one) => one !== undefined) ?? 'en')
  show()
}

/** As pages of reports have it: Chinese is written in simplified characters. */
function tagOf(name: Language): string {
  return name === 'zh' ? 'zh-CN' : name
}

/** What stands around the page's own content. */
function frame(folder: string): void {
  const now = language()
  const put = (selector: string, text: string) => {
    const found = document.querySelector(selector)
    if (found) found.textContent = text
  }
  document.documentElement.lang = tagOf(now)
  const chosen = languageOfLink()
  const links = document.querySelectorAll<HTMLAnchorElement>('header.site nav a')
  for (const [k, { file, name, folder: own, description }] of PAGES.entries()) {
    links[k].textContent = name[now]
    links[k].href = chosen ? `${file}#lang=${chosen}` : file
    if (own !== folder) continue
    document.title = `${name[now]} · krarup`
    put('h1', name[now])
    put('.lead', description[now])
  }
  document.querySelector('header.site nav')?.setAttribute('aria-label', FRAME.pages[now])
  put('.skip', FRAME.skip[now])
  put('footer p', FRAME.foot[now])
}
