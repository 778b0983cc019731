import { parseEther, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { addresses } from '../../generated/addresses.ts'
import { relayRegistryAbi } from '../../generated/relayRegistryAbi.ts'
import { cliScene, dev } from './support/cliScene.ts'

const scene = cliScene()
const relay = dev(3).address

const carriage = () =>
  scene().client.readContract({
    ...{ abi: relayRegistryAbi, address: addresses.RelayRegistry },
    ...{ functionName: 'carriageOf', args: [relay, zeroAddress] },
  })

describe('a relay', () => {
  it('is registered with its prices in one transaction', async () => {
    const { json, state } = scene()
    const line = 'relay register --endpoint https://relay.example --carriage "0.0001 ETH" --dev 3'
    const before = await state(relay)
    const { steps } = await json(`${line} --dry-run`)
    expect(steps[0]).toMatchObject({
      contract: 'RelayRegistry',
      function: 'multicall',
      calls: [
        { function: 'register', arguments: { signer: relay, endpoint: 'https://relay.example' } },
        { function: 'setCarriage', arguments: { amount: `${parseEther('0.0001')}` } },
      ],
    })
    expect(await state(relay)).toEqual(before)
    await json(line)
    expect(await carriage()).toEqual([parseEther('0.0001'), true])
    expect((await state(relay)).nonce).toBe(before.nonce + 1)
  })

  it('is shown as the chain has it while the API is silent', async () => {
    const { json, run } = scene()
    expect(await json('relay show --dev 3')).toMatchObject({
      relay,
      active: true,
      endpoint: null,
      carriage: [{ token: zeroAddress, amount: `${parseEther('0.0001')}` }],
    })
    const { stdout } = await run(`relay show ${relay}`)
    expect(stdout).toMatch(/^Carriage +0\.0001 ETH$/m)
  })

  it('changes its price, signer, endpoint and service', async () => {
    const { json } = scene()
    await json('relay carriage 0.0002 ETH --dev 3')
    expect((await json('relay carriage --dev 3')).carriage[0].amount).toBe(
      `${parseEther('0.0002')}`,
    )
    await json(`relay signer ${dev(4).address} --dev 3`)
    expect((await json('relay show --dev 3')).signer).toBe(dev(4).address)
    await json('relay endpoint https://two.example/letters --dev 3')
    await json('relay active no --dev 3')
    expect((await json('relay active --dev 3')).active).toBe(false)
    await json('relay active yes --dev 3')
    await json('relay carriage --stop ETH --dev 3')
    expect(await carriage()).toEqual([0n, false])
  })

  it.each([
    ['relay register --dev 3', 2, /Required option '--endpoint <url>' not specified/],
    ['relay register --endpoint relay.example --dev 3', 2, /begins with http/],
    [
      'relay register --endpoint https://relay.example --dev 3',
      3,
      /is registered as a relay already/,
    ],
    ['relay carriage 1 ETH --dev 5', 3, /is not registered as a relay\. Register it first/],
    ['relay show --dev 5', 2, /is not registered as a relay on chain 31337/],
    ['relay active maybe --dev 3', 2, /Say yes or no/],
    ['relay list', 4, /The API did not answer/],
  ])('is told of %s', async (line, exitCode, message) => {
    const { code, stderr } = await scene().run(line)
    expect(stderr).toMatch(message)
    expect(code).toBe(exitCode)
  })
})
