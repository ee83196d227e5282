import { figures } from '../format.ts'

const { safe } = figures

/** A heading; its text is escaped. */
export function heading(text: string, level = 2): string {
  return `<h${level}>${safe(text)}</h${level}>`
}

/** What is said in small letters. */
export function note(text: string): string {
  return `<p class="note">${safe(text)}</p>`
}

/** A table of cells that are HTML already; the first column names the rows. It scrolls sideways where it is too wide. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  foot: readonly (readonly string[])[] = [],
): string {
  const head = headings.map((cell) => `<th scope="col">${cell}</th>`).join('')
  const below = foot.length > 0 ? `<tfoot>${tableRows(foot)}</tfoot>` : ''
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${tableRows(rows)}</tbody>${below}</table></div>`
}

function tableRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map(
      (row) =>
        `<tr>${row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`,
    )
    .join('')
}

/** What the colours and lines of a chart are: the class of each key, and its name. */
export function legend(...items: readonly (readonly [key: string, name: string])[]): string {
  return `<p class="legend">${items.map(([key, name]) => `<span><i class="key ${key}"></i>${safe(name)}</span>`).join('')}</p>`
}

/** The shades of heat maps with what the first and the last mean. */
export function shadeScale(least: string, most: string, shades: number): string {
  const swatches = Array.from({ length: shades }, (_, shade) => `<i class="swatch s-${shade}"></i>`).join('')
  return `<p class="legend scale"><span>${safe(least)}</span><span class="swatches">${swatches}</span><span>${safe(most)}</span></p>`
}

/** A figure in large letters, with its name above and a note below. */
export function figureCard(name: string, value: string, below = '', isKey = false): string {
  const small = below ? `<small>${safe(below)}</small>` : ''
  return `<div class="figure${isKey ? ' key-figure' : ''}"><dt>${safe(name)}</dt><dd>${safe(value)}${small}</dd></div>`
}

/** Figures in large letters beside one another, the first of them the one that matters most; nothing where there are none. */
export function figureCards(figuresOf: readonly { label: string; value: string; note: string }[]): string {
  const cards = figuresOf.map(({ label, value, note: below }, index) => figureCard(label, value, below, index === 0))
  return cards.length > 0 ? `<dl class="figures">${cards.join('')}</dl>` : ''
}
