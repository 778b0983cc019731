import type { Locator, Page } from 'playwright-core'
import type { Address } from 'viem'
import { getAddress, parseEther } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import type { InjectedWallet } from '../support/injectWallet.ts'
import { injectWallet } from '../support/injectWallet.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Wallets, by what is asked of them on the page where an inbox is made
├── connecting
│   ├── each wallet of the browser is there by its name, whatever it claims to be
│   ├── saying no to the page leads back to the choice, without a word
│   ├── a reload keeps it connected, in each tab; leaving it does not come back
│   └── the development wallet says what it is, and goes over to another account
├── while somebody is asked
│   ├── the button says so, and a second click asks nothing
│   ├── saying no leads back to where one was
│   ├── another account or none meanwhile: nothing more is asked, and it says why
│   └── a request that is open in the wallet is told of
├── on another chain
│   └── the button switches, and has the chain added where the wallet lacks it
├── without enough money
│   └── it says exactly how much is missing, and the wallet is not asked
├── several calls
│   ├── are one where the wallet can
│   └── and one after the other where it cannot, or will not
└── where a node does not answer
    └── it says whose node it is, and whether anything may have gone out
*/

const registers = /^Register my inbox$/
const longPatience = { timeout: 120_000 }
const soon = { timeout: 20_000 }

