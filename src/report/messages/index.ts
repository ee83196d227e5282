export { errorInLanguage } from './error-in-language.ts'
export { inLanguage, remarksIn } from './in-language.ts'
