export { compile } from './compile.ts'
export { precise } from './precise.ts'
