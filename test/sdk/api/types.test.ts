import { describe, expect, expectTypeOf, it } from 'vitest'
import type {
  ApiAnswer,
  ApiClient,
  ApiParameters,
  OperationId,
} from '../../../sdk/src/api/ApiClient.ts'
import { createApiClient } from '../../../sdk/src/api/createApiClient.ts'
import type { ItemVerdict } from '../../../sdk/src/api/createVerifier.ts'
import { createVerifier } from '../../../sdk/src/api/createVerifier.ts'
import type { ListEntry } from '../../../sdk/src/api/iterate.ts'
import { iterate } from '../../../sdk/src/api/iterate.ts'
import { readSnapshot } from '../../../sdk/src/api/readSnapshot.ts'
import { watchEvents } from '../../../sdk/src/api/watchEvents.ts'

/*
Types of the API client: what does not fit does not compile. Nothing of this is ever called.
├── an operation, a parameter or a value that is none
├── a chain where the client knows none
└── answers, entries of lists, verdicts
*/

type Hex = `0x${string}`
const id: Hex = '0x12'
const item = { inboxId: id, sender: id, letterHash: id, relay: id }
declare const bare: ApiClient
declare const chained: ApiClient<'eip155:1'>

function parameters(): unknown[] {
  return [
    bare.getInbox({ chain: 'eip155:1', inboxId: id }),
    chained.getInbox({ inboxId: id }, { timeout: 5 }),
    chained.getInbox({ inboxId: id, chain: undefined }),
    chained.getInbox({ inboxId: id, chain: 'eip155:2' }),
    // @ts-expect-error A chain is needed.
    bare.getInbox({ inboxId: id }),
    // @ts-expect-error There is no such parameter.
    chained.getInbox({ inboxID: id }),
    // @ts-expect-error Nor this one.
    chained.getInbox({ inboxId: id, minimum: 1 }),
    // @ts-expect-error It is missing.
    chained.getInbox({}),
    // @ts-expect-error It is missing altogether.
    chained.getInbox(),
    // @ts-expect-error It is no hexadecimal value.
    chained.getInbox({ inboxId: 'abc' }),
    // @ts-expect-error It is no chain.
    chained.getInbox({ inboxId: id, chain: '1' }),
    // @ts-expect-error There is no such option.
    chained.getInbox({ inboxId: id }, { time: 5 }),
    // @ts-expect-error There is no such operation.
    bare.getVerify,
    // @ts-expect-error Nor is this one of the API.
    bare.getMetrics,

    bare.getChains(),
    chained.listRelays(),
    chained.listRelays({ active: true, token: undefined, limit: 5 }),
    chained.listRelays({ active: 'false' }),
    // @ts-expect-error It is no word of this filter.
    chained.listSenderStamps({ address: id, status: 'lost' }),
    // @ts-expect-error Only what can expire is a filter.
    chained.listSenderStamps({ address: id, canExpire: false }),
    // @ts-expect-error A number is wanted.
    chained.listRelays({ limit: '5' }),
    bare.getMailingLeaf({ mailingId: id, index: 3 }),
    bare.getMailingLeaf({ mailingId: id, index: '3' }),
    bare.putMailingLeaves({ mailingId: id, leaves: new Uint8Array() }),
    // @ts-expect-error Bytes are wanted.
    bare.putMailingLeaves({ mailingId: id, leaves: '0x' }),
    // @ts-expect-error Bytes are missing.
    bare.putMailingLeaves({ mailingId: id }),
    chained.verify({ ...item, explain: true }),
    // @ts-expect-error It is true or left out.
    chained.verify({ ...item, explain: false }),
    chained.verifyBatch({ items: [item] as const }),
    // @ts-expect-error An item has no chain of its own.
    chained.verifyBatch({ items: [{ ...item, chain: 'eip155:1' }] }),

    iterate(chained.listInboxStamps, { inboxId: id, status: 'open' }, { limit: 5 }),
    iterate(chained.listRelays, {}),
    // @ts-expect-error It is no list.
    iterate(chained.getInbox, { inboxId: id }),
    // @ts-expect-error The pages are for iterate to turn.
    iterate(chained.listInboxStamps, { inboxId: id, cursor: 'a' }),
    // @ts-expect-error A chain is needed.
    iterate(bare.listInboxStamps, { inboxId: id }),

    watchEvents(chained, { type: ['stamp.*'], inboxId: id, from: '5' }),
    watchEvents(bare, { chain: 'eip155:1' }),
    // @ts-expect-error A chain is needed.
    watchEvents(bare, {}),
    // @ts-expect-error There is no such filter.
    watchEvents(chained, { wallet: id }),
    readSnapshot(chained, {}),
    // @ts-expect-error A chain is needed.
    readSnapshot(bare, {}),

    createVerifier(chained).verify(item),
    createVerifier(bare, { chain: 'eip155:1' }).verify(item),
    createVerifier(bare).verify({ ...item, chain: 'eip155:1' }),
    // @ts-expect-error A chain is needed.
    createVerifier(bare).verify(item),
    // @ts-expect-error A batch explains nothing.
    createVerifier(chained).verify({ ...item, explain: true }),
  ]
}

describe('types of the API client', () => {
  it('are those of the document', () => {
    expectTypeOf(parameters).returns.toEqualTypeOf<unknown[]>()
    expectTypeOf(createApiClient({ url: 'http://a' })).toEqualTypeOf<ApiClient>()
    expectTypeOf(createApiClient({ url: 'http://a', chain: 'eip155:1' })).toEqualTypeOf<
      ApiClient<'eip155:1'>
    >()
    expectTypeOf<ApiParameters<'getInbox'>>().toEqualTypeOf<{
      readonly chain: `eip155:${number}`
      readonly inboxId: Hex
    }>()
    expectTypeOf<ApiAnswer<'verify'>['eligible']>().toEqualTypeOf<boolean>()
    expectTypeOf<ApiAnswer<'getInbox'>['inbox']['inboxId']>().toEqualTypeOf<Hex>()
    expectTypeOf<ApiAnswer<'createWebhook'>['secret']>().toEqualTypeOf<string>()
    expectTypeOf<ApiAnswer<'deleteWebhook'>>().toEqualTypeOf<undefined>()
    expectTypeOf<ApiAnswer<'getEvents'>>().toEqualTypeOf<ReadableStream<Uint8Array>>()
    expectTypeOf<ItemVerdict['asOf']['chain']>().toEqualTypeOf<`eip155:${number}`>()
    expectTypeOf<ListEntry<'listInboxStamps'>['stampId']>().toEqualTypeOf<Hex>()
    expectTypeOf<ListEntry<'getAccount'>['amount']>().toEqualTypeOf<string>()
    expectTypeOf<ApiClient['chain']>().toEqualTypeOf<undefined>()
  })

  it('know every operation', () => {
    expectTypeOf<OperationId>().toExtend<keyof ApiClient>()
    expect(Object.keys(createApiClient({ url: 'http://a' })).length).toBeGreaterThan(30)
  })
})
