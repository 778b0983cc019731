import { ApiAnswerError, createApiClient } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { checkedClient } from '../../../web/src/api/checkedClient.ts'
import { answers, samplesOf } from './liesAbout.ts'

const mailingId = `0x${'0a'.repeat(32)}` as const
const [good] = samplesOf(answers.get('getMailing')?.schema ?? {}) as object[]

function clientOf(answer: object) {
  const fetch = async () => Response.json(answer)
  const client = createApiClient({ url: 'https://api.example', chain: 'eip155:31337', fetch })
  return { client, checked: checkedClient(client) }
}

describe('checkedClient', () => {
  it('is the client itself but for the answers', () => {
    const { client, checked } = clientOf({})
    expect(Object.keys(checked)).toEqual(Object.keys(client))
    expect(checked.url).toBe(client.url)
    expect(checked.chain).toBe(client.chain)
    expect(checked.getMailing.operationId).toBe('getMailing')
  })

  it('answers as the API does', async () => {
    expect(await clientOf({ ...good }).checked.getMailing({ mailingId })).toEqual(good)
  })

  it('refuses what has not the form that it must have', async () => {
    const { client, checked } = clientOf({ ...good, hasLeaves: 'no' })
    expect(await client.getMailing({ mailingId })).toHaveProperty('hasLeaves', 'no')
    const error = await checked.getMailing({ mailingId }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ApiAnswerError)
    expect(String(error)).toContain('its field “hasLeaves” cannot be "no"')
  })
})
