import type { Page } from 'playwright-core'
import type { InjectedWallet } from './injectWallet.ts'
import { injectWallet } from './injectWallet.ts'
import type { DevClient, WebWorld } from './webWorld.ts'

/** A page in a browser that has a wallet of somebody new. */
export type WalletVisit = {
  page: Page
  wallet: InjectedWallet
  /** A client of the same account. */
  person: DevClient
}

type Options = {
  path: string
  /** What the account has; 10 unless told. */
  ether?: string | undefined
  batches?: 'none' | 'atomic' | 'refused' | undefined
  /** What is to be there before anything of the site is. */
  before?: ((page: Page) => Promise<unknown>) | undefined
}

/** Opens a page in a browser that has a wallet, which is not connected. */
export async function openWithWallet(world: WebWorld, options: Options): Promise<WalletVisit> {
  const { path, ether, batches = 'none', before } = options
  const [page, person] = await Promise.all([world.openBlank(), world.newcomer(ether)])
  const rpcUrl = world.stack.chain.url
  const wallet = await injectWallet(page, { account: person.account, rpcUrl, batches })
  await before?.(page)
  await page.goto(path)
  return { page, wallet, person }
}

/** Opens a page in a browser that has a wallet, and connects it. */
export async function openConnected(world: WebWorld, options: Options): Promise<WalletVisit> {
  const opened = await openWithWallet(world, options)
  await connectWallet(opened.page)
  return opened
}

/** Lets a page have the wallet of its browser. */
export async function connectWallet(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Connect wallet' }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect a wallet' })
  await dialog.getByRole('button', { name: 'Test wallet' }).click()
}
