export { errorInLanguage } from './error-in-language.ts'
export { inLanguage, remarksIn } from './in-language.ts'
export { sayer } from './sayer.ts'
export { menuTexts } from './simulation.ts'
