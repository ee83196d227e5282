/** Kinds of events; an event is its kind + KINDS * index. */
export const KINDS = 16
/** Index: the route by which the contact came to its agent. */
export const SERVICE_END = 0
/** Index: the queue. */
export const FIRST_ATTEMPT = 1
/** Index: a route that opens after a wait. There is one such event a route at most: see `setTimers`. */
export const ROUTE_OPENS = 2
/** Index: the group. One event for all that come at the same moment: `newAgents` says how many are still to come. */
export const NEW_AGENT = 3
/** Index: a place in `contact`. Out of date, and ignored, when the contact there has another deadline. */
export const HANG_UP = 4
/** Index: queue + queues * attempt. */
export const NEXT_ATTEMPT = 5
/** Index: the queue. */
export const LINE_RELEASE = 6
/** Index: a menu. A call comes to it. */
export const MENU_ENTRY = 7
/** Index: a place of the menus' own. A call comes out of one. */
export const MENU_EXIT = 8
/** The deadline of a contact that has hung up, which has been taken note of, or that has left the queue. */
export const NOTED = -1
