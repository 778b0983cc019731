import { keccak256, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import { deposit } from '../../../sdk/src/actions/deposit.ts'
import { openMailing } from '../../../sdk/src/actions/openMailing.ts'
import { post } from '../../../sdk/src/actions/post.ts'
import { postFrom } from '../../../sdk/src/actions/postFrom.ts'
import { postMany } from '../../../sdk/src/actions/postMany.ts'
import { signStamp } from '../../../sdk/src/actions/signStamp.ts'
import type { PennypostClient } from '../../../sdk/src/chain/client.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import { PostageTooHighError } from '../../../sdk/src/errors/PostageTooHighError.ts'
import { payPostage } from '../../../sdk/src/flows/payPostage.ts'
import { postAll } from '../../../sdk/src/flows/postAll.ts'
import {
  CARRIAGE,
  EXPIRES_AT,
  failure,
  inputOf,
  inputsOf,
  NATIVE,
  POSTAGE,
  postOfficeScene,
  STAKE,
  watchedClient,
} from '../support/postOfficeScene.ts'

const scene = postOfficeScene()

function mailing(): Mailing {
  const { sender, relay } = scene()
  return {
    ...{ sender: sender.account.address, relay: relay.account.address, token: NATIVE },
    ...{ root: keccak256(toHex('letters')), carriage: CARRIAGE, stake: STAKE },
    ...{ count: 3, expiresAt: EXPIRES_AT },
  }
}

type Spend = (client: PennypostClient, maxPostage: bigint) => Promise<unknown>

/** Everything that spends or promises postage, with what it spends. */
const spending: Record<string, { postage: bigint; spend: Spend }> = {
  post: {
    postage: POSTAGE,
    spend: (client, maxPostage) =>
      post(client, { input: inputOf(scene()), maxPostage, contracts: scene().contracts }),
  },
  postMany: {
    postage: 3n * POSTAGE,
    spend: (client, maxPostage) =>
      postMany(client, { inputs: inputsOf(scene(), 3), maxPostage, contracts: scene().contracts }),
  },
  postFrom: {
    postage: POSTAGE,
    spend: (client, maxPostage) =>
      postFrom(client, {
        ...{ sender: scene().sender.account.address, input: inputOf(scene()), maxPostage },
        contracts: scene().contracts,
      }),
  },
  openMailing: {
    postage: 3n * POSTAGE,
    spend: (client, maxPostage) =>
      openMailing(client, { mailing: mailing(), maxPostage, contracts: scene().contracts }),
  },
  signStamp: {
    postage: POSTAGE,
    spend: (client, maxPostage) =>
      signStamp(client, { input: inputOf(scene()), maxPostage, contracts: scene().contracts }),
  },
  payPostage: {
    postage: POSTAGE,
    spend: (client, maxPostage) =>
      payPostage(client, { input: inputOf(scene()), maxPostage, contracts: scene().contracts }),
  },
  postAll: {
    postage: 3n * POSTAGE,
    spend: (client, maxPostage) =>
      postAll(client, { inputs: inputsOf(scene(), 3), maxPostage, contracts: scene().contracts }),
  },
}

describe('maxPostage', () => {
  it.each(Object.entries(spending))('lets %s spend exactly as much', async (_, spent) => {
    const { sender, contracts } = scene()
    const to = sender.account.address
    await deposit(sender, { token: NATIVE, to, amount: 10n * POSTAGE, contracts })
    const { client, committed } = watchedClient(scene(), sender)
    await spent.spend(client, spent.postage)
    expect(committed()).toBe(1)
  })

  it.each(Object.entries(spending))(
    'has %s refuse one unit more, before anything is asked',
    async (_, { postage, spend }) => {
      const { client, methods, committed } = watchedClient(scene(), scene().sender)
      const error = await failure(spend(client, postage - 1n))
      expect(error).toBeInstanceOf(PostageTooHighError)
      expect(error).toMatchObject({ postage, maxPostage: postage - 1n })
      expect(methods).toEqual([])
      expect(committed()).toBe(0)
    },
  )

  it.each(['payPostage', 'postAll'])('must be given to %s', async (name) => {
    const { client, methods } = watchedClient(scene(), scene().sender)
    const error = await failure(spending[name]?.spend(client, undefined as never) as never)
    expect(error).toBeInstanceOf(InvalidParameterError)
    expect(error).toMatchObject({ parameter: 'maxPostage' })
    expect(methods).toEqual([])
  })
})
