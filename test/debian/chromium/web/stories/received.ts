import type { Locator, Page } from 'playwright-core'
import { parseEther, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getConsent, getLedgerBalance } from '../../../../../sdk/src/index.ts'
import { axeViolations } from '../support/axe.ts'
import type { Person, SceneInbox } from '../support/letterScene.ts'
import { postStamps, registerSceneInbox, writeTo } from '../support/letterScene.ts'
import { mailTo } from '../support/mailScene.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
What an inbox has received
├── says that keys are not here, and opens letters once they are
├── one stake is collected, and goes to those that are answered
├── one stake is returned
├── a letter comes by itself, at the end, and says so
├── the stake of a letter of a mailing is collected by its proof
├── a stake collected in one tab is collected in the other
├── a sender is denied, and known as denied after a reload
└── hundreds are collected at once, in as few transactions as it takes
*/

const account = 19
const stake = parseEther('0.001')
const question = 'I read your book on lighthouses, and have a question.'
const advert = 'Buy my course. Ten per cent off, today only.'

export function receivedStories(world: () => WebWorld): void {
  describe('what was received', { timeout: 90_000 }, () => {
    let page: Page
    let inbox: SceneInbox
    let reader: Person
    let pest: Person

    const balance = (owner = world().clientOf(account).account.address) =>
      getLedgerBalance(world().clientOf(account), { owner, token: zeroAddress })
    const relayUrl = () => world().stack.relay?.url ?? ''
    const row = (text: string) => rowOf(page, text)

    beforeAll(async () => {
      const client = world().clientOf(account)
      inbox = await registerSceneInbox(client, {
        apiUrl: world().stack.api.url,
        prices: { [zeroAddress]: stake },
      })
      reader = await world().newcomer()
      pest = await world().newcomer()
      await writeTo(inbox, reader, { relayUrl: relayUrl(), text: question })
      await writeTo(inbox, pest, { relayUrl: relayUrl(), text: advert })
      page = await world().open({ path: '/received', account })
    }, 90_000)

    afterAll(() => page?.context().close())

    it('says that keys are not here, and opens letters once they are', async () => {
      await page.getByText('2 letters with 0.002 ETH at stake.').waitFor()
      await page.getByText('The keys of this inbox are not in this browser').waitFor()
      await page.getByRole('button', { name: 'Bring the keys from a file' }).click()
      await page.getByLabel('Choose the file of keys').setInputFiles({
        ...{ name: 'keys.json', mimeType: 'application/json', buffer: Buffer.from(inbox.keyFile) },
      })
      await row(question).waitFor()
      await row(advert).waitFor()
      expect(await axeViolations(page)).toEqual([])
      await world().shot(page, 'received-waiting')
    })

    it('one stake is collected, and goes to those that are answered', async () => {
      const before = await balance()
      await row(advert)
        .getByRole('button', { name: /^Collect 0\.001/ })
        .press('Enter')
      await page.getByText('0.001 ETH collected. It is in your balance.').waitFor()
      const over = page.getByRole('region', { name: 'Answered and over' })
      await rowOf(over, advert).getByText('Collected', { exact: true }).waitFor()
      expect((await balance()) - before).toBe(stake)
      expect(await row(advert).count()).toBe(1)
      expect(await page.evaluate('document.activeElement.tagName')).not.toBe('BODY')
    })

    it('one stake is returned', async () => {
      const before = await balance(reader.account.address)
      await row(question).getByRole('button', { name: /0x/ }).first().click()
      await row(question).getByRole('blockquote').waitFor()
      await row(question).getByText('Return, and the sender gets it back now.').waitFor()
      expect(await axeViolations(page)).toEqual([])
      await world().shot(page, 'received-open')
      await row(question)
        .getByRole('button', { name: /^Return 0\.001/ })
        .click()
      await row(question).getByText('Returned', { exact: true }).first().waitFor()
      expect((await balance(reader.account.address)) - before).toBe(stake)
    })

    it('a letter comes by itself, at the end, and says so', async () => {
      await writeTo(inbox, reader, { relayUrl: relayUrl(), text: 'One more thing.' })
      await row('One more thing.').waitFor()
      await page.getByText('1 new at the end of the list').waitFor({ state: 'attached' })
      await row('One more thing.').getByText('New', { exact: true }).waitFor()
      const waiting = page.getByRole('region', { name: 'Waiting for your answer' })
      expect(await waiting.getByRole('listitem').last().textContent()).toContain('One more thing.')
    })

    it('the stake of a letter of a mailing is collected by its proof', async () => {
      const before = await balance()
      await mailTo(inbox, reader, {
        ...{ relayUrl: relayUrl(), apiUrl: world().stack.api.url, stake },
        text: 'To all who like lighthouses.',
      })
      const letter = row('To all who like lighthouses.')
      await letter.getByRole('button', { name: /^Collect 0\.001/ }).click()
      await letter.getByText('Collected', { exact: true }).waitFor()
      expect((await balance()) - before).toBe(stake)
    })

    it('a stake collected in one tab is collected in the other', async () => {
      const other = await page.context().newPage()
      await other.goto('/received')
      const text = 'One more thing.'
      await rowOf(other, text).waitFor()
      await row(text)
        .getByRole('button', { name: /^Collect 0\.001/ })
        .click()
      await row(text).getByText('Collected', { exact: true }).waitFor()
      await other.bringToFront()
      await rowOf(other, text).getByText('Collected', { exact: true }).waitFor()
      await other.close()
    })

    it('a sender is denied, and known as denied after a reload', async () => {
      await page.bringToFront()
      await row(advert).getByRole('button', { name: /0x/ }).first().click()
      await row(advert).getByRole('button', { name: 'Deny this sender' }).click()
      await row(advert).getByText('You deny this sender').waitFor()
      const { inboxId } = inbox
      const subject = pest.account.address
      const given = await getConsent(world().clientOf(account), { inboxId, subject })
      expect(given.consent).toBe('denied')
      await page.reload()
      const answered = page.getByRole('region', { name: 'Answered and over' })
      await rowOf(answered, advert).getByText('Denied', { exact: true }).waitFor()
      await rowOf(answered, advert).getByText('Collected', { exact: true }).first().waitFor()
      await rowOf(answered, question).getByText('Returned', { exact: true }).first().waitFor()
    })

    it('hundreds are collected at once, in as few transactions as it takes', {
      timeout: 180_000,
    }, async () => {
      const client = world().clientOf(account)
      const { timestamp } = await client.getBlock()
      const expiresAt = Number(timestamp) + 5 * 86_400
      await postStamps(reader, { inboxId: inbox.inboxId, count: 600, stake, expiresAt })
      await page.goto('/received')
      await page.getByRole('checkbox', { name: 'Select all' }).click({ timeout: 60_000 })
      await page.getByText('600 chosen: 0.6 ETH').waitFor()
      const [before, sent] = [await balance(), await client.getTransactionCount(client.account)]
      await page.getByRole('button', { name: 'Collect chosen' }).click()
      await page.getByText('Collecting …').first().waitFor()
      await page.getByText('600 stakes are yours.').waitFor({ timeout: 120_000 })
      expect((await balance()) - before).toBe(600n * stake)
      expect((await client.getTransactionCount(client.account)) - sent).toBe(3)
      await page.getByText('Nothing waits for your answer').waitFor()
    })
  })
}

function rowOf(within: Page | Locator, text: string): Locator {
  return within.getByRole('listitem').filter({ hasText: text })
}
