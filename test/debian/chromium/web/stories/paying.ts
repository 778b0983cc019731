import { abis, contractsOn } from '@pennypost/sdk'
import type { Page } from 'playwright-core'
import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { inboxIds } from '../../../../../scripts/seed/inboxes.ts'
import type { InjectedWallet } from '../support/injectWallet.ts'
import type { WalletVisit } from '../support/openWithWallet.ts'
import { openConnected } from '../support/openWithWallet.ts'
import { sharedWalletPage } from '../support/sharedWalletPage.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Paying for a letter, whatever happens meanwhile: one stamp, or none
├── when the person says no: quietly back, with the text still there
├── when the page is loaded anew
│   ├── while the wallet asks, and the payment comes: the letter goes on by itself
│   ├── while the wallet asks, and it is refused there: the very same stamp can be paid
│   └── after it was paid: it is handed over, and not paid again
├── when another tab opens the letter: it is told so, and does not pay
├── when the wallet is at another account: that one does not pay
├── when the relay falls silent after it was paid: it is handed over once the relay is back
└── when the browser keeps nothing: that is said before anything is paid
*/

const path = `/write?to=${inboxIds.chloe}`
const text = 'A letter that is worth its stamp.'

export function payingStories(world: () => WebWorld): void {
  describe('paying for a letter', { timeout: 90_000 }, () => {
    const begin = sharedWalletPage(world, { path, ready: letterField })
    const writer = async () => await writing(world(), await begin())

    it('leads quietly back when the person says no', async () => {
      const { page, wallet, stamps } = await writer()
      wallet.refuseNext()
      await send(page)
      await asked(wallet)
      await page.getByRole('heading', { level: 1, name: 'Write' }).waitFor()
      expect(await letterField(page).inputValue()).toBe(text)
      expect(await page.getByRole('alert').count()).toBe(0)
      expect(await stamps()).toBe(0)
    })

    it('goes on by itself when the payment comes after a reload', async () => {
      const { page, wallet, stamps } = await writer()
      const held = wallet.holdNext()
      await send(page)
      await asked(wallet)
      await page.reload()
      await heading(page, 'It is not known yet whether this letter is paid')
      expect(await page.getByText('Postage paid').count()).toBe(0)
      await world().shot(page, 'paying-unsure')
      held.release()
      await taken(page)
      expect(await stamps()).toBe(1)
    })

    it('pays the very same stamp when the wallet was refused after a reload', async () => {
      const { page, wallet, stamps } = await writer()
      const held = wallet.holdNext()
      await send(page)
      await asked(wallet)
      await page.goto('/write')
      await page.getByText('is not with its relay yet').waitFor()
      await page.getByRole('link', { name: 'Go back to it' }).click()
      await heading(page, 'It is not known yet whether this letter is paid')
      wallet.refuseNext()
      await page.getByRole('button', { name: 'Ask my wallet again' }).click()
      await expect.poll(() => payments(wallet), { timeout: 20_000 }).toBe(2)
      await heading(page, 'It is not known yet whether this letter is paid')
      await page.getByRole('button', { name: 'Ask my wallet again' }).click()
      await taken(page)
      held.release()
      await page.reload()
      await taken(page)
      expect(await stamps()).toBe(1)
    })

    it('hands over what is paid when the page is loaded anew', async () => {
      const { page, wallet, stamps } = await writer()
      const relay = await silence(page, world().stack.relay?.url ?? '')
      await send(page)
      await page.getByText('Postage paid').waitFor()
      await page.reload()
      await page.getByText('Postage paid').waitFor()
      await relay.back()
      await page.reload()
      await taken(page)
      expect(payments(wallet)).toBe(1)
      expect(await stamps()).toBe(1)
    })

    it('is handed over once a relay is back that fell silent', async () => {
      const { page, wallet, stamps } = await writer()
      const relay = await silence(page, world().stack.relay?.url ?? '')
      await send(page)
      await page.getByText('The relay does not answer. It is tried again.').waitFor()
      expect(await page.getByText('With the relay').count()).toBe(0)
      await relay.back()
      await taken(page)
      expect(payments(wallet)).toBe(1)
      expect(await stamps()).toBe(1)
    })

    it('is done by one tab', async () => {
      const { page, wallet, stamps } = await writer()
      const held = wallet.holdNext()
      await send(page)
      await asked(wallet)
      const other = await page.context().newPage()
      await other.goto(page.url())
      await heading(other, 'It goes on in another tab')
      await other.getByRole('button', { name: 'Ask my wallet again' }).click()
      await heading(other, 'It goes on in another tab')
      held.release()
      await taken(page)
      await taken(other)
      await other.close()
      expect(payments(wallet)).toBe(1)
      expect(await stamps()).toBe(1)
    })

    it('is not done by another account', async () => {
      const { page, wallet, stamps, account } = await writer()
      const held = wallet.holdNext()
      await send(page)
      await asked(wallet)
      await page.reload()
      await heading(page, 'It is not known yet whether this letter is paid')
      const { account: another } = await world().newcomer()
      await wallet.switchAccount(another)
      await page.getByRole('button', { name: 'Ask my wallet again' }).click()
      await heading(page, 'Your wallet is at another account')
      expect(payments(wallet)).toBe(1)
      await wallet.switchAccount(account)
      await page.getByRole('button', { name: 'Ask my wallet again' }).click()
      await taken(page)
      held.release()
      expect(await stamps()).toBe(1)
      expect(await stampsBy(world(), another)).toBe(0)
    })

    it('is not begun where the browser keeps nothing', async () => {
      const opened = await openConnected(world(), {
        path,
        before: (page) => page.context().addInitScript(forbidStorage),
      })
      const { page, wallet, stamps } = await writing(world(), opened)
      await heading(page, 'Nothing can be sent from here')
      expect(await page.getByRole('button', { name: /^Pay/ }).isDisabled()).toBe(true)
      await world().shot(page, 'paying-forbidden')
      expect(wallet.asked).not.toContain('eth_sendTransaction')
      expect(await stamps()).toBe(0)
      await page.context().close()
    })
  })
}

