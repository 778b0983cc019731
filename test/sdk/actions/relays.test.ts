import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { getCarriage } from '../../../sdk/src/actions/getCarriage.ts'
import { getRelay } from '../../../sdk/src/actions/getRelay.ts'
import { multicallRelays } from '../../../sdk/src/actions/multicallRelays.ts'
import { registerRelay } from '../../../sdk/src/actions/registerRelay.ts'
import { setCarriage } from '../../../sdk/src/actions/setCarriage.ts'
import { setRelayActive } from '../../../sdk/src/actions/setRelayActive.ts'
import { setRelayEndpoint } from '../../../sdk/src/actions/setRelayEndpoint.ts'
import { setRelaySigner } from '../../../sdk/src/actions/setRelaySigner.ts'
import { unlinkWallet } from '../../../sdk/src/actions/unlinkWallet.ts'
import { MulticallError } from '../../../sdk/src/errors/MulticallError.ts'
import { eventsOf, nowOn, registryScene } from '../support/registryScene.ts'

const scene = registryScene()
const endpoint = 'https://relay.example'

describe('registerRelay', () => {
  it('lists the caller, in service, without prices', async () => {
    const { contracts, stranger: operator, wallet, token } = scene()
    const [relay, signer] = [operator.account.address, wallet.account.address]
    expect(await getRelay(wallet, { relay, contracts })).toBeUndefined()

    const hash = await registerRelay(operator, { signer, endpoint, contracts })

    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'RelayRegistered', args: { relay, signer, endpoint } },
    ])
    expect(await getRelay(wallet, { relay, contracts })).toEqual({
      ...{ signer, active: true },
      registeredAt: await nowOn(scene()),
    })
    for (const asked of [zeroAddress, token.address]) {
      expect(await getCarriage(wallet, { relay, token: asked, contracts })).toBeUndefined()
    }
  })

  it.each([1, 256])('takes an endpoint of %i bytes', async (length) => {
    const { contracts, stranger: operator } = scene()
    const signer = operator.account.address
    const hash = await registerRelay(operator, { signer, endpoint: 'e'.repeat(length), contracts })
    expect(await eventsOf(scene(), hash)).toHaveLength(1)
  })
})

describe('a relay', () => {
  it('changes its signer and its endpoint', async () => {
    const { contracts, stranger: operator, wallet } = scene()
    const relay = operator.account.address
    await registerRelay(operator, { signer: relay, endpoint, contracts })
    await setRelaySigner(operator, { signer: wallet.account.address, contracts })
    expect(await getRelay(wallet, { relay, contracts })).toMatchObject({
      signer: wallet.account.address,
    })
    const hash = await setRelayEndpoint(operator, { endpoint: 'https://ö.example', contracts })
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'RelayEndpointSet', args: { relay, endpoint: 'https://ö.example' } },
    ])
  })

  it('says what it asks, by token, also 0, and takes it back', async () => {
    const { contracts, stranger: operator, token } = scene()
    const relay = operator.account.address
    await registerRelay(operator, { signer: relay, endpoint, contracts })
    const most = 2n ** 96n - 1n
    await setCarriage(operator, { token: token.address, amount: most, contracts })
    await setCarriage(operator, { token: zeroAddress, amount: 0n, contracts })
    const asked = { relay, contracts }
    expect(await getCarriage(operator, { ...asked, token: token.address })).toEqual({
      amount: most,
    })
    expect(await getCarriage(operator, { ...asked, token: zeroAddress })).toEqual({ amount: 0n })

    const refused = { token: zeroAddress, amount: 0n, accepted: false }
    await setCarriage(operator, { ...refused, contracts })
    expect(await getCarriage(operator, { ...asked, token: zeroAddress })).toBeUndefined()
  })

  it('has no prices while out of service, and its old ones after', async () => {
    const { contracts, stranger: operator } = scene()
    const relay = operator.account.address
    await registerRelay(operator, { signer: relay, endpoint, contracts })
    await setCarriage(operator, { token: zeroAddress, amount: 5n, contracts })
    await setRelayActive(operator, { active: false, contracts })
    const asked = { relay, token: zeroAddress, contracts }
    expect(await getRelay(operator, asked)).toMatchObject({ active: false })
    expect(await getCarriage(operator, asked)).toBeUndefined()
    await setRelayActive(operator, { active: true, contracts })
    expect(await getCarriage(operator, asked)).toEqual({ amount: 5n })
  })
})

describe('multicallRelays', () => {
  it('registers a relay with its prices in one transaction', async () => {
    const { contracts, stranger: operator, token } = scene()
    const relay = operator.account.address
    const calls = [
      registerRelay.call(contracts, { signer: relay, endpoint }),
      setCarriage.call(contracts, { token: zeroAddress, amount: 1n }),
      setCarriage.call(contracts, { token: token.address, amount: 2n }),
    ]
    const hash = await multicallRelays(operator, { calls, contracts })
    expect(await eventsOf(scene(), hash)).toMatchObject([
      { eventName: 'RelayRegistered' },
      { eventName: 'RelayCarriageSet', args: { relay, token: zeroAddress, amount: 1n } },
      { eventName: 'RelayCarriageSet', args: { relay, amount: 2n, accepted: true } },
    ])
  })

  it('takes no call to InboxRegistry', () => {
    const { contracts, inboxId, wallet } = scene()
    const calls = [unlinkWallet.call(contracts, { inboxId, wallet: wallet.account.address })]
    expect(() => multicallRelays.call(contracts, { calls })).toThrow(
      new MulticallError(
        `Call 0 goes to ${contracts.InboxRegistry}, not to the RelayRegistry at ${contracts.RelayRegistry}: send it by itself.`,
        0,
      ),
    )
  })
})
