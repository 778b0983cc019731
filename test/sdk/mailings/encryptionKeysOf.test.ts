import type { Hex } from 'viem'
import { pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { keyIdOf } from '../../../protocol/ids.ts'
import { addKeys } from '../../../sdk/src/actions/addKeys.ts'
import { revokeKeys } from '../../../sdk/src/actions/revokeKeys.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import { createEncryptionKey } from '../../../sdk/src/letters/createEncryptionKey.ts'
import type { EncryptionKeysOfParameters } from '../../../sdk/src/mailings/encryptionKeysOf.ts'
import { encryptionKeysOf } from '../../../sdk/src/mailings/encryptionKeysOf.ts'
import { postOfficeScene } from '../support/postOfficeScene.ts'

const scene = postOfficeScene()
const stranger: Hex = pad(toHex(7), { size: 32 })

type Api = EncryptionKeysOfParameters['api']
type Listed = { kind: number; publicKey: Hex }

/** An API that lists these keys of each inbox, all of them as active. */
function apiOf(listed: Readonly<Record<Hex, readonly Listed[]>>, refusals: unknown[] = []): Api {
  const getInbox = ({ inboxId }: { inboxId: Hex }) => {
    const keys = listed[inboxId]
    const unknown = new ApiProblemError({ code: 'inbox_not_found', status: 404 })
    const refusal = refusals.shift() ?? (keys ? undefined : unknown)
    if (refusal) return Promise.reject(refusal)
    const facts = { status: 'active', possession: 'none' }
    return Promise.resolve({ inbox: { keys: keys?.map((key) => ({ ...key, ...facts })) } })
  }
  return { getInbox } as unknown as Api
}

describe('encryptionKeysOf', () => {
  it('gives what the API lists and the chain has as active, and nothing that an API slips in', async () => {
    const { wallet, stranger: reader, contracts, inboxId } = scene()
    const [kept, revoked, slipped] = await Promise.all([0, 1, 2].map(() => createEncryptionKey(2)))
    if (!kept || !revoked || !slipped) throw new Error('There are three.')
    const keys = [kept, revoked].map(({ kind, publicKey }) => ({
      ...{ kind, publicKey, expiresAt: 0, possession: '0x' as const },
    }))
    await addKeys(wallet, { inboxId, keys, contracts })
    const keyIds = [keyIdOf(revoked.kind, revoked.publicKey)]
    await revokeKeys(wallet, { inboxId, keyIds, contracts })
    const told: number[] = []
    const found = await encryptionKeysOf(reader, {
      ...{ api: apiOf({ [inboxId]: [kept, revoked, slipped] }), contracts },
      ...{ inboxIds: [inboxId, stranger], onProgress: (done) => told.push(done) },
    })
    const { kind, publicKey } = kept
    expect(found).toEqual(
      new Map<Hex, unknown>([
        [inboxId, [{ kind, publicKey }]],
        [stranger, []],
      ]),
    )
    expect(told).toEqual([1, 2])
  })

  it('asks an API again that has had enough for now, unless it is called off', async () => {
    const { stranger: reader, contracts, inboxId } = scene()
    const limit = () =>
      new ApiProblemError({ code: 'rate_limited', status: 429 }, { retryAfterSeconds: 60 })
    const ends = new AbortController()
    const waits: number[] = []
    const asking = encryptionKeysOf(reader, {
      ...{ api: apiOf({ [inboxId]: [] }, [limit()]), contracts, inboxIds: [inboxId] },
      signal: ends.signal,
      onWait(seconds) {
        waits.push(seconds)
        ends.abort(new Error('called off'))
      },
    })
    await expect(asking).rejects.toThrow('called off')
    expect(waits).toEqual([60])
  })

  it('throws what else the API has against it, and asks nobody about nobody', async () => {
    const { stranger: reader, contracts, inboxId } = scene()
    const api = apiOf({}, [new ApiProblemError({ code: 'index_stale', status: 503 })])
    const asking = encryptionKeysOf(reader, { api, contracts, inboxIds: [inboxId] })
    await expect(asking).rejects.toMatchObject({ code: 'index_stale' })
    expect((await encryptionKeysOf(reader, { api, contracts, inboxIds: [] })).size).toBe(0)
  })
})
