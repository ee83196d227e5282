import type { Language } from 'krarup/report'

type Said = Readonly<Record<Language, string>>

/** A page of the site. */
export interface SitePage {
  /** Its folder, with `page.ts`. */
  folder: string
  /** Its file in the site. */
  file: string
  /** In the navigation, and before the site's name in the title. */
  name: Said
  description: Said
}

export const PAGES: readonly SitePage[] = [
  {
    folder: 'plan',
    file: 'index.html',
    name: { en: 'Plan', zh: '人力计划', de: 'Personalplan' },
    description: {
      en: 'From a history file to a staffing plan, in your browser alone.',
      zh: '由历史数据文件得出人力计划，全部在您的浏览器中完成。',
      de: 'Von der Historie zum Personalplan, allein in Ihrem Browser.',
    },
  },
  {
    folder: 'staff',
    file: 'staff.html',
    name: { en: 'Calculator', zh: '计算器', de: 'Rechner' },
    description: {
      en: 'Agents for a volume, a handle time and a target, and what one more or less would mean.',
      zh: '按呼入量、处理时长和目标计算坐席，以及多一个或少一个坐席的影响。',
      de: 'Agenten für ein Volumen, eine Bearbeitungszeit und ein Ziel, und was einer mehr oder weniger bedeutet.',
    },
  },
  {
    folder: 'simulate',
    file: 'simulate.html',
    name: { en: 'Simulator', zh: '仿真', de: 'Simulator' },
    description: {
      en: 'A day of a contact centre, simulated again and again: its figures, its pictures, and what a change would do.',
      zh: '反复仿真联络中心的一天：指标、图形，以及改变会带来什么。',
      de: 'Ein Tag eines Contact Centers, wieder und wieder simuliert: seine Kennzahlen, seine Bilder und was eine Änderung bewirkt.',
    },
  },
]

/** What stands around every page. */
export const FRAME = {
  language: { en: 'Language', zh: '语言', de: 'Sprache' },
  pages: { en: 'Pages', zh: '页面', de: 'Seiten' },
  skip: { en: 'Skip to the content', zh: '跳到正文', de: 'Zum Inhalt springen' },
  foot: {
    en: 'Nothing that you enter or open leaves this page.',
    zh: '您输入或打开的内容都不会离开本页。',
    de: 'Nichts, was Sie eingeben oder öffnen, verlässt diese Seite.',
  },
} satisfies Record<string, Said>

/** Each language by its own name. */
export const LANGUAGE_NAMES: Said = { en: 'English', zh: '中文', de: 'Deutsch' }
