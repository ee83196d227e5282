/** Everything that a program usually needs; files are read and written by `krarup/io`, pages and tables made by `krarup/report`. */
export * from './domain/index.ts'
export * from './erlang/index.ts'
export * from './forecast/index.ts'
export { type RandomStream, randomStream } from './numeric/random/stream.ts'
export * from './plan/index.ts'
