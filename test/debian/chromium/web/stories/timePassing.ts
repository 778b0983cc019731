import type { Page } from 'playwright-core'
import type { Hex } from 'viem'
import { parseEther, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getLedgerBalance,
  getRecovery,
  startRecoveryTransfer,
  waitUntilMined,
} from '../../../../../sdk/src/index.ts'
import { apiOf } from '../support/apiOf.ts'
import type { InjectedWallet } from '../support/injectWallet.ts'
import type { SceneInbox } from '../support/letterScene.ts'
import { postStamps, registerSceneInbox } from '../support/letterScene.ts'
import { openConnected } from '../support/openWithWallet.ts'
import type { DevClient, WebWorld } from '../support/webWorld.ts'

/*
What time brings, once days have passed. The very last stories: the chain’s clock, which they put forward, is everybody’s
├── a recovery is accepted after two days, and not before
├── a letter that nobody answered gives its stake back where it was written
├── so do stamps that were paid elsewhere
└── a mailing is closed, and what nobody collected comes back
*/

const stake = parseEther('0.001')
const carriage = parseEther('0.0001')
const day = 86_400

export function timePassingStories(world: () => WebWorld): void {
  describe('once days have passed', { timeout: 90_000 }, () => {
    let inbox: SceneInbox
    let wallet: InjectedWallet
    let person: DevClient
    let recovery: Page
    let letter: Page
    let mailing: Page

    const credit = () =>
      getLedgerBalance(person, { owner: person.account.address, token: zeroAddress })

    beforeAll(async () => {
      const owner = await world().newcomer()
      inbox = await registerSceneInbox(owner, {
        apiUrl: world().stack.api.url,
        prices: { [zeroAddress]: stake },
      })
      ;({
        page: letter,
        wallet,
        person,
      } = await openConnected(world(), {
        path: `/write?to=${inbox.inboxId}`,
      }))
      const { inboxId } = inbox
      const to = person.account.address
      await waitUntilMined(owner, { hash: await startRecoveryTransfer(owner, { inboxId, to }) })
    }, 90_000)

    afterAll(() => letter?.context().close())

    it('a recovery is not accepted before, and a letter and a mailing wait', async () => {
      await letter.getByRole('textbox', { name: 'Letter' }).fill('Will you answer in time?')
      await letter.getByRole('button', { name: /^Pay .*0\.0011/s }).click()
      await letter.getByText('It has signed a receipt, which holds.').waitFor()
      expect(await takeBack(letter).count()).toBe(0)

      mailing = await letter.context().newPage()
      await mailing.goto('/mailing')
      await openMailing(mailing, inbox.inboxId)
      expect(await takeBack(mailing).count()).toBe(0)

      recovery = await letter.context().newPage()
      await recovery.goto(`/inbox?id=${inbox.inboxId}`)
      await recovery.getByText('Two days in which it can be cancelled').waitFor()
      expect(await acceptButton(recovery).isDisabled()).toBe(true)
    })

    // Nothing is loaded anew where it need not be: pages go by the clock.
    it('a recovery is accepted after two days', async () => {
      await letPass(world(), 2 * day, recovery)
      await acceptButton(recovery).click()
      await recovery.getByText('This wallet is the recovery now.').waitFor()
      await recovery
        .getByRole('heading', { name: 'Being handed over' })
        .waitFor({ state: 'detached' })
      expect(await getRecovery(person, { inboxId: inbox.inboxId })).toBe(person.account.address)
      await recovery.close()
    })

    it('a letter that nobody answered gives its stake back', async () => {
      const before = await credit()
      await letPass(world(), 3 * day, letter)
      await takeBack(letter).click()
      await letter.getByText('The stake is in your balance again.').waitFor()
      const { address } = person.account
      const { stamps } = await apiOf(world()).listSenderStamps({ address })
      // The relay admits a letter at its leisure, and only then is paid.
      const refund = stamps[0]?.carriagePaid ? stake : stake + carriage
      expect((await credit()) - before).toBe(refund)
    })

    it('stamps that were paid elsewhere give theirs back', async () => {
      await letter.goto('/write')
      await letter.getByText('Nothing now: no stamp of yours is over').waitFor()
      const { timestamp } = await person.getBlock()
      const expiresAt = Number(timestamp) + 4 * day
      await postStamps(person, { inboxId: inbox.inboxId, count: 2, stake, expiresAt })
      const before = await credit()
      await letPass(world(), 5 * day, letter)
      await letter.reload()
      await letter.getByText(/^2 stamps were not answered in time: 0\.002/).waitFor()
      await letter.getByRole('button', { name: 'Take back what expired' }).click()
      await letter.getByText('What nobody answered is in your balance again.').waitFor()
      expect((await credit()) - before).toBe(2n * stake)
    })

    it('a mailing is closed, and the rest of it comes back', async () => {
      const before = await credit()
      await letPass(world(), 5 * day, mailing)
      await mailing.getByText('and what nobody collected is to be taken back').first().waitFor()
      await mailing.getByText('The relay never admitted it').waitFor()
      const asked = wallet.asked.length
      await takeBack(mailing).click()
      await mailing.getByText(/^0\.0011.ETH came back to the balance of 0x/).waitFor()
      expect(wallet.asked).toHaveLength(asked + 1)
      expect((await credit()) - before).toBe(stake + carriage)
      await mailing.getByText('It is closed, and over.').waitFor()
      const mailingId = new URL(mailing.url()).searchParams.get('id') as Hex
      const { mailing: found } = await apiOf(world()).getMailing({ mailingId })
      expect(found.status).toBe('closed')
    })
  })
}

const takeBack = (page: Page) =>
  page.getByRole('main').getByRole('button', { name: /^Take back 0\.00\d+.ETH$/ })

const acceptButton = (page: Page) => page.getByRole('button', { name: 'Accept the recovery' })

/** Seals a mailing of one letter, which lasts 14 days, and pays for it; nobody sends it. */
async function openMailing(page: Page, recipient: string): Promise<void> {
  await page.getByLabel('Recipients, one in each line').fill(recipient)
  await page.getByLabel(/^Letter for all/).fill('This is never sent.')
  await page.getByRole('button', { name: 'Look the recipients up' }).click()
  await page.getByRole('button', { name: 'Seal 1 letter' }).click()
  await page.getByRole('button', { name: /^Pay 0\.0011.ETH and open$/ }).click()
  await page.getByRole('button', { name: 'Send 1 letter' }).waitFor()
}

/** Puts the clocks of the chain and of the browser forward by some seconds, and looks at a page. */
async function letPass(world: WebWorld, seconds: number, page: Page): Promise<void> {
  const client = world.clientOf(0)
  await client.increaseTime({ seconds })
  await client.mine({ blocks: 1 })
  const { timestamp } = await client.getBlock()
  await page.bringToFront()
  await page.clock.setSystemTime(Number(timestamp) * 1_000)
}
