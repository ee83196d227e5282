/** Outbound campaigns: whom they call, when, and what comes of it. */
export { endDial, planCampaigns, retry, stopDialling } from './calls.ts'
export { afterCallOfList, connect, countLists, dialAll, drop, isCampaign } from './dialler.ts'
