import { figures } from '../../format.ts'

/** Where a chart is drawn. */
export interface Canvas {
  /** Pixels. */
  width: number
  /** Tooltips as the browser's own `<title>`, as `data-tip` for the page's script to show, or none: a picture. */
  tips: 'title' | 'data' | 'none'
}

/** A text under an axis, and where it stands. */
export interface Tick {
  at: number
  text: string
}

const { safe } = figures

/** Pixels that characters are wide at the style sheet's font size, on the wide side: fonts differ from reader to reader. */
const NARROW = 6.9
const PER_CENT = 10.5
const WIDE = 11.7
/** From here on characters are Chinese, Japanese or Korean, or as wide. */
const FIRST_WIDE = 0x2e80

export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => {
    if ((character.codePointAt(0) as number) >= FIRST_WIDE) return sum + WIDE
    return sum + (character === '%' ? PER_CENT : NARROW)
  }, 0)
}

/** A tenth of a pixel is exact enough. */
export function pixels(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function text(x: number, y: number, content: string, anchor = 'start', name = 'ax'): string {
  const placed = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text class="${name}" x="${pixels(x)}" y="${pixels(y)}"${placed}>${safe(content)}</text>`
}

export function line(x1: number, y1: number, x2: number, y2: number, name: string): string {
  return `<line class="${name}" x1="${pixels(x1)}" y1="${pixels(y1)}" x2="${pixels(x2)}" y2="${pixels(y2)}"/>`
}

export function rect(x: number, y: number, width: number, height: number, name: string, more = ''): string {
  const size = `width="${pixels(Math.max(0, width))}" height="${pixels(Math.max(0, height))}"`
  return `<rect class="${name}" x="${pixels(x)}" y="${pixels(y)}" ${size}${more}/>`
}

export function circle(x: number, y: number, radius: number, name: string): string {
  return `<circle class="${name}" cx="${pixels(x)}" cy="${pixels(y)}" r="${radius}"/>`
}

export function path(name: string, d: string): string {
  return `<path class="${name}" d="${d}"/>`
}

export function svg(label: string, width: number, height: number, body: string): string {
  const [wide, high] = [pixels(width), pixels(height)]
  return `<svg role="img" aria-label="${safe(label)}" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}">${body}</svg>`
}

/** Shapes that say something to the pointer above them. */
export function hit(canvas: Canvas, tip: string, shapes: string): string {
  if (canvas.tips === 'none') return shapes
  if (canvas.tips === 'data') return `<g class="hit" data-tip="${safe(tip)}">${shapes}</g>`
  return `<g class="hit"><title>${safe(tip)}</title>${shapes}</g>`
}

/** A rectangle that says something to the pointer above it. Many of a page's bytes are these: they are as short as can be. */
export function tipRect(
  canvas: Canvas,
  tip: string,
  x: number,
  y: number,
  width: number,
  height: number,
  name: string,
): string {
  const start = `<path class="${name} hit" d="M${pixels(x)} ${pixels(y)}h${pixels(width)}v${pixels(height)}h-${pixels(width)}z"`
  if (canvas.tips === 'none') return `${start}/>`
  return canvas.tips === 'data' ? `${start} data-tip="${safe(tip)}"/>` : `${start}><title>${safe(tip)}</title></path>`
}

/** A text centred at a place, moved as far as the picture's edges ask for. */
export function centred(x: number, y: number, content: string, width: number, name = 'ax'): string {
  const half = textWidth(content) / 2
  return text(Math.max(Math.min(x, width - half), half), y, content, 'middle', name)
}

/** Of texts that would run into one another, keeps every second, third, ... */
export function thinned<T extends { text: string }>(ticks: readonly T[], room: number): T[] {
  const widest = Math.max(1, ...ticks.map((tick) => textWidth(tick.text) + 10))
  const every = Math.max(1, Math.ceil((widest * ticks.length) / room))
  return ticks.filter((_, i) => i % every === 0)
}
