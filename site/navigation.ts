import { posix } from 'node:path'
import type { Draft, SiteLanguage } from './page.ts'

/** A chapter of the site: its pages in order. */
export interface Chapter {
  id: string
  title: Record<SiteLanguage, string>
  /** What is found here, for the first page. */
  about: Record<SiteLanguage, string>
  /** Sources of pages, with the label in the list of pages, where it is not the page's title. A folder stands for all pages in it, in the order in which its index.md names them. */
  pages: readonly (readonly [source: string, label?: string])[]
}

/** Every page is in one chapter; a test holds that of the pages in `docs`. The order is that of a reader who comes with a question. */
export const CHAPTERS: readonly Chapter[] = [
  {
    id: 'guides',
    title: { en: 'Questions', zh: '常见问题' },
    about: {
      en: 'One question, one page, with the commands that answer it.',
      zh: '一页回答一个问题，并给出所用的命令。',
    },
    pages: [['docs/guides/']],
  },
  {
    id: 'start',
    title: { en: 'First steps', zh: '入门' },
    about: { en: 'Installed and tried in ten minutes.', zh: '十分钟装好并试用。' },
    pages: [
      ['README.md', 'Overview'],
      ['docs/tutorials/'],
      ['docs/playground.md'],
      ['docs/from/'],
      ['docs/glossary.md'],
      ['docs/languages.md'],
    ],
  },
  {
    id: 'plan',
    title: { en: 'Forecast and plan', zh: '预测与计划' },
    about: {
      en: 'From an export to agents by interval, proved and reviewed.',
      zh: '从导出的历史数据到每个时段的人数，并加以验证和复盘。',
    },
    pages: [
      ['docs/history-files.md', 'Read an export'],
      ['docs/forecasting.md', 'Forecast'],
      ['docs/planning.md', 'Plan'],
      ['docs/report.md', 'Tables, pages, CSV, JSON'],
      ['docs/excel.md', 'In Excel'],
      ['docs/review.md', 'Plan and what happened'],
      ['docs/calibrate.md', 'From a log of calls'],
    ],
  },
  {
    id: 'people',
    title: { en: 'Shifts and people', zh: '班次与人员' },
    about: { en: 'Shifts, rosters, and whom to hire when.', zh: '班次、排班，以及何时招聘多少人。' },
    pages: [
      ['docs/workforce.md', 'From a history to people'],
      ['docs/schedule.md', 'Shifts with breaks'],
      ['docs/roster.md', 'Who works when'],
      ['docs/capacity.md', 'Hire for the year'],
    ],
  },
  {
    id: 'simulate',
    title: { en: 'Simulate', zh: '模拟' },
    about: {
      en: 'A centre as a file: queues, skills, chats, menus, trouble, money.',
      zh: '用一个文件描述呼叫中心：队列、技能、在线咨询、语音菜单、故障与成本。',
    },
    pages: [
      ['docs/scenarios/'],
      ['made/gallery.md', 'Gallery'],
      ['docs/what-if.md', 'What if?'],
      ['docs/optimise.md', 'The cheapest staffing'],
      ['docs/simulator.md', 'How the simulator works'],
      ['docs/many-machines.md', 'On many machines'],
    ],
  },
  {
    id: 'words',
    title: { en: 'Words of scenarios', zh: '场景词汇' },
    about: { en: 'Every word that a scenario file may say.', zh: '场景文件中可用的全部词语。' },
    pages: [['docs/scenario-words.md', 'All words'], ['made/words/']],
  },
  {
    id: 'commands',
    title: { en: 'Commands', zh: '命令' },
    about: { en: 'Every command with its options, and what it prints.', zh: '每个命令的选项及其输出。' },
    pages: [['made/commands/']],
  },
  {
    id: 'library',
    title: { en: 'Library', zh: '程序库' },
    about: { en: 'The same in your own program: types and examples.', zh: '在自己的程序中使用：类型与示例。' },
    pages: [['docs/build-your-own.md', 'Build your own tool'], ['made/api/']],
  },
  {
    id: 'models',
    title: { en: 'Models and accuracy', zh: '模型与精度' },
    about: { en: 'Formulas, sources, and what was measured.', zh: '公式、出处与实测结果。' },
    pages: [
      ['docs/models.md', 'Queueing models'],
      ['docs/accuracy.md', 'Accuracy and speed'],
      ['conformance/README.md', 'Tables of exact values'],
      ['made/benchmarks.md', 'Benchmarks'],
      ['docs/testing.md', 'Hard use, tried'],
    ],
  },
  {
    id: 'project',
    title: { en: 'Project', zh: '项目' },
    about: { en: 'How it is built, and how to take part.', zh: '项目的构成与参与方式。' },
    pages: [
      ['docs/architecture.md', 'Architecture'],
      ['docs/dependencies.md'],
      ['CONTRIBUTING.md'],
      ['CHANGELOG.md'],
      ['SECURITY.md', 'Security'],
    ],
  },
]

/** Where a page is in a language: `docs/zh/planning.md` is `docs/planning.md` in Chinese. */
export function inLanguage(source: string, language: SiteLanguage): string {
  return language === 'en' ? source : `docs/${language}/${source.replace(/^docs\//, '')}`
}

/** A page in the list of pages: its source and its label, where that is not the title. */
export interface Listed {
  source: string
  label?: string
}

/** The chapters with the pages that there are, of the pages of one language. What no chapter names is in the last one. */
export function chaptersOf(pages: readonly Draft[], language: SiteLanguage): { chapter: Chapter; pages: Listed[] }[] {
  const left = new Set(pages.map(({ source }) => source))
  const listed = CHAPTERS.map((chapter) => ({
    chapter,
    pages: chapter.pages.flatMap(([source, label]): Listed[] => {
      const place = inLanguage(source, language)
      const found = place.endsWith('/') ? pagesIn(place, pages) : [place].filter((each) => left.has(each))
      for (const each of found) left.delete(each)
      // A translated page has a title of its own.
      return found.map((each) => ({ source: each, ...(label !== undefined && language === 'en' ? { label } : {}) }))
    }),
  }))
  listed.at(-1)!.pages.push(...[...left].map((source) => ({ source })))
  return listed.filter(({ pages: own }) => own.length > 0)
}

/** The sources in a folder: its index, what that links to in this order, and what it does not name. */
function pagesIn(folder: string, pages: readonly Draft[]): string[] {
  const found = pages.map(({ source }) => source).filter((source) => source.startsWith(folder))
  const index = pages.find(({ source }) => source === `${folder}index.md`)
  const linked = [...(index?.markdown.matchAll(/\]\(([^)#]+)/g) ?? [])].map(([, path]) => posix.join(folder, path))
  const order = [`${folder}index.md`, ...linked, ...found]
  return found.sort((a, b) => order.indexOf(a) - order.indexOf(b))
}
