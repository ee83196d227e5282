// The page's script. One file for browsers, which also opens from a folder:
//
//   npx esbuild page.js --bundle --minify --outfile=page.bundle.js
import { DEFAULT_TARGET, parseTarget } from 'krarup/domain'
import { requiredAgents, staffedQueue } from 'krarup/erlang'

const form = document.querySelector('form')
const percent = (share) => `${(share * 100).toFixed(1)}%`

function show() {
  const { target, ...fields } = Object.fromEntries(new FormData(form))
  const numbers = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, Number(text)]))
  const queue = { ...numbers, interval: 1800 }
  const [alert, output, rows] = ['[role=alert]', 'output', 'tbody'].map((found) => document.querySelector(found))
  try {
    const asked = parseTarget(target)
    const { within, definition } = asked.serviceLevel ?? DEFAULT_TARGET.serviceLevel
    const { agents, state } = requiredAgents(queue, asked)
    output.value = `${agents} agents for ${state.load.toFixed(1)} Erlangs`
    const around = [-2, -1, 0, 1, 2].map((more) => agents + more).filter((count) => count >= 0)
    rows.replaceChildren(
      ...around.map((count) => {
        const at = staffedQueue({ ...queue, agents: count })
        const row = document.createElement('tr')
        if (count === agents) row.setAttribute('aria-current', 'true')
        const wait = Number.isFinite(at.meanWait) ? `${at.meanWait.toFixed(1)} s` : 'endless'
        const inTime = percent(at.serviceLevel(within, definition))
        for (const text of [count, inTime, wait, percent(at.abandonment), percent(at.occupancy)])
          row.insertCell().textContent = text
        return row
      }),
    )
    alert.textContent = ''
  } catch (error) {
    // The messages are for people: what is wrong, where, and how to mend it.
    alert.textContent = error.message
    output.value = ''
    rows.replaceChildren()
  }
}

form.addEventListener('input', show)
show()
