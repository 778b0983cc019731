import { collect } from '@pennypost/sdk'
import type { Route } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { announceNode } from '../support/announceNode.ts'
import { collectableStamp } from '../support/collectableStamp.ts'
import { mineIndexed } from '../support/mineIndexed.ts'
import { proven } from '../support/proven.ts'
import { seededStamp } from '../support/seededStamps.ts'
import { sharedPage } from '../support/sharedPage.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
The page of a stamp
├── checks it against the site's node
├── checks it against the node of the wallet, where that answers
├── shows it as false where the header, a node of the proof, the word or what is shown was changed
└── changes by itself when it is collected, and checks anew
*/

export function provingStories(world: () => WebWorld): void {
  describe('a stamp', () => {
    const desk = sharedPage(world)

    // A node proves nothing of a block whose state was set by hand, as other stories do.
    beforeAll(() => mineIndexed(world()))

    it('is checked by its page', async () => {
      const { stampId } = await seededStamp(world(), 'collected')
      const page = desk()
      await page.goto(`/explore/stamps/${stampId}`)
      await proven(page)
      const notice = page.getByRole('region', { name: 'Check it yourself' })
      expect(await notice.textContent()).toContain('This stamp was collected')
      await world().shot(page, 'explore-stamp-proven')
    })

    it('is checked against the node of the wallet, where that answers', async () => {
      const { stampId } = await seededStamp(world(), 'collected')
      const page = await world().openBlank()
      await page.context().exposeFunction('walletNode', (body: object) => rpc(world(), body))
      await page.context().addInitScript(announceNode)
      await page.goto(`/explore/stamps/${stampId}`)
      await page.getByRole('button', { name: 'Connect wallet' }).first().click()
      await page.getByRole('button', { name: /^Own node/ }).click()
      await page.getByText(/^Proven by the node of Own node at block \d+$/).waitFor()
      await page.context().close()
    })

    it.each([
      ['the header', /header is not that of the block/, ['block', 'header', 'stateRoot']],
      [
        'a node of the account',
        /do not lead from the block’s state/,
        ['block', 'accounts', 0, 'proof', 1],
      ],
      [
        'a node of the word',
        /do not lead from the contract’s storage/,
        ['block', 'accounts', 0, 'words', 0, 'proof', 0],
      ],
      [
        'the word',
        /stored word is not what the API says/,
        ['block', 'accounts', 0, 'words', 0, 'value'],
      ],
      ['the hash of the block', /header is not that of the block/, ['block', 'blockHash']],
    ])('is shown as false where one digit was changed of %s', async (_what, where, place) => {
      const { stampId } = await seededStamp(world(), 'collected')
      const page = desk()
      await page.route('**/v1/stamps/*/proof', (route) => answerChanged(route, place, digit))
      await page.goto(`/explore/stamps/${stampId}`)
      const region = page.getByRole('region', { name: 'Check it yourself' })
      await region.getByRole('alert').getByText('This proof is false').waitFor()
      expect(await region.getByRole('alert').textContent()).toMatch(where)
      expect(await page.getByText(/^Proven by/).count()).toBe(0)
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      await region.getByRole('button', { name: 'Check again' }).click()
      await proven(page)
    })

    it('is shown as false where the page shows another stake than was paid', async () => {
      const { stampId } = await seededStamp(world(), 'collected')
      const page = desk()
      await page.route(`**/v1/stamps/${stampId}`, (route) =>
        answerChanged(route, ['stamp', 'stake'], (stake) => `${stake}0`),
      )
      await page.goto(`/explore/stamps/${stampId}`)
      await page.getByText('This proof is false').waitFor()
      await page.getByText(/What this page shows of the stamp hashes to 0x/).waitFor()
    })

    it('changes by itself when it is collected, and is checked anew', {
      timeout: 60_000,
    }, async () => {
      const { stamp, stampId, client } = await collectableStamp(world())
      const page = await world().open({ path: `/explore/stamps/${stampId}`, phone: true })
      await proven(page)
      await collect(client, { stamps: [stamp] })
      await page.getByText('The recipient took the stake.').waitFor()
      await page.getByText(/^This stamp was collected; it was posted/).waitFor()
      await page.getByRole('row', { name: /Collected by the recipient/ }).waitFor()
      await world().shot(page, 'explore-stamp-collected-phone')
      await page.context().close()
    })
  })
}

/** Another hex digit in the middle. */
function digit(hex: string): string {
  const at = hex.length >> 1
  return `${hex.slice(0, at)}${hex[at] === '0' ? '1' : '0'}${hex.slice(at + 1)}`
}

/** Answers as the API does, but for the text at a place. */
async function answerChanged(
  route: Route,
  place: readonly (string | number)[],
  change: (text: string) => string,
): Promise<void> {
  const response = await route.fetch()
  const json: unknown = await response.json()
  const [last = '', ...way] = place.toReversed()
  const holder = way.reduceRight<unknown>((value, key) => (value as Holder)[key], json) as Holder
  holder[last] = change(String(holder[last]))
  await route.fulfill({ response, json })
}

type Holder = Record<string | number, unknown>

/** What the node of the stack answers. */
async function rpc(world: WebWorld, body: object): Promise<unknown> {
  const response = await fetch(world.stack.chain.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }),
  })
  return ((await response.json()) as { result: unknown }).result
}
