import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sharedWalletPage } from '../support/sharedWalletPage.ts'
import { registerButton } from '../support/walletParts.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
Asking a wallet, for what the page needs where an inbox is made
├── while somebody is asked
│   ├── the button says so, and a second click asks nothing
│   ├── saying no leads back to where one was
│   ├── a request that is open in the wallet is told of
│   └── another account or none meanwhile: nothing more is asked, and it says why
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

const act = registerButton
const longPatience = { timeout: 120_000 }
const soon = { timeout: 20_000 }

export function askingStories(world: () => WebWorld): void {
  describe('with a wallet', () => {
    const begin = sharedWalletPage(world, { path: '/inbox', ready: registerButton })

    describe('asking a wallet', () => {
      it('says so, and asks once for two clicks', longPatience, async () => {
        const { page, wallet } = await begin()
        const held = wallet.holdNext()
        const before = wallet.asked.length
        await act(page).dblclick()
        await busy(page, 'Confirm in your wallet').waitFor()
        expect(wallet.asked.slice(before)).toEqual(['eth_sendTransaction'])
        held.release()
      })

      it('leads back to where one was when the answer is no', longPatience, async () => {
        const { page, wallet } = await begin()
        const before = wallet.asked.length
        wallet.refuseNext()
        await act(page).click()
        await expect.poll(() => wallet.asked.length, soon).toBe(before + 1)
        await act(page).waitFor()
        expect(await page.getByRole('alert').count()).toBe(0)
      })

      it('tells of a request that is open already', longPatience, async () => {
        const { page, wallet } = await begin()
        wallet.failNext({ code: -32002, message: 'Already processing' })
        await act(page).click()
        await alert(page, 'Your wallet has a request open').waitFor()
        expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(1)
      })

      it('asks no other account for the rest', longPatience, async () => {
        const { page, wallet, person } = await begin()
        const held = wallet.holdNext()
        await act(page).click()
        await busy(page, 'Confirm in your wallet').waitFor()
        const before = wallet.asked.length
        await wallet.switchAccount((await world().newcomer()).account)
        // The first is answered for the account that was asked; for the second there would be another.
        held.release()
        await page.getByText(`This was begun for ${person.account.address}`).first().waitFor()
        expect(wallet.asked.length).toBe(before)
      })

      it('does not say that nothing was sent when the wallet goes away', longPatience, async () => {
        const { page, wallet } = await begin()
        const held = wallet.holdNext()
        await act(page).click()
        await busy(page, 'Confirm in your wallet').waitFor()
        await wallet.switchAccount(undefined)
        await alert(page, 'It may have gone out').waitFor()
        held.release()
      })
    })

    describe('a wallet on another chain', () => {
      it('is asked to switch, and to take the chain up', longPatience, async () => {
        const { page, wallet } = await begin()
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
      })
    })

    describe('a wallet without enough money', () => {
      it('is not asked, and the page says what is missing', longPatience, async () => {
        const { page, wallet } = await begin({ ether: '0' })
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
        const { page, wallet } = await begin({ batches })
        const before = wallet.asked.length
        await act(page).click()
        await page.getByText('Your inbox is there.').first().waitFor()
        expect(wallet.asked.slice(before)).toEqual(asked)
      })
    })

    describe('a node that does not answer', () => {
      it('is named, be it of the wallet or of the page', longPatience, async () => {
        const { page, wallet } = await begin()
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
      })

      it(
        'and that had taken it all the same is no reason to do it twice',
        longPatience,
        async () => {
          const { page, wallet } = await begin({ batches: 'none' })
          wallet.setting.node = 'silent'
          const chain = world().clientOf(0)
          // Taken, and not in a block yet: else the page may see the inbox before it has said anything.
          await chain.setAutomine(false)
          try {
            await act(page).click()
            await alert(page, 'Your wallet does not reach its node').waitFor()
            await page.getByText('look before you do it again').waitFor()
            wallet.setting.node = 'there'
            await page.getByRole('button', { name: 'Look on chain' }).click()
            await page.getByText('The page shows what is on chain now.').waitFor()
          } finally {
            await chain.setAutomine(true)
            await chain.mine({ blocks: 1 })
          }
          // It was registered: the page is the one of an inbox.
          await act(page).waitFor({ state: 'detached' })
        },
      )
    })
  })
}

function busy(page: Page, words: string): Locator {
  return page.getByRole('main').getByRole('button', { name: words })
}

function alert(page: Page, title: string): Locator {
  return page.getByRole('alert').filter({ hasText: title })
}
