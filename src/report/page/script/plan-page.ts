// The script of a plan's page. Bundled to `script-text.ts`; the page carries it, with what it shows in front of it.
import type { PlanContent } from '../plan/content.ts'
import { drawAtWidth } from './draw-at-width.ts'
import { pageContent } from './page-content.ts'
import { drawAt, startPicker } from './plan-picker.ts'
import { showTips } from './tips.ts'

document.documentElement.className = 'scripted'
const shown = startPicker(pageContent<PlanContent>())
showTips()
drawAtWidth('slot-daily', (width) => drawAt(shown, width))
