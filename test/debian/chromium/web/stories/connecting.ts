import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { InjectedWallet } from '../support/injectWallet.ts'
import { injectWallet } from '../support/injectWallet.ts'
import { openConnected, openWithWallet } from '../support/openWithWallet.ts'
import { connectButton, openDialog, walletMenu } from '../support/walletParts.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Connecting a wallet
├── each wallet of the browser is there by its name, whatever it claims to be
├── saying no to the page leads back to the choice, without a word
├── a wallet that is locked is told of
├── a reload keeps it connected, in each tab; leaving it does not come back
├── the page follows the account of the wallet
└── the development wallet says what it is, and goes over to another account
*/

const longPatience = { timeout: 120_000 }
const soon = { timeout: 20_000 }
const path = '/inbox'

export function connectingStories(world: () => WebWorld): void {
  describe('connecting a wallet', () => {
    it('shows each by its name, whatever it claims to be', longPatience, async () => {
      const page = await world().openBlank()
      await inject(world(), page, { name: 'Fox' })
      await inject(world(), page, {
        name: 'Development wallet',
        rdns: 'pennypost.development',
        icon: 'https://elsewhere.example/icon.png',
      })
      await page.goto(path)
      await openDialog(page)
      const found = page.getByRole('list', { name: 'Wallets of this browser' })
      expect(await found.getByRole('button').allTextContents()).toEqual([
        'Fox',
        'Development walletpennypost.development',
      ])
      // The picture that is in the address itself, and none that would have to be fetched.
      expect(await found.getByRole('presentation').count()).toBe(1)
      await page.context().close()
    })

    it('takes a no without a word, and is asked again', longPatience, async () => {
      const { page, wallet, person } = await openWithWallet(world(), { path })
      wallet.refuseNext()
      await openDialog(page)
      const choice = page.getByRole('button', { name: 'Test wallet' })
      await choice.click()
      await expect.poll(() => choice.getAttribute('aria-busy'), soon).toBe(null)
      expect(await page.getByRole('alert').count()).toBe(0)
      await choice.click()
      await walletMenu(page, person.account.address).waitFor()
      expect(await page.getByRole('dialog').count()).toBe(0)
      await page.context().close()
    })

    it('says so where the wallet is locked', longPatience, async () => {
      const { page, wallet } = await openWithWallet(world(), { path })
      wallet.setting.account = undefined
      await openDialog(page)
      await page.getByRole('button', { name: 'Test wallet' }).click()
      await page
        .getByRole('alert')
        .getByText('Test wallet is locked. Unlock it and try again.')
        .waitFor()
      await page.context().close()
    })

    it('lasts over a reload and in other tabs, until it is left', longPatience, async () => {
      const { page, person } = await openConnected(world(), { path })
      await walletMenu(page, person.account.address).waitFor()
      await page.reload()
      await walletMenu(page, person.account.address).waitFor()
      const other = await page.context().newPage()
      await other.goto('/inbox')
      await walletMenu(other, person.account.address).click()
      await other.getByRole('menuitem', { name: 'Disconnect' }).click()
      await connectButton(other).waitFor()
      await other.reload()
      await connectButton(other).waitFor()
      await page.context().close()
    })

    it('follows the account of the wallet', longPatience, async () => {
      const { page, wallet, person } = await openConnected(world(), { path })
      await walletMenu(page, person.account.address).waitFor()
      const { account: next } = await world().newcomer()
      await wallet.switchAccount(next)
      await walletMenu(page, next.address).waitFor()
      await wallet.switchAccount(undefined)
      await connectButton(page).waitFor()
      await page.context().close()
    })

    it('marks the development wallet, and goes over to another account', longPatience, async () => {
      const page = await world().open({ path: '/inbox' })
      await openDialog(page)
      await page.getByText('There is no wallet in this browser.').waitFor()
      await page.getByRole('button', { name: 'Development wallet' }).click()
      await page.getByText('Money of a local chain').waitFor()
      await page.getByRole('button', { name: 'Account 15', exact: true }).click()
      const { address } = world().clientOf(15).account
      expect(await walletMenu(page, address).textContent()).toContain('Dev')
      await walletMenu(page, address).click()
      await page.getByRole('menuitem', { name: 'Switch account' }).click()
      const chosen = page.getByRole('button', { name: 'Account 15', exact: true })
      await expect.poll(() => chosen.getAttribute('aria-pressed'), soon).toBe('true')
      await page.getByRole('button', { name: 'Account 12', exact: true }).click()
      await walletMenu(page, world().clientOf(12).account.address).waitFor()
      await page.context().close()
    })
  })
}

async function inject(
  world: WebWorld,
  page: Page,
  about: Partial<Parameters<typeof injectWallet>[1]>,
): Promise<InjectedWallet> {
  const { account } = await world.newcomer()
  return await injectWallet(page, { account, rpcUrl: world.stack.chain.url, ...about })
}
