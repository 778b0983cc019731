import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { WalletVisit } from './openWithWallet.ts'
import { openWithWallet } from './openWithWallet.ts'
import { walletMenu } from './walletParts.ts'
import type { WebWorld } from './webWorld.ts'

type Options = {
  /** What each story begins with. */
  path: string
  /** What is there once the page is ready for somebody new. */
  ready: (page: Page) => Locator
}

type Given = {
  /** What the account has; 10 unless told. */
  ether?: string | undefined
  batches?: 'none' | 'atomic' | 'refused' | undefined
}

/**
 * One page with a wallet for the stories of a describe, for a browser is slow to begin with a new one. Each of them loads it anew, and
 * begins with an account that nobody has seen before and that is connected.
 */
export function sharedWalletPage(
  world: () => WebWorld,
  { path, ready }: Options,
): (given?: Given) => Promise<WalletVisit> {
  let opened: WalletVisit | undefined

  beforeAll(async () => {
    const before = (page: Page) => page.context().addInitScript(rememberWallet)
    opened = await openWithWallet(world(), { path, before })
  }, 60_000)

  afterAll(() => opened?.page.context().close())

  return async ({ ether, batches = 'none' } = {}) => {
    if (!opened) throw new Error('The page is not open')
    const { page, wallet } = opened
    const person = await world().newcomer(ether)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    wallet.beginAnew({ account: person.account, batches, isPermitted: true })
    await page.goto(path)
    await walletMenu(page, person.account.address).waitFor()
    await ready(page).waitFor()
    return { page, wallet, person }
  }
}

declare const location: { protocol: string }
declare const localStorage: { setItem(key: string, value: string): void }

/** In the page, before anything of it runs: the wallet is connected since an earlier visit, and stays so whatever a story does. */
function rememberWallet(): void {
  if (!location.protocol.startsWith('http')) return
  localStorage.setItem('pennypost.wallet.recentConnectorId', '"test.pennypost.wallet"')
}
