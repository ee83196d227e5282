import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { note } from './html.ts'
import { STYLE_HASHES } from './script-text.ts'
import { PAGE_STYLE } from './style.ts'

/** Width of the charts that are there before a script runs, and without it, in pixels. */
export const STATIC_WIDTH = 1060

export interface PageParts {
  title: string
  language?: Language
  /** In addition to the style of every page. */
  style?: { text: string; hash: string }
  /** HTML: under the title, between header and main part, the sections, the last line. */
  header: string
  bar?: string
  main: string
  footer: string
  /** A script of `script-text.ts`, and what it reads. */
  script?: { text: string; hash: string; content: object }
}

const { safe } = figures

/** A page that needs nothing else: it opens offline in any browser, prints on A4, and follows the reader's light or dark scheme. */
export function htmlPage({ title, language = 'en', style, header, bar = '', main, footer, script }: PageParts): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(script?.hash, style?.hash)}"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(title)}</title>
<style>${PAGE_STYLE}</style>${style ? `<style>${style.text}</style>` : ''}</head>
<body>
<header class="top" id="top"><h1>${safe(title)}</h1>${header}</header>${bar}<main>
${main}
</main><footer>${footer}</footer>${script ? inlineScript(script) : ''}
</body></html>
`
}

/** Where a page's script says what is under the pointer, and the script itself after what it reads. */
function inlineScript({ text, content }: NonNullable<PageParts['script']>): string {
  // In a script `<` may end it; of no browser shall a separator be the end of a line.
  const json = JSON.stringify(content).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<div id="tip" class="tip" aria-hidden="true" hidden></div>
<script type="application/json" id="content">${json}</script>
<script>${text}</script>`
}

/**
 * What a browser lets the page do: run its own script, use its own styles, and nothing else. So a name that got into the page as markup, by whatever fault, runs nothing and fetches nothing.
 */
function policy(script: string | undefined, style: string | undefined): string {
  const quoted = (hashes: readonly (string | undefined)[]) =>
    hashes.flatMap((hash) => (hash === undefined ? [] : [`'${hash}'`])).join(' ') || "'none'"
  return [
    "default-src 'none'",
    `script-src ${quoted([script])}`,
    `style-src ${quoted([STYLE_HASHES.PAGE_STYLE, style])}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** A part of a page under its own heading, in a frame. */
export function section(title: string, ...html: readonly string[]): string {
  return `<section><h2>${safe(title)}</h2>${html.join('')}</section>`
}

/** A chart with its title, kept together on paper. */
export function titledChart(title: string, ...html: readonly string[]): string {
  return `<div class="keep"><h3>${safe(title)}</h3>${html.join('')}</div>`
}

export function notes(texts: readonly string[] = []): string {
  return texts.map(note).join('')
}