export function walletStories(world: () => WebWorld): void {
  describe('connecting a wallet', () => {
    it('shows each by its name, whatever it claims to be', longPatience, async () => {
      const page = await world().open({ path: '/inbox' })
      await inject(world(), page, { name: 'Fox' })
      await inject(world(), page, {
        name: 'Development wallet',
        rdns: 'pennypost.development',
        icon: 'https://elsewhere.example/icon.png',
      })
      await page.reload()
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
      const { page, wallet, account } = await openWith(world())
      wallet.refuseNext()
      await openDialog(page)
      const fox = page.getByRole('button', { name: 'Fox' })
      await fox.click()
      await expect.poll(() => fox.getAttribute('aria-busy'), soon).toBe(null)
      expect(await page.getByRole('alert').count()).toBe(0)
      await fox.click()
      await walletMenu(page, account.address).waitFor()
      expect(await page.getByRole('dialog').count()).toBe(0)
      await page.context().close()
    })

    it('says so where the wallet is locked', longPatience, async () => {
      const { page, wallet } = await openWith(world())
      wallet.setting.account = undefined
      await openDialog(page)
      await page.getByRole('button', { name: 'Fox' }).click()
      await page.getByRole('alert').getByText('Fox is locked. Unlock it and try again.').waitFor()
      await page.context().close()
    })

    it('lasts over a reload and in other tabs, until it is left', longPatience, async () => {
      const { page, account } = await openConnected(world())
      await page.reload()
      await walletMenu(page, account.address).waitFor()
      const other = await page.context().newPage()
      await other.goto('/inbox')
      await walletMenu(other, account.address).click()
      await other.getByRole('menuitem', { name: 'Disconnect' }).click()
      await connectButton(other).waitFor()
      await other.reload()
      await connectButton(other).waitFor()
      await page.context().close()
    })

    it('follows the account of the wallet', longPatience, async () => {
      const { page, wallet } = await openConnected(world())
      const next = newAccount()
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

  describe('asking a wallet', () => {
    it('says so, and asks once for two clicks', longPatience, async () => {
      const { page, wallet } = await openConnected(world())
      const held = wallet.holdNext()
      const before = wallet.asked.length
      await act(page).dblclick()
      await busy(page, 'Confirm in your wallet').waitFor()
      expect(wallet.asked.slice(before)).toEqual(['eth_sendTransaction'])
      held.release()
      await page.context().close()
    })

    it('leads back to where one was when the answer is no', longPatience, async () => {
      const { page, wallet } = await openConnected(world())
      const before = wallet.asked.length
      wallet.refuseNext()
      await act(page).click()
      await expect.poll(() => wallet.asked.length, soon).toBe(before + 1)
      await act(page).waitFor()
      expect(await page.getByRole('alert').count()).toBe(0)
      await page.context().close()
    })

    it('tells of a request that is open already', longPatience, async () => {
      const { page, wallet } = await openConnected(world())
      wallet.failNext({ code: -32002, message: 'Already processing' })
      await act(page).click()
      await alert(page, 'Your wallet has a request open').waitFor()
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1)
      await page.context().close()
    })

    it('asks no other account for the rest', longPatience, async () => {
      const { page, wallet, account } = await openConnected(world())
      const held = wallet.holdNext()
      await act(page).click()
      await busy(page, 'Confirm in your wallet').waitFor()
      const before = wallet.asked.length
      await wallet.switchAccount(newAccount())
      // The first is answered for the account that was asked; for the second there would be another.
      held.release()
      await page.getByText(`This was begun for ${account.address}`).first().waitFor()
      expect(wallet.asked.length).toBe(before)
      await page.context().close()
    })

    it('does not say that nothing was sent when the wallet goes away', longPatience, async () => {
      const { page, wallet } = await openConnected(world())
      const held = wallet.holdNext()
      await act(page).click()
      await busy(page, 'Confirm in your wallet').waitFor()
      await wallet.switchAccount(undefined)
      await alert(page, 'It may have gone out').waitFor()
      held.release()
      await page.context().close()
    })
  })

  describe('a wallet on another chain', () => {
    it('is asked to switch, and to take the chain up', longPatience, async () => {
      const { page, wallet } = await openConnected(world())
      await wallet.switchChain(1)
      wallet.setting.knownChains.delete(31337)
      const before = wallet.asked.length
      wallet.refuseNext()
      const switches = page.getByRole('button', { name: /^Switch to / })
      await switches.click()
      await expect.poll(() => wallet.asked.length, soon).toBe(before + 1)
      await switches.click()
      await act(page).waitFor()
      expect(wallet.asked.slice(before)).toEqual([
        'wallet_addEthereumChain',
        'wallet_addEthereumChain',
        'wallet_switchEthereumChain',
      ])
      await page.context().close()
    })
  })

  describe('a wallet without enough money', () => {
    it('is not asked, and the page says what is missing', longPatience, async () => {
      const { page, wallet } = await openConnected(world(), { ether: '0' })
      const before = wallet.asked.length
      await act(page).click()
      await alert(page, 'Not enough money').waitFor()
      const said = await alert(page, 'Not enough money').textContent()
      const [, needed, missing] =
        /You have 0 ETH and this takes ([\d.]+) ETH with gas: ([\d.]+) ETH is missing\./.exec(
          said ?? '',
        ) ?? []
      expect(needed).toMatch(/^0\.0\d+$/)
      expect(missing).toBe(needed)
      expect(wallet.asked.length).toBe(before)
      await page.getByRole('button', { name: 'Take ETH of the local chain' }).click()
      await page.getByText('The account has money of the local chain now.').waitFor()
      await act(page).click()
      await page.getByText('Your inbox is there.').first().waitFor()
      await page.context().close()
    })
  })

  describe('several calls', () => {
    it.each([
      ['are one where the wallet can', 'atomic', ['wallet_sendCalls']],
      [
        'come one after the other where it cannot',
        'none',
        ['eth_sendTransaction', 'eth_sendTransaction'],
      ],
      [
        'come one after the other where it will not',
        'refused',
        ['wallet_sendCalls', 'eth_sendTransaction', 'eth_sendTransaction'],
      ],
    ] as const)('%s', longPatience, async (_, batches, asked) => {
      const { page, wallet } = await openConnected(world(), { batches })
      const before = wallet.asked.length
      await act(page).click()
      await page.getByText('Your inbox is there.').first().waitFor()
      expect(wallet.asked.slice(before)).toEqual(asked)
      await page.context().close()
    })
  })

  describe('a node that does not answer', () => {
    it('is named, be it of the wallet or of the page', longPatience, async () => {
      const { page, wallet } = await openConnected(world())
      wallet.setting.node = 'gone'
      await act(page).click()
      await alert(page, 'Your wallet does not reach its node').waitFor()
      wallet.setting.node = 'there'
      await page.getByRole('button', { name: 'Look on chain' }).click()
      await page.getByText('The page shows what is on chain now.').waitFor()

      const node = `${world().stack.chain.url}/**`
      await page.route(node, (route) => route.abort())
      const before = wallet.asked.length
      await act(page).click()
      await alert(page, 'The node does not answer').waitFor()
      expect(wallet.asked.length).toBe(before)
      await page.unroute(node)
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByText('Your inbox is there.').first().waitFor()
      await page.context().close()
    })

    it('and that had taken it all the same is no reason to do it twice', longPatience, async () => {
      const { page, wallet } = await openConnected(world(), { batches: 'none' })
      wallet.setting.node = 'silent'
      await act(page).click()
      await alert(page, 'Your wallet does not reach its node').waitFor()
      await page.getByText('look before you do it again').waitFor()
      wallet.setting.node = 'there'
      await page.getByRole('button', { name: 'Look on chain' }).click()
      // It was registered: the page is the one of an inbox.
      await act(page).waitFor({ state: 'detached' })
      await page.context().close()
    })
  })
}

type Given = { batches?: 'none' | 'atomic' | 'refused'; ether?: string }

function newAccount(): PrivateKeyAccount {
  return privateKeyToAccount(generatePrivateKey())
}

async function inject(
  { stack }: WebWorld,
  page: Page,
  about: Partial<Parameters<typeof injectWallet>[1]>,
): Promise<InjectedWallet> {
  return await injectWallet(page, { account: newAccount(), rpcUrl: stack.chain.url, ...about })
}

/** A page with one wallet, which is not connected. */
async function openWith(world: WebWorld, { batches = 'none', ether = '10' }: Given = {}) {
  const account = newAccount()
  await world.clientOf(15).setBalance({ address: account.address, value: parseEther(ether) })
  const page = await world.open({ path: '/inbox' })
  const wallet = await inject(world, page, { account, name: 'Fox', batches })
  await page.reload()
  return { page, wallet, account }
}

async function openConnected(world: WebWorld, given: Given = {}) {
  const opened = await openWith(world, given)
  await openDialog(opened.page)
  await opened.page.getByRole('button', { name: 'Fox' }).click()
  await walletMenu(opened.page, opened.account.address).waitFor()
  await act(opened.page).waitFor()
  return opened
}

function connectButton(page: Page): Locator {
  return page.getByRole('banner').getByRole('button', { name: 'Connect wallet' })
}

async function openDialog(page: Page): Promise<void> {
  await connectButton(page).click()
  await page.getByRole('dialog', { name: 'Connect a wallet' }).waitFor()
}

function walletMenu(page: Page, address: Address): Locator {
  const whole = getAddress(address)
  return page.getByRole('button', { name: `${whole.slice(0, 6)}…${whole.slice(-4)}` })
}

function act(page: Page, name: RegExp = registers): Locator {
  return page.getByRole('main').getByRole('button', { name })
}

function busy(page: Page, words: string): Locator {
  return page.getByRole('main').getByRole('button', { name: words })
}

function alert(page: Page, title: string): Locator {
  return page.getByRole('alert').filter({ hasText: title })
}
