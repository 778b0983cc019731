import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { apiOf } from '../support/apiOf.ts'
import { heidi, seededStamp } from '../support/seededStamps.ts'
import { sharedPage } from '../support/sharedPage.ts'
import { visit } from '../support/visit.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Searching
├── an id or address leads to what it is: inbox, wallet, stamp, mailing, relay, key
├── a transaction leads to what Pennypost did in it
├── of nothing known, it says what was looked for
└── of what cannot be one, it says why, and asks nobody
*/

export function searchingStories(world: () => WebWorld): void {
  describe('searching', () => {
    const desk = sharedPage(world)

    const things: [kind: string, find: () => Promise<string>][] = [
      ['Inbox', async () => (await seededStamp(world(), 'open')).inboxId],
      ['Stamp', async () => (await seededStamp(world(), 'collected')).stampId],
      ['Wallet', async () => world().clientOf(heidi).account.address],
      ['Relay', async () => firstOf((await apiOf(world()).listRelays()).relays).relay],
      ['Mailing', mailingOf],
      ['Key', keyOf],
    ]
    it.each(things)('leads to the page of what it is: %s', async (kind, find) => {
      const id = await find()
      const page = desk()
      await visit(page, '/explore')
      await lookUp(page, ` ${id} `)
      await page.getByRole('heading', { level: 1, name: new RegExp(`^${kind} 0x`) }).waitFor()
      expect(new URL(page.url()).pathname.toLowerCase()).toContain(`/${id.toLowerCase()}`)
      await page.goBack()
      await page.getByRole('heading', { level: 1, name: 'Explore' }).waitFor()
    })

    it('leads from a transaction to what Pennypost did in it', async () => {
      const { stampId, postedTransaction } = await seededStamp(world(), 'open')
      const page = desk()
      await visit(page, `/explore?q=${postedTransaction}`)
      const found = page.getByRole('region', { name: 'Found' })
      await found.getByRole('link', { name: 'Stamp posted' }).click()
      await page.waitForURL(`**/explore/stamps/${stampId}`)
    })

    it('says what it looked for where there is nothing', async () => {
      const page = desk()
      await visit(page, `/explore?q=0x${'12'.repeat(32)}`)
      await page
        .getByText(/^Looked for an inbox, a stamp, a mailing, a key or a transaction/)
        .waitFor()
      await page.getByText('A letter cannot be looked up by its hash').waitFor()
    })

    it('says what is wrong with what cannot be one, and asks nobody', async () => {
      const page = desk()
      await visit(page, '/explore')
      await lookUp(page, 'what is this')
      await page.getByText(/^That is neither an id/).waitFor()
      await lookUp(page, `0x${'12'.repeat(31)}`)
      await page
        .getByText(
          'An address has 40 hex digits after 0x, an id or a hash 64. This one has 62 digits.',
        )
        .waitFor()
      expect(new URL(page.url()).search).toBe('')
    })

    async function mailingOf(): Promise<string> {
      const { address } = world().clientOf(heidi).account
      const { movements } = await apiOf(world()).listMovements({ address, limit: 200 })
      return firstOf(movements.flatMap(({ mailingId }) => mailingId ?? []))
    }

    async function keyOf(): Promise<string> {
      const wallet = world().clientOf(3).account.address
      const { inboxes } = await apiOf(world()).findInboxes({ wallet })
      const { inboxId } = firstOf(inboxes)
      return firstOf((await apiOf(world()).listInboxKeys({ inboxId })).keys).keyId
    }
  })
}

async function lookUp(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text)
  await page.getByRole('button', { name: 'Look up' }).click()
}

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('The scene has none')
  return first
}
