import type { Locator, Page } from 'playwright-core'
import type { Address } from 'viem'
import { erc20Abi, formatEther, parseAbi, parseEther, parseUnits, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../../../../scripts/seed/people.ts'
import {
  approveSpender,
  contractsOn,
  getAllowance,
  getLedgerBalance,
  waitUntilMined,
} from '../../../../../sdk/src/index.ts'
import { axeViolations } from '../support/axe.ts'
import type { WebWorld } from '../support/webWorld.ts'

/*
The balance in the PostOffice
├── what is too much or no number is a sentence, before anybody is asked
├── native money goes in and out, to the wei on both sides
├── the most leaves the gas, and no more
├── dollars go in by an exact approval, and out to somebody else
├── an allowance is seen and taken back
├── what moved is listed, and is there after a reload
└── postage that nobody answered in time is taken back
*/

const account = 19
/** Has paid for a stamp that nobody answered in time. */
const sender = 8

export function balanceStories(world: () => WebWorld): void {
  describe('the balance', { timeout: 60_000 }, () => {
    let page: Page
    let owner: Address
    let token: Address

    const client = () => world().clientOf(account)
    const credit = (token: Address) => getLedgerBalance(client(), { owner, token })
    const dollars = (of: Address) =>
      client().readContract({
        address: token,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [of],
      })
    const dialog = () => page.getByRole('dialog')
    const amount = () => dialog().getByRole('textbox', { name: 'Amount' })

    beforeAll(async () => {
      owner = client().account.address
      token = world().stack.scene.token
      const mint = await client().writeContract({
        ...{ address: token, abi: parseAbi(['function mint(address, uint256)']) },
        ...{ functionName: 'mint', args: [owner, parseUnits('100', 6)] },
      })
      await waitUntilMined(client(), { hash: mint })
      page = await world().open({ path: '/balance', account })
    }, 60_000)

    afterAll(() => page?.context().close())

    it('what is too much or no number is a sentence, before anybody is asked', async () => {
      await page.getByRole('button', { name: 'Deposit USDX' }).click()
      const start = dialog().getByRole('button', { name: /^Deposit/ })
      await dialog()
        .getByText(/Your wallet has [\d.]+ USDX/)
        .waitFor()
      await amount().fill('1000000000')
      await dialog()
        .getByText(/Your wallet has only .*USDX\.$/)
        .waitFor()
      expect(await start.isDisabled()).toBe(true)
      await amount().fill('0,5')
      await dialog().getByText('Write the decimals behind a point').waitFor()
      await amount().fill('0.0000001')
      await dialog().getByText('is too fine. Nothing is rounded').waitFor()
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'detached' })
    })

    it('native money goes in and out, to the wei on both sides', async () => {
      const [before, own] = [await credit(zeroAddress), await ownOf(world(), owner)]
      const nonce = await client().getTransactionCount({ address: owner })
      await page.getByRole('button', { name: 'Deposit ETH' }).click()
      await amount().fill('0.123456789012345678')
      await dialog()
        .getByRole('button', { name: /^Deposit 0\.123456789012345678/ })
        .click()
      await page.getByText('0.123456789012345678 ETH is in your balance.').waitFor()
      const value = parseEther('0.123456789012345678')
      expect((await credit(zeroAddress)) - before).toBe(value)
      const paid = own - (await ownOf(world(), owner))
      expect(paid).toBe(value + (await gasSince(world(), owner, nonce)))

      await page.getByRole('button', { name: 'Withdraw ETH' }).click()
      await dialog().getByRole('button', { name: 'All' }).click()
      await dialog()
        .getByRole('button', { name: /^Withdraw / })
        .click()
      await page.getByText(/ETH is in your wallet\./).waitFor()
      expect(await credit(zeroAddress)).toBe(0n)
    })

    it('the most leaves the gas, and no more', async () => {
      await page.getByRole('button', { name: 'Deposit ETH' }).click()
      await dialog().getByRole('button', { name: 'Most' }).click()
      const most = parseEther(await amount().inputValue())
      const left = (await ownOf(world(), owner)) - most
      expect(left > 0n && left < parseEther('0.01'), formatEther(left)).toBe(true)
      await dialog()
        .getByRole('button', { name: /^Deposit / })
        .click()
      await page.getByText('is in your balance.').last().waitFor()
      await dialog().waitFor({ state: 'detached' })
      expect(await credit(zeroAddress)).toBe(most)
      await client().setBalance({ address: owner, value: parseEther('10') })
      await page.getByRole('button', { name: 'Withdraw ETH' }).click()
      await dialog().getByRole('button', { name: 'All' }).click()
      await dialog()
        .getByRole('button', { name: /^Withdraw / })
        .click()
      await dialog().waitFor({ state: 'detached' })
      expect(await credit(zeroAddress)).toBe(0n)
    })

    it('dollars go in by an exact approval, and out to somebody else', async () => {
      const [own, before] = [await dollars(owner), await credit(token)]
      const to = people.grace.account.address
      const theirs = await dollars(to)
      await page.getByRole('button', { name: 'Deposit USDX' }).click()
      await amount().fill('12.345678')
      await dialog()
        .getByRole('button', { name: /^Deposit 12\.345678/ })
        .click()
      await page.getByText('12.345678 USDX is in your balance.').waitFor()
      expect(own - (await dollars(owner))).toBe(12_345_678n)
      expect((await credit(token)) - before).toBe(12_345_678n)
      const spender = contractsOn(31337).PostOffice
      const left = await client().readContract({
        ...{ address: token, abi: erc20Abi, functionName: 'allowance', args: [owner, spender] },
      })
      expect(left).toBe(0n)

      await page.getByRole('button', { name: 'Withdraw USDX' }).click()
      await amount().fill('2.000001')
      await dialog().getByRole('radio', { name: 'To another address' }).click()
      const address = dialog().getByRole('textbox', { name: 'Address' })
      await address.fill(spender)
      await dialog().getByText('That is the PostOffice itself').waitFor()
      await address.fill(to)
      expect(await axeViolations(page)).toEqual([])
      await world().shot(page, 'balance-withdraw')
      await dialog()
        .getByRole('button', { name: /^Withdraw 2\.000001/ })
        .click()
      await page.getByText(/2\.000001\sUSDX is with 0x/).waitFor()
      expect((await dollars(to)) - theirs).toBe(2_000_001n)
      expect((await credit(token)) - before).toBe(10_345_677n)
    })

    it('an allowance is seen and taken back', async () => {
      const spender = people.heidi.account.address
      const allowed = { token, spender, amount: 1_500_000n }
      await waitUntilMined(client(), { hash: await approveSpender(client(), allowed) })
      const spenders = page.getByRole('region', { name: 'Who else may spend your balance' })
      await spenders.getByText('Up to 1.5 USDX').waitFor()
      await spenders.getByRole('button', { name: /^Take back/ }).click()
      await spenders.getByText('Nobody. Programs').waitFor()
      expect(await getAllowance(client(), { owner, spender, token })).toBe(0n)
    })

    it('what moved is listed, and is there after a reload', async () => {
      await page.reload()
      const movements = page.getByRole('region', { name: 'Movements' })
      await movements.getByText('+12.345678 USDX').first().waitFor()
      await movements.getByText('−2.000001 USDX').first().waitFor()
      await rowOf(movements, '2.000001')
        .getByText(/^Withdrawal to/)
        .waitFor()
      expect(await axeViolations(page)).toEqual([])
      await world().shot(page, 'balance')
    })

    it('postage that nobody answered in time is taken back', async () => {
      const theirs = await world().open({ path: '/balance', account: sender, phone: true })
      const before = await getLedgerBalance(client(), { owner: addressOf(world(), sender), token })
      await theirs.getByText('This can be taken back now').waitFor()
      await theirs.getByRole('button', { name: /^Take (it|all \d+) back$/ }).click()
      await theirs.getByText('The postage is back in your balance.').waitFor()
      await theirs.getByText('This can be taken back now').waitFor({ state: 'detached' })
      const after = await getLedgerBalance(client(), { owner: addressOf(world(), sender), token })
      expect(after - before).toBe(1_550_000n)
      await world().shot(theirs, 'balance-phone')
      await theirs.context().close()
    })
  })
}

function rowOf(within: Locator, text: string): Locator {
  return within.getByRole('row').filter({ hasText: text })
}

function addressOf(world: WebWorld, index: number): Address {
  return world.clientOf(index).account.address
}

function ownOf(world: WebWorld, address: Address): Promise<bigint> {
  return world.clientOf(account).getBalance({ address })
}

/** What the gas of an account's transactions cost since it had sent so many, in wei. */
async function gasSince(world: WebWorld, address: Address, nonce: number): Promise<bigint> {
  const client = world.clientOf(account)
  let cost = 0n
  for (let number = await client.getBlockNumber(); number > 0n; number--) {
    const { transactions } = await client.getBlock({
      blockNumber: number,
      includeTransactions: true,
    })
    const own = transactions.filter(({ from }) => from.toLowerCase() === address.toLowerCase())
    for (const { hash } of own.filter((one) => one.nonce >= nonce)) {
      const { gasUsed, effectiveGasPrice } = await client.getTransactionReceipt({ hash })
      cost += gasUsed * effectiveGasPrice
    }
    if (own.some((one) => one.nonce <= nonce)) return cost
  }
  return cost
}
