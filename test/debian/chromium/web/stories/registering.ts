import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sharedWalletPage } from '../support/sharedWalletPage.ts'
import { registerButton } from '../support/walletParts.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Registering with a wallet of the browser's
├── asks once where the wallet makes several calls one
├── leads quietly back when the person refuses, with the keys kept for the next try
└── offers the price again when only that was refused, after a reload too
*/

export function registeringStories(world: () => WebWorld): void {
  describe('registering with a wallet of the browser’s', { timeout: 90_000 }, () => {
    const begin = sharedWalletPage(world, { path: '/inbox', ready: registerButton })

    it('asks once where the wallet makes several calls one', async () => {
      const { page, wallet } = await begin({ batches: 'atomic' })
      await page.getByText('Your wallet asks once.').waitFor()
      await page.getByRole('button', { name: 'Register my inbox' }).click()
      await section(page, 'This is you').waitFor()
      await section(page, 'Door and price').getByText('0.001').waitFor()
      expect(wallet.asked.filter((method) => /send/.test(method))).toEqual(['wallet_sendCalls'])
    })

    it('leads quietly back when the person refuses, with the keys kept', async () => {
      const { page, wallet } = await begin()
      wallet.refuseNext()
      const register = page.getByRole('button', { name: 'Register my inbox' })
      await register.click()
      await soon(async () => wallet.asked.at(-1)).toBe('eth_sendTransaction')
      await soon(() => register.isEnabled()).toBe(true)
      expect(await page.getByRole('alert').count()).toBe(0)
      await page.getByRole('radio', { name: 'Free' }).click()
      await register.click()
      await section(page, 'This is you').waitFor()
      await soon(() => page.getByText('In this browser', { exact: true }).count()).toBe(2)
      await section(page, 'Door and price').getByText('Free', { exact: true }).waitFor()
    })

    it('offers the price again when only that was refused', async () => {
      const { page, wallet } = await begin()
      const first = wallet.holdNext()
      wallet.refuseNext()
      await page.getByRole('button', { name: 'Register my inbox' }).click()
      first.release()
      await page.getByText('its price is not set yet').waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'Set what you chose' }).click()
      await section(page, 'Door and price').getByText('0.001').waitFor()
      await page.getByText('its price is not set yet').waitFor({ state: 'detached' })
    })
  })
}

/** Waits until it is so, on a machine that is busy. */
const soon = <value>(now: () => Promise<value>) => expect.poll(now, { timeout: 20_000 })

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
