import { customerStream } from '../../kernel/index.ts'
import type { Centre, Contact } from '../state/index.ts'

/** Seeds the stream of one purpose of one contact: see `customerStream`. */
export function contactStream({ workspace }: Centre, contact: Contact, purpose: number): Int32Array {
  return customerStream(workspace, purpose, contact.origin, contact.customer, contact.visit, contact.branch)
}
