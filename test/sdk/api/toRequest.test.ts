import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { toRequest } from '../../../sdk/src/api/toRequest.ts'
import { ApiParameterError } from '../../../sdk/src/errors/ApiParameterError.ts'

/*
toRequest
├── puts each parameter where the operation has it
├── whatever stands in a path → the path has as many segments, and gives it back
│   └── given nothing, dots alone or half a character → ApiParameterError
├── what is not known → goes along, for the API to refuse
├── undefined → left out
└── given a body that cannot be JSON, or no bytes → ApiParameterError with its name
*/

const base = 'https://api.example/behind'
const id = `0x${'ab'.repeat(32)}`

describe('toRequest', () => {
  it('puts each parameter where the operation has it', () => {
    expect(toRequest(base, 'getInbox', { inboxId: id, chain: 'eip155:1' })).toEqual({
      ...{ id: 'getInbox', method: 'GET', asked: `GET ${base}/v1/inboxes/{inboxId}` },
      url: `${base}/v1/inboxes/${id}?chain=eip155%3A1`,
    })
    expect(toRequest(base, 'verifyBatch', { chain: 'eip155:1', items: [] })).toMatchObject({
      ...{ method: 'POST', url: `${base}/v1/verify/batch` },
      ...{ body: '{"chain":"eip155:1","items":[]}', contentType: 'application/json' },
    })
    const leaves = new Uint8Array(64)
    const put = toRequest(base, 'putMailingLeaves', { mailingId: id, leaves })
    expect(put).toMatchObject({ method: 'PUT', url: `${base}/v1/mailings/${id}/leaves` })
    expect(put).toMatchObject({ contentType: 'application/octet-stream' })
    expect(put.body).toBe(leaves)
  })

  it('writes numbers, true, and several of one name', () => {
    const stamps = { address: '0x1', canExpire: true, limit: 20 }
    expect(toRequest(base, 'listSenderStamps', stamps).url).toMatch(/\?canExpire=true&limit=20$/)
    const events = { type: ['stamp.*', 'door.set'], inboxId: undefined }
    expect(toRequest(base, 'getEvents', events).url).toMatch(
      /events\?type=stamp\.\*&type=door\.set$/,
    )
    const leaf = { mailingId: id, index: 4_294_967_295n }
    expect(toRequest(base, 'getMailingLeaf', leaf).url).toMatch(/leaves\/4294967295$/)
  })

  it('lets the API see what it does not know', () => {
    expect(toRequest(base, 'getInbox', { inboxId: id, minimum: 1 }).url).toMatch(/\?minimum=1$/)
    expect(toRequest(base, 'verify', { minimum: 1 }).body).toBe('{"minimum":1}')
    const put = { mailingId: id, leaves: new Uint8Array(), minimum: 1 }
    expect(toRequest(base, 'putMailingLeaves', put).url).toMatch(/leaves\?minimum=1$/)
  })

  it.prop([fc.string({ unit: 'grapheme' })])('keeps the path, whatever stands in it', (account) => {
    fc.pre(!/^\.{0,2}$/.test(account))
    const { url } = toRequest(base, 'getConsent', { inboxId: account, subject: id })
    const segments = new URL(url).pathname.split('/')
    expect(segments).toHaveLength(7)
    expect(decodeURIComponent(segments[4] ?? '')).toBe(account)
  })

  it.prop([fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })])(
    'keeps the query, whatever stands in it',
    (account, cursor) => {
      const { searchParams } = new URL(toRequest(base, 'findInboxes', { account, cursor }).url)
      expect([...searchParams]).toEqual([
        ['account', account],
        ['cursor', cursor],
      ])
    },
  )

  it.each([undefined, null, '', '.', '..'])('refuses %s in a path', (inboxId) => {
    const error = errorOf(() => toRequest(base, 'getInbox', { inboxId }))
    expect(error.parameter).toBe('inboxId')
  })

  it('refuses what cannot be sent, and names it', () => {
    const half = errorOf(() => toRequest(base, 'getInbox', { inboxId: '\ud800' }))
    expect(half.shortMessage).toBe('`inboxId` has half of a character.')
    const object = errorOf(() => toRequest(base, 'getInbox', { inboxId: id, chain: {} }))
    expect(object.shortMessage).toBe('`chain` must be a text, a number or true.')
    const money = errorOf(() =>
      toRequest(base, 'verify', { sender: id, minCarriage: { '0x': 1n } }),
    )
    expect(money.parameter).toBe('minCarriage')
    expect(money.shortMessage).toContain('amounts are decimal strings')
    const leaves = errorOf(() => toRequest(base, 'putMailingLeaves', { mailingId: id, leaves: '' }))
    expect(leaves.shortMessage).toBe('`leaves` must be bytes: a Uint8Array or a Blob.')
  })
})

function errorOf(act: () => unknown): ApiParameterError {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(ApiParameterError)
    return error as ApiParameterError
  }
  throw new Error('It was accepted')
}
