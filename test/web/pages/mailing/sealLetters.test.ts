import { letterHash } from '@pennypost/sdk'
import { createEncryptionKey, keyKinds, openLetter } from '@pennypost/sdk/letters'
import { mailingLeaves, treeOfLetters } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { sealLetters } from '../../../../web/src/pages/mailing/sealLetters.ts'

const chainId = 31337
const inbox = (byte: string): Hex => `0x${byte.repeat(32)}`

describe('sealLetters', () => {
  it('seals each for its inbox, in the order of the inboxes, and that is what the tree and the list have', async () => {
    const key = await createEncryptionKey(keyKinds.x25519)
    const ids = [inbox('cc'), inbox('aa'), inbox('cc')]
    const progress: number[] = []
    const sealed = await sealLetters({
      chainId,
      letters: ids.map((inboxId, place) => ({
        ...{ line: place + 1, recipient: inboxId, inboxId, text: `Letter ${place}` },
      })),
      keys: new Map(ids.map((id) => [id, [key]])),
      onProgress: (done) => progress.push(done),
      signal: new AbortController().signal,
    })
    expect(sealed.map(({ line }) => line)).toEqual([2, 1, 3])
    expect(progress).toEqual([1, 2, 3])
    for (const { body, inboxId, line, letterHash: hash } of sealed) {
      if (!body) throw new Error('It has no body')
      expect(letterHash(body)).toBe(hash)
      const content = await openLetter({ chainId, inboxId, key, sealed: body })
      expect(new TextDecoder().decode(content)).toBe(`Letter ${line - 1}`)
    }
    expect((await treeOfLetters(sealed)).count).toBe(3)
    expect(mailingLeaves(sealed)).toHaveLength(3 * 64)
  })

  it('ends when it is called off', async () => {
    const ends = new AbortController()
    ends.abort(new Error('called off'))
    const letters = [{ line: 1, recipient: inbox('aa'), inboxId: inbox('aa'), text: 'Hello' }]
    const sealing = sealLetters({
      ...{ chainId, letters, keys: new Map(), onProgress: () => {}, signal: ends.signal },
    })
    await expect(sealing).rejects.toThrow('called off')
  })
})
