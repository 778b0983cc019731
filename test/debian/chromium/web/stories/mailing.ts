import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  collectMail,
  createInbox,
  createKey,
  getLedgerBalance,
  inboxIdOf,
  setTerms,
  waitUntilMined,
} from '@pennypost/sdk'
import type { Page } from 'playwright-core'
import type { Hex } from 'viem'
import { parseEther, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf } from '../support/apiOf.ts'
import type { InjectedWallet } from '../support/injectWallet.ts'
import { openConnected } from '../support/openWithWallet.ts'
import type { DevClient, WebWorld } from '../support/webWorld.ts'

/*
A mailing, from a list to the stakes of its recipients
├── says of each line what is wrong with it, and leaves it out if told so
├── is sealed and kept before anything is paid
│   ├── a no in the wallet leads quietly back, and it is still there after a reload
│   └── its file can be saved
├── is paid for once, to the last wei
├── is sent to the relay, and goes on after a reload
├── is published, for recipients to collect by its id
├── shows what they collected, without loading
├── is brought from its file into another browser
└── gives the rest back once its time is over
*/

const stake = parseEther('0.001')
const carriage = parseEther('0.0001')
const day = 86_400

export function mailingStories(world: () => WebWorld): void {
  describe('a mailing', () => {
    let page: Page
    let wallet: InjectedWallet
    let people: readonly DevClient[]
    let sender: DevClient
    let mailingId: Hex
    let file: string

    beforeAll(async () => {
      people = await Promise.all([world().newcomer(), world().newcomer()])
      await Promise.all(people.map(getInbox))
      const opened = await openConnected(world(), { path: '/mailing' })
      ;({ page, wallet, person: sender } = opened)
    }, 90_000)

    afterAll(async () => await page?.context().close())

    it('says of each line what is wrong, and leaves it out if told so', {
      timeout: 60_000,
    }, async () => {
      const [one, other] = people.map(({ account }) => account.address)
      const list = `recipient,text\n${one},\n${sender.account.address},\n${other},"Dear other, ""this"" is yours."\n`
      const input = page.getByLabel('List from a file')
      await input.setInputFiles({ name: 'readers.csv', mimeType: 'text/csv', buffer: utf16(list) })
      await expectValue(page, 'Recipients, one in each line', list)
      await page.getByLabel(/^Letter for all/).fill('Good morning to all of you.')
      await page.getByRole('button', { name: 'Look the recipients up' }).click()
      await expectText(page, '2 recipients found. 1 line got the letter for all.')
      await expectText(page, 'This wallet has no inbox on this chain.')
      const problems = page.getByRole('table', { name: 'Lines that cannot be mailed' })
      expect(await problems.getByRole('rowheader').allInnerTexts()).toEqual(['3'])
      await expectValue(page, 'Stake for each letter', '0.001')
      const seal = page.getByRole('button', { name: 'Seal 2 letters' })
      expect(await seal.isDisabled()).toBe(true)
      await world().shot(page, 'mailing-checked')
      await page
        .getByRole('checkbox', { name: 'Leave it out, and mail the other 2 letters' })
        .click()
      await seal.click()
      await page.getByRole('heading', { name: 'Pay and open it' }).waitFor()
      mailingId = new URL(page.url()).searchParams.get('id') as Hex
    })

    it('leads quietly back from a no, and is still there after a reload', {
      timeout: 60_000,
    }, async () => {
      const asked = wallet.asked.length
      wallet.refuseNext()
      await payButton(page).click()
      await expect.poll(() => wallet.asked.length, { timeout: 20_000 }).toBeGreaterThan(asked)
      await payButton(page).waitFor()
      expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0)
      await page.reload()
      await payButton(page).waitFor()
      expect(await page.getByText('It is not sure whether this was paid').count()).toBe(0)
    })

    it('has a file, which has all that the command line needs', async () => {
      const saving = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save the file' }).first().click()
      const saved = await saving
      expect(saved.suggestedFilename()).toBe(`readers-${mailingId.slice(2, 10)}.mailing`)
      file = join(world().stack.folder, saved.suggestedFilename())
      await saved.saveAs(file)
      const [head, ...letters] = readFileSync(file, 'utf8').trim().split('\n')
      expect(JSON.parse(head ?? '')).toMatchObject({ pennypost: 'mailing', version: 1, mailingId })
      expect(letters).toHaveLength(2)
    })

    it('is paid for once, to the last wei', { timeout: 60_000 }, async () => {
      const before = await sender.getBalance({ address: sender.account.address })
      await payButton(page).click()
      await page.getByRole('button', { name: 'Send 2 letters' }).waitFor()
      const after = await sender.getBalance({ address: sender.account.address })
      const { openedTransaction: hash } = (await apiOf(world()).getMailing({ mailingId })).mailing
      const { gasUsed, effectiveGasPrice } = await sender.getTransactionReceipt({ hash })
      expect(before - after).toBe(2n * (stake + carriage) + gasUsed * effectiveGasPrice)
      const { address } = sender.account
      expect(await sender.getTransactionCount({ address })).toBe(1)
    })

    it('is sent to the relay, and goes on after a reload', { timeout: 90_000 }, async () => {
      // One letter gets through before the page is gone.
      const posted: string[] = []
      await page.route('**/letters', async (route) => {
        if (route.request().method() !== 'POST') return await route.continue()
        posted.push(route.request().url())
        if (posted.length !== 2) await route.continue()
      })
      await page.getByRole('button', { name: 'Send 2 letters' }).click()
      await page.getByText('1 of 2').first().waitFor()
      expect(posted).toHaveLength(2)
      await page.reload()
      await page.getByRole('button', { name: 'Send the other letter' }).click()
      await expectText(page, 'All letters are with the relay')
      expect(posted).toHaveLength(3)
      await world().shot(page, 'mailing-sent')
    })

    it('is published, for all to see', { timeout: 60_000 }, async () => {
      await page.getByRole('button', { name: 'Publish the list' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Publish it' }).click()
      await expectText(page, 'The list is published.')
      await page.getByRole('button', { name: 'Copy the id of the mailing' }).waitFor()
    })

    it('shows what is collected, without loading', { timeout: 60_000 }, async () => {
      const [reader] = people
      if (!reader) throw new Error('Nobody reads')
      const api = apiOf(world())
      const { mailing: found } = await api.getMailing({ mailingId })
      const leaves = await Promise.all(
        [0, 1].map((index) => api.getMailingLeaf({ mailingId, index })),
      )
      const inboxId = inboxIdOf(reader.account.address, 0n)
      const claims = leaves
        .filter((leaf) => leaf.inboxId === inboxId)
        .map(({ index, letterHash, proof }) => ({ index, inboxId, letterHash, proof: [...proof] }))
      const { sender: from, relay, token, root, count, expiresAt } = found
      const mailing = { sender: from, relay, token, root, count, expiresAt, stake, carriage }
      const hash = await collectMail(reader, { mailing, claims })
      await waitUntilMined(reader, { hash })
      await expectText(page, '1 of 2')
      const table = page.getByRole('table', { name: 'Letters of the mailing' })
      await table.getByText('Collected', { exact: true }).waitFor()
      expect(await table.getByText('Not collected', { exact: true }).count()).toBe(1)
      const owner = reader.account.address
      expect(await getLedgerBalance(reader, { owner, token: zeroAddress })).toBe(stake)
      await world().shot(page, 'mailing-collected')
    })

    it('is brought from its file into another browser', { timeout: 60_000 }, async () => {
      const other = await world().open({ path: '/mailing', account: 15, phone: true })
      const input = other.getByLabel('Bring a mailing from its file')
      writeFileSync(`${file}.cut`, readFileSync(file, 'utf8').slice(0, -40))
      await input.setInputFiles(`${file}.cut`)
      await expectText(other, 'Letter 2 of the file is cut short.')
      await input.setInputFiles(file)
      await expectText(other, 'Send the letters')
      // One was collected meanwhile, and so has arrived.
      await other.getByRole('button', { name: 'Send 2 letters' }).click()
      await expectText(other, 'All letters are with the relay')
      await world().shot(other, 'mailing-phone')
      await other.context().close()
    })

    it('gives the rest back once its time is over', { timeout: 60_000 }, async () => {
      await page.clock.setSystemTime(Date.now() + 15 * day * 1_000)
      await page.reload()
      await expectText(page, 'its time is over, and what nobody collected is to be taken back')
      // By this browser’s clock: the contract has its own, and is asked before the wallet is.
      const asked = wallet.asked.length
      await page.getByRole('button', { name: /^Take back 0\.00\d+.ETH$/ }).click()
      await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor()
      expect(wallet.asked).toHaveLength(asked)
    })

    it('is another page’s where this browser has none', async () => {
      const other = await world().open({ path: `/mailing?id=${mailingId}` })
      await expectText(other, 'This mailing is not in this browser')
      await other.context().close()
    })
  })
}

/** An inbox that asks strangers for a stake and a day to answer. */
async function getInbox(client: DevClient): Promise<void> {
  const keys = [await createKey('ed25519'), await createKey('xWing')]
  const { inboxId } = await createInbox(client, { keys })
  const terms = { inboxId, token: zeroAddress, stake, window: day }
  // Which turns the door from free to postage.
  await waitUntilMined(client, { hash: await setTerms(client, terms) })
}

/** As spreadsheets save “Unicode text”. */
function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
}

function payButton(page: Page) {
  return page.getByRole('button', { name: /^Pay 0\.0022.ETH and open$/ })
}

async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor()
}

async function expectValue(page: Page, label: string, value: string): Promise<void> {
  const read = () => page.getByLabel(label).inputValue()
  await expect.poll(read, { timeout: 20_000 }).toBe(value)
}
