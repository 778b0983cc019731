import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyRequest } from '../../protocol/wire/verify.ts'
import type { Scene } from './verifyScene.ts'
import { request, startScene } from './verifyScene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
  await scene.inbox()
  await scene.terms()
  await scene.price()
})
afterAll(() => scene.stop())

/** An object with this many fields that nobody knows. */
function manyKeys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i.toString(36)}`, 1]))
}

type Faults = { code: string; errors: { in: string; pointer: string; detail: string }[] }
type Answer = Faults & { results: [Faults, { reason: string }] }

async function ask(path: string, body: object) {
  const response = await scene.world.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chain: 'eip155:31337', ...body }),
  })
  return { status: response.status, body: (await response.json()) as Answer }
}

const tooManyTokens = { detail: 'must name at most 64 tokens' }
const unknownField = { detail: 'is not a field of this request' }
const tooLongProof = { detail: 'is longer than any proof' }
const mailing = { mailingId: request.letterHash, index: 0, proof: [] }

const bombs: [name: string, item: (count: number) => object, fault: object, pointer: string][] = [
  ['tokens', (n) => ({ minCarriage: manyKeys(n) }), tooManyTokens, '/minCarriage'],
  ['fields', (n) => manyKeys(n), unknownField, '/k0'],
  ['fields of policy', (n) => ({ policy: manyKeys(n) }), unknownField, '/policy/k0'],
  ['fields of mailing', (n) => ({ mailing: manyKeys(n) }), unknownField, '/mailing/k0'],
  [
    'fields of senderStatement',
    (n) => ({ senderStatement: manyKeys(n) }),
    unknownField,
    '/senderStatement/k0',
  ],
  [
    'siblings',
    (n) => ({ mailing: { ...mailing, proof: Array(n).fill(1) } }),
    tooLongProof,
    '/mailing/proof',
  ],
]

describe('a body with more than anybody needs', () => {
  it.each(bombs)('%s: refused with a fault or few', async (_, item, fault, pointer) => {
    const { status, body } = await ask('/v1/verify', { ...request, ...item(90_000) })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'invalid_request' })
    expect(body.errors[0]).toMatchObject({ pointer, ...fault })
    expect(body.errors.length).toBeLessThanOrEqual(3)
  })

  it.each(bombs)('%s, in an item of a batch', async (_, item, fault, pointer) => {
    const bomb = { ...request, ...item(330_000) }
    const { status, body } = await ask('/v1/verify/batch', { items: [bomb, request] })
    expect(status).toBe(200)
    expect(body.results[0].errors[0]).toMatchObject({ pointer: `/items/0${pointer}`, ...fault })
    expect(body.results[1]).toMatchObject({ reason: 'postage_required' })
  })

  it.each(bombs)('%s: of which hardly any is looked at', (_, item) => {
    let reads = 0
    const watch = <T extends object>(value: T): T =>
      new Proxy(value, {
        get(target, key) {
          reads++
          const found: unknown = Reflect.get(target, key)
          return typeof found === 'object' && found !== null ? watch(found) : found
        },
        getOwnPropertyDescriptor(target, key) {
          reads++
          return Reflect.getOwnPropertyDescriptor(target, key)
        },
      })
    const bomb = { chain: 'eip155:31337', ...request, ...item(90_000) }
    expect(verifyRequest.safeParse(watch(bomb)).success).toBe(false)
    expect(reads).toBeLessThan(300)
  })

  it('items: none is looked at', async () => {
    const { status, body } = await ask('/v1/verify/batch', { items: Array(2e6).fill(1) })
    expect(status).toBe(400)
    expect(body.errors).toEqual([
      { in: 'body', pointer: '/items', detail: 'must have at most 1000 items' },
    ])
  })

  it('fields of a batch', async () => {
    const { status, body } = await ask('/v1/verify/batch', {
      ...manyKeys(330_000),
      items: [],
    })
    expect(status).toBe(400)
    expect(body.errors[0]).toMatchObject({ pointer: '/k0', ...unknownField })
  })
})
