export { inLanguage, remarksIn } from './in-language.ts'
