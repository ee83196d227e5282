import { errorInLanguage, inLanguage } from 'krarup/report'

/** What results and errors say, in languages other than English. It is of the size of a page, and loaded when one is spoken. */
const sayers = { errorInLanguage, inLanguage }

declare global {
  var krarupMessages: typeof sayers | undefined
}

globalThis.krarupMessages = sayers
