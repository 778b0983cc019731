import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proofsRequest } from '../../protocol/wire/proof.ts'
import { verifyKeyRequest } from '../../protocol/wire/verifyKey.ts'
import { createWebhookRequest } from '../../protocol/wire/webhook.ts'
import { askProblem } from './ask.ts'
import { request } from './verifyScene.ts'
import type { World } from './world.ts'
import { startWorld } from './world.ts'

/*
A body with many more fields than are known
├── → invalid_request, which names a few of them
└── hardly any is looked at
*/

const chain = 'eip155:31337'
const key = { chain, inboxId: request.inboxId, keyId: request.letterHash }
const webhook = { chain, url: 'https://relay.example/pennypost', types: ['*'] }

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** A body with this many fields that nobody knows. */
function bomb(body: object, count: number): object {
  const unknown = Array.from({ length: count }, (_, i) => [`k${i.toString(36)}`, 1])
  return { ...body, ...Object.fromEntries(unknown) }
}

describe('a body with many more fields than are known', () => {
  it.each<[string, object]>([
    ['/v1/proofs', { chain, ...request }],
    ['/v1/keys/verify', key],
  ])('is refused by POST %s, and a few are named', async (path, body) => {
    const { errors } = await askProblem(world.app, path, 'invalid_request', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bomb(body, 80_000)),
    })
    const detail = 'is not a field of this request'
    expect(errors).toEqual(
      ['/k0', '/k1', '/k2'].map((pointer) => ({ in: 'body', pointer, detail })),
    )
  })

  it.each([
    ['ProofsRequest', proofsRequest, { chain, ...request }],
    ['VerifyKeyRequest', verifyKeyRequest, key],
    ['CreateWebhookRequest', createWebhookRequest, webhook],
  ])('has hardly any of them looked at: %s', (_, schema, body) => {
    let reads = 0
    const watched = new Proxy(bomb(body, 80_000), {
      get(target, name) {
        reads++
        return Reflect.get(target, name)
      },
      getOwnPropertyDescriptor(target, name) {
        reads++
        return Reflect.getOwnPropertyDescriptor(target, name)
      },
    })
    expect(schema.safeParse(body).success).toBe(true)
    expect(schema.safeParse(watched).success).toBe(false)
    expect(reads).toBeLessThan(300)
  })
})
