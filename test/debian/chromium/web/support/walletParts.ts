import type { Locator, Page } from 'playwright-core'
import type { Address } from 'viem'
import { getAddress } from 'viem'

/** What leads to a wallet, while none is connected. */
export function connectButton(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: 'Connect wallet' })
}

/** What tells whose wallet is connected, and leads to what can be done about it. */
export function walletMenu(page: Page, address: Address): Locator {
  const whole = getAddress(address)
  return page.getByRole('button', { name: `${whole.slice(0, 6)}…${whole.slice(-4)}` })
}

/** What registers an inbox of somebody who has none. */
export function registerButton(page: Page): Locator {
  return page.getByRole('main').getByRole('button', { name: /^Register my inbox$/ })
}

export async function openDialog(page: Page): Promise<void> {
  await connectButton(page).click()
  await page.getByRole('dialog', { name: 'Connect a wallet' }).waitFor()
}
