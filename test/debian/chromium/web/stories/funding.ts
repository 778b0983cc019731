import type { Page } from 'playwright-core'
import type { Address } from 'viem'
import { erc20Abi, parseAbi, parseUnits } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractsOn, getLedgerBalance, waitUntilMined } from '../../../../../sdk/src/index.ts'
import { deployMock } from '../support/deployMock.ts'
import type { InjectedWallet } from '../support/injectWallet.ts'
import { openConnected } from '../support/openWithWallet.ts'
import type { DevClient, WebWorld } from '../support/webWorld.ts'

/*
A deposit asks the wallet for as little as the token allows
├── of one that takes permits (ERC-2612)
│   ├── a no to the signature leads quietly back, and nothing else is asked
│   └── a signature and one transaction are enough, and no allowance is left
└── of one that takes only authorizations (ERC-3009)
    └── exactly the amount is approved, and no allowance is left
*/

export function fundingStories(world: () => WebWorld): void {
  describe('a deposit', { timeout: 60_000 }, () => {
    let page: Page
    let wallet: InjectedWallet
    let person: DevClient
    let permitToken: Address
    let authorizationToken: Address

    beforeAll(async () => {
      ;({ page, wallet, person } = await openConnected(world(), { path: '/balance' }))
      permitToken = await deployMock(person, 'MockPermitToken')
      authorizationToken = await deployMock(person, 'MockAuthorizationToken')
      await mint(permitToken, parseUnits('10', 18))
      await mint(authorizationToken, parseUnits('10', 6))
    }, 60_000)

    afterAll(() => page?.context().close())

    it('by a permit that is refused leads quietly back', async () => {
      await show(page, permitToken, 'PERMIT')
      await fill(page, 'PERMIT', '1.500000000000000001')
      const before = wallet.asked.length
      wallet.refuseNext()
      await depositButton(page).click()
      await expect.poll(() => wallet.asked.slice(before), soon).toEqual(['eth_signTypedData_v4'])
      await expect.poll(() => depositButton(page).isEnabled(), soon).toBe(true)
      expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0)
      expect(wallet.asked.slice(before)).toEqual(['eth_signTypedData_v4'])
      expect(await balanceOf(permitToken)).toBe(0n)
    })

    it('by a permit takes a signature and one transaction', async () => {
      const before = wallet.asked.length
      await depositButton(page).click()
      await page.getByText('1.500000000000000001 PERMIT is in your balance.').waitFor()
      expect(wallet.asked.slice(before)).toEqual(['eth_signTypedData_v4', 'eth_sendTransaction'])
      expect(await balanceOf(permitToken)).toBe(1_500_000_000_000_000_001n)
      expect(await allowanceOf(permitToken)).toBe(0n)
    })

    it('of a token that takes only authorizations approves exactly the amount', async () => {
      await show(page, authorizationToken, 'AUTH')
      await fill(page, 'AUTH', '2.000001')
      const before = wallet.asked.length
      await depositButton(page).click()
      await page.getByText('2.000001 AUTH is in your balance.').waitFor()
      expect(wallet.asked.slice(before)).toEqual(['eth_sendTransaction', 'eth_sendTransaction'])
      expect(await balanceOf(authorizationToken)).toBe(2_000_001n)
      expect(await allowanceOf(authorizationToken)).toBe(0n)
    })

    async function mint(token: Address, amount: bigint): Promise<void> {
      const hash = await person.writeContract({
        ...{ address: token, abi: parseAbi(['function mint(address, uint256)']) },
        ...{ functionName: 'mint', args: [person.account.address, amount] },
      })
      await waitUntilMined(person, { hash })
    }

    const balanceOf = (token: Address) =>
      getLedgerBalance(person, { owner: person.account.address, token })

    const allowanceOf = (address: Address) =>
      person.readContract({
        ...{ address, abi: erc20Abi, functionName: 'allowance' },
        args: [person.account.address, contractsOn(31337).PostOffice],
      })
  })
}

const soon = { timeout: 20_000 }

const depositButton = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: /^Deposit \d/ })

/** Adds a token to the list by its address. */
async function show(page: Page, token: Address, symbol: string): Promise<void> {
  const address = page.getByRole('textbox', { name: 'Address of the token' })
  if (!(await address.isVisible()))
    await page.getByRole('button', { name: 'Another token' }).click()
  await address.fill(token)
  await page.getByRole('button', { name: `Show ${symbol}` }).click()
}

async function fill(page: Page, symbol: string, amount: string): Promise<void> {
  await page.getByRole('button', { name: `Deposit ${symbol}` }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Amount' }).fill(amount)
}
