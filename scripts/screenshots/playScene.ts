import type { Browser, Page } from 'playwright-core'
import { mnemonicToAccount } from 'viem/accounts'
import { people } from '../seed/people.ts'
import { mnemonic } from '../seed/world.ts'
import type { BrowserState } from './openContext.ts'
import { openContext } from './openContext.ts'

type Places = { webUrl: string; apiUrl: string }

/** What there is to be seen, and as whom. */
export type PlayedScene = {
  /** Who has an inbox, and a letter in it. */
  recipient: { account: number; state: BrowserState }
  /** Pages that the recipient sees, by the names of their pictures. */
  paths: readonly (readonly [name: string, path: string, show?: string])[]
  /** What is about to be written. */
  sent: { account: number; path: string; text: string }
}

const sender = 16

/** Accounts that have no part in the seeded scene. */
const strangers = [18, 19, 17, 15]

const addressOf = (addressIndex: number) => mnemonicToAccount(mnemonic, { addressIndex }).address

/** Registers an inbox and writes to it, by the web app, as people do. */
export async function playScene(
  browser: Browser,
  { webUrl, apiUrl }: Places,
): Promise<PlayedScene> {
  const recipient = await withoutInbox(apiUrl)
  const theirs = await openContext(browser, { webUrl, size: 'desk', account: recipient })
  const inbox = await theirs.newPage()
  await register(inbox)
  const writing = await openContext(browser, { webUrl, size: 'desk', account: sender })
  const path = `/write?to=${addressOf(recipient)}`
  await write(await writing.newPage(), path)
  await inbox.goto('/received')
  await inbox.getByText('Good morning!').first().waitFor()
  // With the keys and letters that it keeps.
  const state = await theirs.storageState({ indexedDB: true })
  await theirs.close()
  await writing.close()
  return {
    recipient: { account: recipient, state },
    paths: await pathsOf(apiUrl, recipient),
    sent: { account: sender, path, text: 'Good evening! There is one more thing.' },
  }
}

async function register(page: Page): Promise<void> {
  await page.goto('/inbox')
  await page.getByRole('button', { name: 'Register my inbox' }).click()
  await page.getByRole('button', { name: 'Save keys to a file' }).first().waitFor()
}

async function write(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('textbox', { name: 'Letter' }).fill('Good morning! We met in Lisbon.')
  await page.getByRole('button', { name: /^Pay .* and send$/s }).click()
  await page.getByText('It has signed a receipt, which holds.').first().waitFor()
}

/** An account that has not registered yet. */
async function withoutInbox(apiUrl: string): Promise<number> {
  for (const account of strangers) {
    const { inboxes } = await ask(apiUrl, `inboxes?wallet=${addressOf(account)}&`)
    if (inboxes.length === 0) return account
  }
  throw new Error('All accounts have an inbox. Start a fresh stack: npm start.')
}

type Answer = { inboxes: { inboxId: string }[]; stamps: { stampId: string }[] }

async function ask(apiUrl: string, path: string): Promise<Answer> {
  return (await fetch(`${apiUrl}/v1/${path}chain=eip155:31337`)).json() as Promise<Answer>
}

async function pathsOf(apiUrl: string, recipient: number): Promise<PlayedScene['paths']> {
  const { inboxes } = await ask(apiUrl, `inboxes?wallet=${addressOf(recipient)}&`)
  const inboxId = inboxes[0]?.inboxId
  const { stamps } = await ask(apiUrl, `inboxes/${inboxId}/stamps?`)
  return [
    ['overview', '/'],
    ['inbox', '/inbox'],
    ['received', '/received', 'Good morning!'],
    ['balance', '/balance'],
    ['mailing', '/mailing'],
    ['explore', '/explore'],
    ['inbox-facts', `/explore/inboxes/${inboxId}`],
    ['stamp-facts', `/explore/stamps/${stamps[0]?.stampId}`],
    ['wallet-facts', `/explore/wallets/${people.heidi.account.address}`],
    ['relay-facts', `/explore/relays/${people.wren.account.address}`],
    ['relays', '/relays'],
    ['status', '/status'],
  ]
}
