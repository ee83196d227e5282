/** Width at which charts are drawn for paper: A4 less its margins, in CSS pixels. */
const PRINT_WIDTH = 702
/** No chart is drawn narrower than this. */
const LEAST_WIDTH = 280

/** Draws a page at the width of one of its elements, again whenever that changes, and for paper when it is printed. */
export function drawAtWidth(id: string, draw: (width: number) => void): void {
  const element = document.getElementById(id) as HTMLElement
  const widthNow = () => Math.max(LEAST_WIDTH, element.clientWidth)
  let drawn = 0
  let waiting = false
  const redraw = () => {
    waiting = false
    drawn = widthNow()
    draw(drawn)
  }
  window.addEventListener('resize', () => {
    if (waiting || widthNow() === drawn) return
    waiting = true
    window.requestAnimationFrame(redraw)
  })
  window.addEventListener('beforeprint', () => draw(PRINT_WIDTH))
  window.addEventListener('afterprint', redraw)
  redraw()
}
