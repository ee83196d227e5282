/** Pixels between the pointer and what it says, and the least between that and the window's edge. */
const BESIDE = 14
const BELOW = 18
const EDGE = 4

/** Says beside the pointer what the mark under it has to say. */
export function showTips(): void {
  const tip = document.getElementById('tip') as HTMLElement
  const show = (event: PointerEvent) => {
    const mark = event.target instanceof Element ? event.target.closest('[data-tip]') : null
    tip.hidden = mark === null
    if (!mark) return
    tip.textContent = mark.getAttribute('data-tip')
    place(tip, event)
  }
  document.addEventListener('pointermove', show)
  document.addEventListener('pointerdown', show)
  document.addEventListener('scroll', () => {
    tip.hidden = true
  })
}

/** To the right of the pointer and below it, on the other side where there is no room. */
function place({ style, clientWidth, clientHeight }: HTMLElement, { clientX, clientY }: PointerEvent): void {
  const fitsRight = clientX + BESIDE + clientWidth < window.innerWidth
  const fitsBelow = clientY + BELOW + clientHeight < window.innerHeight
  style.left = `${Math.max(EDGE, fitsRight ? clientX + BESIDE : clientX - BESIDE - clientWidth)}px`
  style.top = `${Math.max(EDGE, fitsBelow ? clientY + BELOW : clientY - BESIDE - clientHeight)}px`
}