/** A letter to Chloe in the page, by whoever its wallet is of. */
async function writing(world: WebWorld, { page, wallet, person: { account } }: WalletVisit) {
  await page.getByRole('checkbox', { name: /Sign it with my wallet/ }).click()
  await letterField(page).fill(text)
  await page.getByRole('button', { name: /^Pay/ }).waitFor()
  return { page, wallet, account, stamps: () => stampsBy(world, account) }
}

/** How many stamps an account has on chain. */
async function stampsBy(world: WebWorld, { address }: { address: Address }): Promise<number> {
  const events = await world.clientOf(0).getContractEvents({
    ...{ abi: abis.PostOffice, address: contractsOn(31337).PostOffice },
    ...{ eventName: 'StampPosted', args: { sender: address }, fromBlock: 0n },
  })
  return events.length
}

const letterField = (page: Page) => page.getByRole('textbox', { name: 'Letter' })

const payments = ({ asked }: InjectedWallet) =>
  asked.filter((method) => method === 'eth_sendTransaction').length

const send = (page: Page) => page.getByRole('button', { name: /^Pay/ }).click()

/** Until the wallet asks the person to pay. */
const asked = (wallet: InjectedWallet) =>
  expect.poll(() => payments(wallet), { timeout: 20_000 }).toBe(1)

const heading = (page: Page, words: string) => page.getByText(words).first().waitFor()

async function taken(page: Page): Promise<void> {
  await page.getByText('It has signed a receipt, which holds.').waitFor({ timeout: 45_000 })
}

/** The relay takes no letter that is paid for: nothing listens any more. */
async function silence(page: Page, relayUrl: string) {
  const letters = `${relayUrl}/letters`
  await page.context().route(letters, (route) => {
    const isPaid = 'payment-signature' in route.request().headers()
    return isPaid ? route.abort('connectionrefused') : route.continue()
  })
  return { back: () => page.context().unroute(letters) }
}

declare const indexedDB: { open(): never }

/** In the page, before anything of it runs. */
function forbidStorage(): void {
  indexedDB.open = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }
}
