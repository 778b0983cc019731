import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Admission } from '../../../protocol/admission.ts'
import { registerRelay } from '../../../sdk/src/actions/registerRelay.ts'
import { setRelaySigner } from '../../../sdk/src/actions/setRelaySigner.ts'
import { signReceipt } from '../../../sdk/src/guard/receipt.ts'
import type { SettlementResponse } from '../../../sdk/src/x402/payment.ts'
import { verifyReceipt } from '../../../sdk/src/x402/verifyReceipt.ts'
import type { SdkChain, SdkClient } from '../support/chain.ts'
import { startSdkChain } from '../support/chain.ts'

let chain: SdkChain
let relay: SdkClient
let signer: SdkClient

beforeAll(async () => {
  chain = await startSdkChain()
  ;[relay, signer] = [chain.clientOf(1), chain.clientOf(2)]
  await registerRelay(relay, {
    ...{ signer: signer.account.address, endpoint: 'https://relay.example' },
    contracts: chain.contracts,
  })
})
afterAll(() => chain?.close())

const word = (digits: string): Hex => `0x${digits.repeat(32)}`
const letter = { inboxId: word('ab'), letterHash: word('cd') }

async function settle(fields: Partial<Admission> = {}, by: SdkClient = signer) {
  const { signature, admission } = await signReceipt({
    ...{ chainId: 31337, postOffice: chain.contracts.PostOffice, signer: by.account },
    admission: {
      ...{ relay: relay.account.address, ...letter, postageId: word('12') },
      ...{ receivedAt: 1_795_377_600, ...fields },
    },
  })
  return settlementOf({ admission, signature })
}

function settlementOf(info: unknown): SettlementResponse {
  const extensions = { 'pennypost-admission': { info } }
  return { success: true, transaction: '', network: 'eip155:31337', extensions }
}

const verify = (settlement: SettlementResponse | undefined, more: object = {}) =>
  verifyReceipt(relay, { settlement, letter, contracts: chain.contracts, ...more })

describe('verifyReceipt', () => {
  it('gives a receipt of the relay for this letter', async () => {
    const settlement = await settle()
    const receipt = await verify(settlement)
    expect(receipt?.admission).toMatchObject({ ...letter, postageId: word('12') })
    const exact = { relay: relay.account.address, postageId: word('12') }
    expect(await verify(settlement, exact)).toEqual(receipt)
    const shouted = { inboxId: word('AB'), letterHash: word('CD') }
    expect(await verify(settlement, { letter: shouted })).toEqual(receipt)
  })

  it('gives none that is another’s, or for something else', async () => {
    const settlement = await settle()
    expect(await verify(undefined)).toBeUndefined()
    expect(await verify(await settle({}, relay))).toBeUndefined()
    expect(await verify(await settle({ inboxId: word('12') }))).toBeUndefined()
    expect(await verify(await settle({ letterHash: word('12') }))).toBeUndefined()
    expect(await verify(await settle({ relay: signer.account.address }))).toBeUndefined()
    expect(await verify(settlement, { relay: signer.account.address })).toBeUndefined()
    expect(await verify(settlement, { postageId: word('13') })).toBeUndefined()
  })

  it('gives none that was changed', async () => {
    const { extensions } = await settle()
    const { info } = (extensions?.['pennypost-admission'] ?? {}) as {
      info: { admission: Admission; signature: Hex }
    }
    for (const fields of [{ postageId: word('13') }, { receivedAt: 1_795_377_601 }]) {
      const admission = { ...info.admission, ...fields }
      expect(await verify(settlementOf({ ...info, admission }))).toBeUndefined()
    }
  })

  it.each([
    [undefined],
    [null],
    ['x'],
    [{}],
    [{ admission: null, signature: '0x' }],
    [{ admission: {}, signature: `0x${'1'.repeat(130)}` }],
    [{ admission: { ...letter, relay: 1, postageId: word('12'), receivedAt: 1 }, signature: 1 }],
  ])('gives none of what is none: %j', async (info) => {
    expect(await verify(settlementOf(info))).toBeUndefined()
    expect(await verify({ extensions: info } as never)).toBeUndefined()
  })

  it('goes by the signer that the relay has now', async () => {
    const settlement = await settle()
    await setRelaySigner(relay, { signer: relay.account.address, contracts: chain.contracts })
    expect(await verify(settlement)).toBeUndefined()
    expect(await verify(await settle({}, relay))).toBeDefined()
  })
})
