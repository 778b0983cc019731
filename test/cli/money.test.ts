import type { Address } from 'viem'
import { getAddress, parseEther, parseUnits, zeroAddress } from 'viem'
import { beforeAll, describe, expect, it } from 'vitest'
import { addresses } from '../../generated/addresses.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { deployToken, from, openWorld } from '../../scripts/seed/world.ts'
import { readIfThere } from '../../scripts/stack/deployment/files.ts'
import { cliScene, dev } from './support/cliScene.ts'

const scene = cliScene()
const { address } = dev(1)
let token: Address

const inOffice = (owner: Address, of: Address) =>
  scene().client.readContract({
    ...{ abi: postOfficeAbi, address: addresses.PostOffice, functionName: 'balanceOf' },
    args: [owner, BigInt(of)],
  })

beforeAll(async () => {
  const { rpcUrl, folder } = scene()
  const deployment = readIfThere(`${folder}/deployments`, 31337)
  if (!deployment) throw new Error('There is no deployment.')
  const deployed = await deployToken(openWorld(rpcUrl, deployment), from(0))
  token = getAddress(deployed.address)
  await deployed.write.mint([address, parseUnits('100', 6)], from(0))
})

describe('deposit', () => {
  it('shows what it would send and what that costs, and changes nothing', async () => {
    const { json, state } = scene()
    const before = await state(address)
    const shown = await json('deposit 0.05 ETH --dev 1 --dry-run')
    expect(shown).toMatchObject({
      dryRun: true,
      account: address,
      chain: 'eip155:31337',
      steps: [
        {
          kind: 'transaction',
          contract: 'PostOffice',
          function: 'deposit',
          to: addresses.PostOffice,
          arguments: { token: zeroAddress, to: address, amount: `${parseEther('0.05')}` },
          value: `${parseEther('0.05')}`,
          data: expect.stringMatching(/^0x[0-9a-f]+$/),
        },
      ],
    })
    expect(BigInt(shown.cost)).toBe(BigInt(shown.gas) * BigInt(shown.gasPrice))
    expect(await state(address)).toEqual(before)
    expect(await inOffice(address, zeroAddress)).toBe(0n)
  })

  it('asks for a yes, which only --yes gives without a terminal', async () => {
    const { run, state } = scene()
    const before = await state(address)
    const { code, stdout, stderr } = await run('deposit 0.05 ETH --dev 1', { input: 'y\n' })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /^✗ This asks for a yes, and there is no terminal to ask on: Deposit 0\.05/,
    )
    expect(await state(address)).toEqual(before)
  })

  it('pays native money in', async () => {
    const { json } = scene()
    const done = await json('deposit 0.05 ETH --dev 1 --yes')
    expect(done).toMatchObject({ amount: `${parseEther('0.05')}`, to: address, symbol: 'ETH' })
    expect(done.transactions).toHaveLength(1)
    expect(await inOffice(address, zeroAddress)).toBe(parseEther('0.05'))
    await json(`deposit 1000 wei --to ${dev(2).address} --dev 1 --yes`)
    expect(await inOffice(dev(2).address, zeroAddress)).toBe(1_000n)
  })

  it('pays a token in, as its decimals are, and shows before what is approved', async () => {
    const { json, run } = scene()
    const { steps, cost } = await json(`deposit 1.5 ${token} --dev 1 --dry-run`)
    expect(steps.map((step: { label: string }) => step.label)).toEqual(
      steps[0].kind === 'signature'
        ? ['Permit the amount', 'Deposit']
        : ['Approve the amount', 'Deposit'],
    )
    expect(steps[1].gas).toBeNull()
    expect(cost).toBeNull()
    const { code, stdout } = await run(`deposit 1.5 ${token} --dev 1 --yes`)
    expect(code).toBe(0)
    expect(stdout).toContain(`Deposit 1.5 of token ${token} (“USDX”) for ${address}`)
    expect(await inOffice(address, token)).toBe(1_500_000n)
  })

  it('says by how much a token is short', async () => {
    const { code, stderr } = await scene().run(`deposit 1000 ${token} --dev 1 --yes`)
    expect(code).toBe(3)
    expect(stderr).toBe(
      `✗ ${address} has 98.5 of token ${token} (“USDX”) in its wallet and needs 1000: 901.5 is missing. Send it to that address, and try again.\n`,
    )
  })

  it('says by how much the wallet is short of native money, by its smallest unit', async () => {
    const { client, run } = scene()
    const balance = await client.getBalance({ address })
    const { code, stderr } = await run(`deposit ${balance} wei --dev 1 --yes`)
    expect(code).toBe(3)
    expect(stderr).toMatch(
      /^✗ 0x\w+ has \d+\.\d+ ETH in its wallet, and this takes up to \d+\.\d+ ETH with its gas: 0\.0\d+ ETH is missing\. Send it to that address/,
    )
  })

  it.each([
    ['0.05', /"0\.05" of what\? Write 0\.05 ETH, 1000 wei, or/],
    ['five ETH', /"five ETH" is no amount/],
    ['1e3 ETH', /is no amount/],
    ['1,5 ETH', /is no amount/],
    ['0 ETH', /A deposit of 0 does nothing/],
    ['1.5 wei', /1\.5 has 1 decimals, and wei has none\. Amounts are not rounded/],
    ['0.0000000000000000001 ETH', /has 19 decimals, and ETH has 18/],
    ['1 USDX', /"USDX" names no token of chain 31337/],
    ['1 0x1111111111111111111111111111111111111111', /There is no token with decimals at 0x1111/],
    ['1 0x70997970C51812dc3A010C7d01b50e0d17dc79c8', /checksum/],
  ])('refuses %s', async (amount, message) => {
    const { code, stdout, stderr } = await scene().run(`deposit ${amount} --dev 1 --yes`)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  it('refuses more decimals than a token has', async () => {
    const { code, stderr } = await scene().run(`deposit 0.0000001 ${token} --dev 1 --yes`)
    expect(code).toBe(2)
    expect(stderr).toMatch(/has 7 decimals, and 0x\w+ has 6\. Amounts are not rounded\.\n$/)
  })
})

describe('balance', () => {
  it('shows the wallet and the PostOffice', async () => {
    const { json, run, client } = scene()
    const { balances } = await json(`balance --dev 1 --token ${token}`)
    expect(balances).toMatchObject([
      {
        token: zeroAddress,
        inWallet: `${await client.getBalance({ address })}`,
        inPostOffice: `${parseEther('0.05')}`,
      },
      { token, decimals: 6, inWallet: '98500000', inPostOffice: '1500000' },
    ])
    const { stdout, stderr } = await run(`balance ${address} --token ${token}`)
    expect(stdout.split('\n')).toHaveLength(4)
    expect(stdout).toMatch(/^In the wallet {2,}In the PostOffice {2,}Of$/m)
    expect(stdout).toMatch(/^98\.5 +1\.5 +token 0x\w+ \(“USDX”\)$/m)
    expect(stderr).toMatch(/^Balances in further tokens cannot be listed now\. The API did not/)
  })
})

describe('withdraw', () => {
  it('pays out some, then all', async () => {
    const { json, client } = scene()
    const to = dev(9).address
    const before = await client.getBalance({ address: to })
    await json(`withdraw 0.02 ETH --to ${to} --dev 1 --yes`)
    expect(await inOffice(address, zeroAddress)).toBe(parseEther('0.03'))
    await json(`withdraw all ETH --to ${to} --dev 1 --yes`)
    expect(await inOffice(address, zeroAddress)).toBe(0n)
    expect(await client.getBalance({ address: to })).toBe(before + parseEther('0.05'))
  })

  it('is refused by the contract with 3, in a sentence, and nothing is sent', async () => {
    const { run, state } = scene()
    const before = await state(address)
    const { code, stdout, stderr } = await run('withdraw 1 ETH --dev 1 --yes --json')
    expect(code).toBe(3)
    expect(JSON.parse(stdout).error).toMatchObject({
      exitCode: 3,
      name: 'ERC6909InsufficientBalance',
    })
    expect(stderr).toBe(
      `✗ ${address} has 0 ETH in the PostOffice, and 1 ETH was asked of it: 1 ETH is missing. Ask for less, or pay it in with pennypost deposit.\n`,
    )
    const ofToken = await run(`withdraw 1.500001 ${token} --dev 1 --yes`)
    expect(ofToken.stderr).toContain(
      `has 1.5 of token ${token} (“USDX”) in the PostOffice, and 1.500001 was asked of it: 0.000001 is missing.`,
    )
    const registry = addresses.InboxRegistry
    const refused = await run(`withdraw 1000 wei --to ${registry} --dev 2 --yes`)
    expect(refused.stderr).toBe(
      `✗ ${registry} refused 0.000000000000001 ETH. Withdraw to another account, with --to.\n`,
    )
    const dry = await run('withdraw 1 ETH --dev 1 --dry-run')
    expect(dry.code).toBe(3)
    expect(await state(address)).toEqual(before)
  })

  it('says that there is nothing', async () => {
    const { code, stderr } = await scene().run('withdraw all ETH --dev 1 --yes')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `✗ ${address} has no ETH in the PostOffice.\n`,
    })
  })
})
