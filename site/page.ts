/** A language that pages are written in. */
export type SiteLanguage = 'en' | 'zh'

/** What a search finds: a section of a page. */
export interface SearchEntry {
  /** Address from the top of the site, with the anchor. */
  url: string
  /** Title of the page. */
  title: string
  /** Heading of the section, empty for what stands before the first one. */
  heading: string
  text: string
}

/** A heading of a page. */
export interface Heading {
  level: number
  text: string
  id: string
}

/** A page to be: where it comes from, where it goes, and what is written on it. */
export interface Draft {
  /** Path of the source in the repository, or a name of its own for a page that is made: `made/commands/plan.md`. */
  source: string
  /** Path in the site, with `/`: `guides/how-many.html`. */
  url: string
  language: SiteLanguage
  markdown: string
  /** Its own HTML is kept: for what a program of ours wrote, not for pages that people write. */
  html?: boolean
  /** Source of the page of the list that it belongs to: it is in no list itself, and is reached from there and by search. */
  under?: string
}

/** A file of the site that is no page. */
export interface MadeFile {
  /** Path in the site; pages that are made link to it by this name. */
  path: string
  text: string
}

/** A page as HTML, without what surrounds it. */
export interface Page extends Draft {
  title: string
  /** The first sentence or two, for the list of pages and for search engines. */
  lead: string
  body: string
  headings: readonly Heading[]
  entries: readonly SearchEntry[]
}
