import { createSendings } from './createSendings.ts'

/** What this tab is sending: it goes on when the page changes. */
export const sendings = createSendings()
