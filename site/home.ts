import { escaped, type Link, seenFrom } from './layout.ts'
import type { Chapter } from './navigation.ts'
import type { Page, SiteLanguage } from './page.ts'

const TEXTS = {
  en: {
    title: 'How many agents, when, and is it enough?',
    lead: 'krarup turns the history of a contact centre into a staffing plan that it has proved. It forecasts, sizes, simulates, makes shifts and rosters. A command, a library, and a page in your browser: no data leaves your machine.',
    begin: 'Begin',
    questions: 'What do you want to know?',
    chapters: 'Everything else',
  },
  zh: {
    title: '需要多少坐席，什么时候，够不够？',
    lead: 'krarup 把呼叫中心的历史数据变成经过验证的人力计划：预测话务、计算人数、模拟运营、生成班次与排班。既是命令行工具，也是程序库，还可以在浏览器里使用：数据不会离开您的电脑。',
    begin: '开始',
    questions: '您想知道什么？',
    chapters: '其他内容',
  },
} as const satisfies Record<SiteLanguage, Record<string, string>>

/** How a newcomer begins, with what can be looked at first. */
const BEGIN = 'npm install krarup\nnpx krarup plan node_modules/krarup/fixtures/hotline.csv --report plan.html'

/** The first page: the questions, each one click away, and then everything else. */
export function homePage(
  language: SiteLanguage,
  chapters: readonly { chapter: Chapter; links: readonly Link[] }[],
  pages: readonly Page[],
): Page {
  const words = TEXTS[language]
  const url = language === 'en' ? 'index.html' : `${language}/index.html`
  const here = (to: string) => escaped(seenFrom({ url }, to))
  const card = ({ url: to, title }: Link) => {
    const lead = pages.find((page) => page.url === to)?.lead ?? ''
    return `<li><a href="${here(to)}">${escaped(title)}</a><p>${escaped(lead)}</p></li>`
  }
  const questions = chapters.filter(({ chapter }) => chapter.id === 'guides')
  const others = chapters.filter(({ chapter }) => chapter.id !== 'guides')
  const body = [
    `<h1>${words.title}</h1>`,
    `<p class="lead">${words.lead}</p>`,
    `<div class="code"><pre><code>${escaped(BEGIN)}</code></pre></div>`,
    ...questions.map(
      ({ links }) =>
        `<h2>${words.questions}</h2><ul class="cards">${links
          .filter(({ url: to }) => !to.endsWith('/index.html'))
          .map(card)
          .join('')}</ul>`,
    ),
    `<h2>${words.chapters}</h2>`,
    '<div class="chapters">',
    ...others.map(
      ({ chapter, links }) =>
        `<section><h3>${chapter.title[language]}</h3><p>${chapter.about[language]}</p><ul>${links
          .map(({ url: to, title }) => `<li><a href="${here(to)}">${escaped(title)}</a></li>`)
          .join('')}</ul></section>`,
    ),
    '</div>',
  ]
  return {
    source: 'made/home.md',
    url,
    language,
    markdown: '',
    title: words.title,
    lead: words.lead,
    body: body.join('\n'),
    headings: [],
    entries: [],
  }
}
