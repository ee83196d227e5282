/** A page of the site. */
export interface SitePage {
  /** Its folder, with `page.ts`. */
  folder: string
  /** Its file in the site. */
  file: string
  /** In the navigation, and before the site's name in the title. */
  name: string
  description: string
}

export const PAGES: readonly SitePage[] = [
  {
    folder: 'plan',
    file: 'index.html',
    name: 'Plan',
    description: 'From a history file to a staffing plan, in your browser alone.',
  },
  {
    folder: 'staff',
    file: 'staff.html',
    name: 'Calculator',
    description: 'Agents for a volume, a handle time and a target, and what one more or less would mean.',
  },
  {
    folder: 'simulate',
    file: 'simulate.html',
    name: 'Simulator',
    description:
      'A day of a contact centre, simulated again and again: its figures, its pictures, and what a change would do.',
  },
]
