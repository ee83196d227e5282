/** Chats: several at a time with one agent. */
export { cutChats, endChat, goOnChatting, settleChats } from './ending.ts'
export { advanceChats, beginChat, chooseForChat, fewestChats, looksForMore, planChats } from './holding.ts'
