import type { Page } from 'playwright-core'
import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../../../../scripts/seed/people.ts'
import type { ApiSchemas } from '../../../../../sdk/src/index.ts'
import {
  getConsent,
  getDoor,
  getGuardian,
  getInboxOf,
  getPayout,
  getTerms,
} from '../../../../../sdk/src/index.ts'
import { axeViolations } from '../support/axe.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
An inbox of one's own, by somebody who has none
├── says what is wrong with what was typed, before anything is asked
├── is there within a minute of clicks, with its price and keys
├── has its keys in a file, from which they come back in another browser
├── asks for something else, door and prices at once
├── gets further keys, and loses one
├── allows one sender and denies another, at once
├── pays out elsewhere
├── gets a guardian and hands its recovery over, which is cancelled
├── has a second wallet, which may not do everything
└── is the same after a reload
*/

const account = 18
/** Has no inbox: joins, and leaves again. */
const second = 0

export function inboxStories(world: () => WebWorld): void {
  describe('an inbox of one’s own', { timeout: 90_000 }, () => {
    let page: Page
    let inboxId: Hex
    let wallet: Address

    beforeAll(async () => {
      wallet = world().clientOf(account).account.address
      page = await world().open({ path: '/inbox', account })
    })

    afterAll(() => page?.context().close())

    it('says what is wrong with what was typed', async () => {
      const register = page.getByRole('button', { name: 'Register my inbox' })
      const stake = page.getByRole('textbox', { name: 'Stake in ETH' })
      const window = page.getByRole('textbox', { name: 'Answer window' })
      await stake.fill('0,002')
      await page.getByText('Write the decimals behind a point').waitFor()
      await window.fill('31 days')
      await page.getByText('At most 30 days: the contract takes no more.').waitFor()
      expect(await register.isDisabled()).toBe(true)
      expect(await axeViolations(page)).toEqual([])
      await stake.fill('0.002')
      await window.fill('3 days')
      await soon(() => register.isEnabled()).toBe(true)
    })

    it('is there within a minute, with its price and keys', async () => {
      const begun = Date.now()
      await page.getByRole('button', { name: 'Register my inbox' }).click()
      await section(page, 'This is you').waitFor()
      expect(Date.now() - begun).toBeLessThan(60_000)

      const client = world().clientOf(account)
      const ofWallet = await getInboxOf(client, { wallet })
      if (!ofWallet) throw new Error('The wallet has no inbox')
      inboxId = ofWallet
      expect(await getTerms(client, { inboxId, token: zeroAddress })).toMatchObject({
        ...{ stake: 2_000_000_000_000_000n, window: 259_200, relayMayCollect: false },
      })
      const inbox = await inboxAt(world(), inboxId)
      expect(inbox.door).toBe('postage')
      expect(inbox.keys.map(({ possession }) => possession).sort()).toEqual(['valid', 'vouched'])
      await section(page, 'This is you').getByText(inboxId).waitFor()
      await section(page, 'Door and price').getByText('0.002').waitFor()
      await section(page, 'Door and price').getByText('Answer window of 3 days.').waitFor()
      await world().shot(page, 'inbox-registered')
    })

    it('has its keys in a file, from which they come back elsewhere', async () => {
      const downloading = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save keys to a file' }).first().click()
      const file = await (await downloading).path()
      await page.getByText('Save the keys of this browser to a file').waitFor({ state: 'detached' })

      const other = await world().open({ path: '/inbox', account })
      await other.getByText('Your letters do not open in this browser').waitFor()
      await other.getByRole('button', { name: 'Bring keys from a file' }).click()
      await other.getByLabel('Choose the file of keys').setInputFiles(file)
      await soon(() => other.getByText('In this browser', { exact: true }).count()).toBe(2)
      await other.getByLabel('Choose the file of keys').setInputFiles({
        ...{ name: 'keys.json', mimeType: 'application/json', buffer: Buffer.from('[]') },
      })
      await other.getByText('This is no file of keys.').waitFor()
      await other.context().close()
    })

    it('asks for something else, door and prices at once', async () => {
      const client = world().clientOf(account)
      const before = await client.getTransactionCount({ address: wallet })
      await page.getByRole('button', { name: 'Change door and price' }).click()
      const form = page.getByRole('group', { name: 'Change door and price' })
      await form.getByRole('textbox', { name: 'Stake in ETH' }).fill('0.003')
      await form.getByRole('textbox', { name: 'Answer window' }).fill('36 hours')
      await form.getByRole('button', { name: 'Add USDX' }).click()
      await form.getByRole('textbox', { name: 'Stake in USDX' }).fill('1.0000001')
      await form.getByText('the 7th digit behind the point (1) is too fine').waitFor()
      await form.getByRole('textbox', { name: 'Stake in USDX' }).fill('1.5')
      await form.getByRole('radio', { name: 'Not at all' }).click()
      await form.getByRole('button', { name: 'Save door and price' }).click()
      await form.waitFor({ state: 'detached' })
      expect(await client.getTransactionCount({ address: wallet })).toBe(before + 1)
      expect((await getDoor(client, { inboxId })).door).toBe('closed')
      expect(await getTerms(client, { inboxId, token: zeroAddress })).toMatchObject({
        ...{ stake: 3_000_000_000_000_000n, window: 129_600 },
      })
      const { door, terms } = await inboxAt(world(), inboxId)
      expect({ door, stakes: terms.map(({ stake }) => stake).sort() }).toEqual({
        ...{ door: 'closed', stakes: ['1500000', '3000000000000000'] },
      })
      await section(page, 'Door and price').getByText('Closed', { exact: true }).waitFor()
      await section(page, 'Door and price')
        .getByText('Answer window of 1 day 12 hours.')
        .first()
        .waitFor()
    })

    it('gets further keys, and loses one', async () => {
      const keys = section(page, 'Keys')
      await keys.getByRole('button', { name: 'Add new keys of this browser' }).click()
      await keys.getByRole('button', { name: 'Add the keys' }).click()
      const menus = keys.getByRole('button', { name: 'Change key' })
      await soon(() => menus.count()).toBe(4)
      await menus.first().click()
      await page.getByRole('menuitem', { name: 'Revoke' }).click()
      const dialog = page.getByRole('alertdialog')
      await dialog.getByText('it never returns to this inbox').waitFor()
      await dialog.getByRole('button', { name: 'Revoke the key' }).click()
      await dialog.waitFor({ state: 'detached' })
      await keys.getByRole('button', { name: 'Revoked keys (1)' }).waitFor()
      const inbox = await inboxAt(world(), inboxId)
      expect(inbox.counts.keys).toEqual({ active: 3, expired: 0, revoked: 1 })
    })

    it('allows one sender and denies another, at once', async () => {
      const consents = section(page, 'Consents')
      const sender = consents.getByRole('textbox', { name: 'Sender' })
      const [friend, pest] = [people.grace.account.address, people.mallory.account.address]
      await sender.fill(friend.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))
      await consents.getByText(/mistyped character/).waitFor()
      await sender.fill(friend)
      await consents.getByText('Meets the door like anybody else.').waitFor()
      await consents.getByRole('button', { name: 'Allow' }).click()
      await consents.getByText('Will be allowed').waitFor()
      await consents.getByRole('button', { name: `Allow ${friend.slice(0, 6)}` }).waitFor()
      await sender.fill(pest)
      await consents.getByRole('button', { name: 'Deny' }).click()
      await consents.getByRole('button', { name: 'Set these 2 words' }).click()
      const list = consents.getByRole('table')
      await list.getByText('Allowed').waitFor()
      await list.getByText('Denied').waitFor()
      const client = world().clientOf(account)
      expect((await getConsent(client, { inboxId, subject: friend })).consent).toBe('allowed')
      expect((await getConsent(client, { inboxId, subject: pest })).consent).toBe('denied')
    })

    it('pays out elsewhere', async () => {
      const payout = section(page, 'Payout')
      const to = people.heidi.account.address
      await payout.getByText('The recovery, as nothing else is set.').waitFor()
      await payout.getByRole('button', { name: 'Change the payout' }).click()
      await payout.getByRole('textbox', { name: 'Pay stakes to' }).fill(to)
      await payout.getByRole('button', { name: 'Set the payout' }).click()
      await payout.getByRole('button', { name: 'Pay to the recovery again' }).waitFor()
      expect(await getPayout(world().clientOf(account), { inboxId })).toBe(to)
      await payout.getByRole('button', { name: 'Pay to the recovery again' }).click()
      await payout.getByText('The recovery, as nothing else is set.').waitFor()
    })

    it('gets a guardian, and hands its recovery over, which is cancelled', async () => {
      const recovery = section(page, 'Recovery')
      const [friend, next] = [people.grace.account.address, people.heidi.account.address]
      await recovery.getByRole('button', { name: 'Change the guardian' }).click()
      await recovery.getByRole('textbox', { name: 'Guardian' }).fill(wallet)
      await recovery.getByText('Name another account.').waitFor()
      await recovery.getByRole('textbox', { name: 'Guardian' }).fill(friend)
      await recovery.getByRole('button', { name: 'Name the guardian' }).click()
      await recovery.getByRole('group').waitFor({ state: 'detached' })
      expect((await getGuardian(world().clientOf(account), { inboxId })).next).toBe(friend)

      await recovery.getByRole('button', { name: 'Hand the recovery over' }).click()
      await recovery.getByRole('textbox', { name: 'New recovery' }).fill(next)
      await recovery.getByRole('button', { name: 'Start the transfer' }).click()
      await recovery.getByText('Two days in which it can be cancelled').waitFor()
      await recovery.getByText('It is being handed over already. Cancel that first.').waitFor()
      await world().shot(page, 'inbox-transfer')
      expect((await inboxAt(world(), inboxId)).recoveryTransfer?.to).toBe(next)
      await recovery.getByRole('button', { name: 'Cancel the transfer' }).click()
      await recovery
        .getByRole('heading', { name: 'Being handed over' })
        .waitFor({ state: 'detached' })
      expect((await inboxAt(world(), inboxId)).recoveryTransfer).toBeUndefined()
    })

    it('has a second wallet, which may not do everything', async () => {
      const own = await world().open({ path: `/inbox?join=${inboxId}`, account })
      await own.getByText('This wallet is linked to the inbox already').waitFor()
      await own.getByRole('button', { name: 'Switch the wallet' }).waitFor()
      await own.context().close()

      const joining = await world().open({ path: `/inbox?join=${inboxId}`, account: second })
      await joining.getByText('Whoever holds this inbox will read letters').waitFor()
      const sign = joining.getByRole('button', { name: 'Sign to join' })
      expect(await sign.isDisabled()).toBe(true)
      await joining.getByRole('checkbox', { name: 'This inbox is mine' }).click()
      await sign.click()
      await joining.getByText('Signed. One step is left').waitFor()
      await joining.getByRole('button', { name: 'Copy what was signed' }).click()
      const signed = await joining.evaluate(() => navigator.clipboard.readText())

      const wallets = section(page, 'Wallets')
      await wallets.getByRole('button', { name: 'Link another wallet' }).click()
      const given = wallets.getByRole('textbox', { name: 'What the other wallet signed' })
      await given.fill('hello')
      await wallets.getByText('That is not what the other wallet signed.').waitFor()
      await given.fill(signed)
      await wallets.getByRole('button', { name: 'Link the wallet' }).click()
      await given.waitFor({ state: 'detached' })
      await soon(() => wallets.getByRole('row').count()).toBe(3)

      await section(joining, 'Payout').getByText('Only the recovery may do this.').waitFor()
      const change = joining.getByRole('button', { name: 'Change the payout' })
      expect(await change.isDisabled()).toBe(true)
      await section(joining, 'Wallets').getByRole('button', { name: 'Unlink' }).click()
      await joining.getByRole('button', { name: 'Unlink the wallet' }).click()
      await joining.getByRole('button', { name: 'Register my inbox' }).waitFor()
      await joining.context().close()
    })

    it('is the same after a reload', async () => {
      await page.reload()
      await section(page, 'This is you').getByText(inboxId).waitFor()
      await section(page, 'Keys').getByRole('table').first().waitFor()
      await soon(() =>
        section(page, 'Keys').getByText('In this browser', { exact: true }).count(),
      ).toBe(3)
      await section(page, 'Consents').getByRole('table').getByText('Denied').waitFor()
      await page.getByRole('button', { name: 'Revoked keys (1)' }).click()
      await page.getByRole('button', { name: 'Who may do what' }).click()
      await page.getByRole('button', { name: 'Hand the recovery over' }).click()
      await page.getByRole('button', { name: 'Change door and price' }).click()
      await page.getByRole('button', { name: 'Link another wallet' }).click()
      expect(await axeViolations(page)).toEqual([])
    })
  })
}

declare const navigator: { clipboard: { readText(): Promise<string> } }

/** Waits until it is so, on a machine that is busy. */
const soon = <value>(now: () => Promise<value>) => expect.poll(now, { timeout: 20_000 })

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** The inbox as the API has it. */
async function inboxAt({ stack }: WebWorld, inboxId: Hex): Promise<ApiSchemas['Inbox']> {
  const answer = await fetch(`${stack.api.url}/v1/inboxes/${inboxId}?chain=eip155:31337`)
  const { inbox } = (await answer.json()) as ApiSchemas['InboxResponse']
  return inbox
}
