import { fc, test } from '@fast-check/vitest'
import { bytesToHex, concat, hexToBytes } from 'viem'
import { describe, expect, it } from 'vitest'

import { lettersOfWire } from '../../protocol/lettersOfWire.ts'
import { mailingRoot } from '../../protocol/mailingRoot.ts'
import { mailingTree } from '../../protocol/mailingTree.ts'
import type { MailingLetter } from '../../protocol/mailLeaf.ts'
import type { Letter } from './support/mailingOracles.ts'
import { letters, lettersUpTo } from './support/mailingOracles.ts'

describe('lettersOfWire', () => {
  const cuts = fc
    .array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 })
    .map((sizes) => [...sizes, 50])

  test.prop([fc.array(letters, { maxLength: 12 }), cuts], { numRuns: 500 })(
    'are the letters, wherever the bytes are cut',
    async (all, sizes) => {
      expect(await collected(lettersOfWire(chunked(wireOf(all), sizes)))).toEqual(all)
    },
  )

  it.each([1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1_000])(
    'of chunks of %i bytes, each written over the one before, have the same tree',
    async (size) => {
      const all = lettersUpTo(11)
      const { root, count } = await mailingRoot(all)
      const wire = wireOf(all)
      expect(await mailingRoot(lettersOfWire(overwriting(wire, size)))).toEqual({ root, count })
      const tree = await mailingTree(lettersOfWire(overwriting(wire, size)))
      expect(tree).toMatchObject({ root, count })
    },
  )

  it('of all bytes at once, and of a stream', async () => {
    const all = lettersUpTo(5)
    const wire = wireOf(all)
    expect(await collected(lettersOfWire([wire]))).toEqual(all)
    expect(await collected(lettersOfWire(new Blob([wire]).stream()))).toEqual(all)
    expect(await collected(lettersOfWire([Buffer.from(wire)]))).toEqual(all)
  })

  it.each([1, 32, 63, 65, 127])(
    'refuse %i bytes, of which the last have no letter',
    async (size) => {
      const error = new RangeError(`Letters are of 64 bytes each; the last has only ${size % 64}.`)
      for (const sizes of [[size], [1], [64, 1]]) {
        const chunks = chunked(new Uint8Array(size), sizes)
        await expect(collected(lettersOfWire(chunks))).rejects.toThrow(error)
      }
    },
  )

  it('are none of no bytes, which is no mailing', async () => {
    expect(await collected(lettersOfWire([]))).toEqual([])
    expect(await collected(lettersOfWire([new Uint8Array(0)]))).toEqual([])
    await expect(mailingRoot(lettersOfWire([]))).rejects.toThrow(
      new RangeError('A mailing has 1 to 4294967295 letters, not 0.'),
    )
  })

  it('come as soon as their bytes have', async () => {
    let given = 0
    function* some() {
      for (const size of [63, 2, 63, 64]) {
        given += 1
        yield new Uint8Array(size)
      }
    }
    const read = lettersOfWire(some())
    for (const chunks of [2, 3, 4]) {
      expect((await read.next()).done).toBe(false)
      expect(given).toBe(chunks)
    }
    expect((await read.next()).done).toBe(true)
  })
})

function wireOf(all: Letter[]): Uint8Array<ArrayBuffer> {
  const words = all.flatMap(({ inboxId, letterHash }) => [inboxId, letterHash])
  return new Uint8Array(hexToBytes(concat(['0x', ...words])))
}

/** Pieces of these sizes in turn, some of them more than 0. */
function* chunked(bytes: Uint8Array, sizes: number[]) {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 0
    yield bytes.slice(at, at + size)
    at += size
  }
}

function* overwriting(bytes: Uint8Array, size: number) {
  const chunk = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    chunk.set(bytes.subarray(at, at + size))
    yield chunk.subarray(0, bytes.length - at)
    chunk.fill(0xff)
  }
}

/** Read to the end before any is looked at: they stay what they are while nobody writes over the chunks. */
async function collected(source: ReturnType<typeof lettersOfWire>): Promise<Letter[]> {
  const all: MailingLetter[] = []
  for await (const letter of source) all.push(letter)
  return all.map(({ inboxId, letterHash }) => ({
    inboxId: hexOf(inboxId),
    letterHash: hexOf(letterHash),
  }))
}

const hexOf = (value: Letter['inboxId'] | Uint8Array) =>
  typeof value === 'string' ? value : bytesToHex(value)
