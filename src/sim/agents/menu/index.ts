/** Calls in voice menus, before they come to a queue. */
export { endInMenu, enterMenu, exitMenu, planCall } from './calls.ts'
export { MenuArrivals } from './menu-arrivals.ts'
