import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startChain } from '../../scripts/stack/chain.ts'
import { root } from '../../scripts/stack/paths.ts'
import { startAnvil } from '../helpers/anvil.ts'
import { flipBit } from '../helpers/flipBit.ts'
import type { ProvenWord, StorageProof } from '../helpers/storageProof.ts'
import {
  fetchProof,
  mappingSlot,
  packed,
  provenWord,
  slotBehind,
  stateRootOf,
} from '../helpers/storageProof.ts'
import type { Scene } from './support/storedScene.ts'
import { playScene, SCENE_START } from './support/storedScene.ts'
import { emptyWords, placeOf, storedWords } from './support/storedWords.ts'

const INVALID = 'Invalid proof provided'
const start = new Date(SCENE_START * 1_000)

const nodes = [
  {
    node: 'Hardhat',
    startNode: (logDir: string) => startChain({ chainId: 31337, start, logDir }),
  },
  { node: 'Anvil', startNode: (logDir: string) => startAnvil({ start, logDir }) },
]

describe.each(nodes)('what $node proves', ({ startNode }) => {
  let logDir: string
  let running: Awaited<ReturnType<typeof startNode>> | undefined
  let scene: Scene
  let stateRoot: Hex

  beforeAll(async () => {
    logDir = mkdtempSync(join(tmpdir(), 'pennypost-proofs-'))
    running = await startNode(logDir)
    scene = await playScene(running.url)
    stateRoot = await stateRootOf(scene.url, scene.head)
  })

  afterAll(async () => {
    await running?.stop()
    rmSync(logDir, { recursive: true, force: true })
  })

  it.each([...storedWords, ...emptyWords])('$name', async (word) => {
    const { address, slot } = placeOf(scene, word)
    const { proof, claimed } = await fetchProof(scene.url, address, slot, scene.head)
    const expected = hexOf(packed(word.fields(scene)))
    expect(hexOf(await provenWord({ stateRoot, address, slot, proof }))).toBe(expected)
    expect(hexOf(claimed)).toBe(expected)
  })

  /** A proof of the open stamp, or of another one, in a block. */
  async function proofOf(
    name: Parameters<Scene['stampId']>[0],
    block = scene.head,
  ): Promise<ProvenWord> {
    const address = scene.office
    const slot = mappingSlot(10, scene.stampId(name))
    const { proof } = await fetchProof(scene.url, address, slot, block)
    return { stateRoot: await stateRootOf(scene.url, block), address, slot, proof }
  }

  it('what a word was in an earlier block', async () => {
    const address = scene.office
    const slot = mappingSlot(11, scene.mailingIds.closed)
    const before = scene.head - 1n
    const { proof } = await fetchProof(scene.url, address, slot, before)
    const earlier = { stateRoot: await stateRootOf(scene.url, before), address, slot, proof }
    const word = packed([
      [1, 8],
      [1, 32],
      [scene.at.opened.closed, 40],
      [0, 40],
    ])
    expect(hexOf(await provenWord(earlier))).toBe(hexOf(word))
    await expect(provenWord({ ...earlier, stateRoot })).rejects.toThrow(INVALID)
  })

  it('nothing against the state of another block', async () => {
    const proven = await proofOf('open')
    const other = await stateRootOf(scene.url, scene.head - 1n)
    expect(other).not.toBe(stateRoot)
    await expect(provenWord({ ...proven, stateRoot: other })).rejects.toThrow(INVALID)
  })

  it('nothing of another slot', async () => {
    const [open, voided] = [await proofOf('open'), await proofOf('voided')]
    await expect(provenWord({ ...open, proof: voided.proof })).rejects.toThrow(INVALID)
    await expect(provenWord({ ...open, slot: voided.slot })).rejects.toThrow(INVALID)
  })

  it('nothing of another contract', async () => {
    const proven = await proofOf('open')
    await expect(provenWord({ ...proven, address: scene.registry })).rejects.toThrow(INVALID)
    const inbox = mappingSlot(3, scene.inboxId)
    const { proof } = await fetchProof(scene.url, scene.registry, inbox, scene.head)
    const mixed = { ...proven.proof, storageProof: proof.storageProof }
    await expect(provenWord({ ...proven, slot: inbox, proof: mixed })).rejects.toThrow(INVALID)
  })

  it('no absence by a proof that lacks its end', async () => {
    const proven = await proofOf('open')
    const storageProof = proven.proof.storageProof.slice(0, -1)
    const short = { ...proven, proof: { ...proven.proof, storageProof } }
    await expect(provenWord(short)).rejects.toThrow(INVALID)
  })

  it('nothing once any byte of the proof is another one', async () => {
    const proven = await proofOf('collected')
    const parts: (keyof StorageProof)[] = ['accountProof', 'storageProof']
    let refused = 0
    for (const part of parts) {
      const whole = proven.proof[part]
      for (const [i, changed] of whole.entries()) {
        for (let byte = 0; byte < changed.length / 2 - 1; ++byte) {
          const proof = whole.with(i, flipBit(changed, byte * 8 + (byte % 8)))
          const forged = { ...proven, proof: { ...proven.proof, [part]: proof } }
          await expect(provenWord(forged)).rejects.toThrow(INVALID)
          refused += 1
        }
      }
    }
    const bytes = parts.flatMap((part) => proven.proof[part].map((node) => node.length / 2 - 1))
    expect(refused).toBe(bytes.reduce((sum, length) => sum + length, 0))
    expect(refused).toBeGreaterThan(500)
  })
})

describe('docs/storage.md', () => {
  it('publishes the mappings that are proven here, and no others', () => {
    const proven = Object.fromEntries(
      (['registry', 'relays', 'office'] as const).map((contract) => {
        const words = storedWords.filter((word) => word.contract === contract)
        return [contract, [...new Set(words.map(({ slot }) => slot))].toSorted((a, b) => a - b)]
      }),
    )
    const text = readFileSync(join(root, 'docs/storage.md'), 'utf8')
    const slotsOf = (heading: string) => {
      const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
      return [...section.matchAll(/^\| (\d+) \|/gm)].map(([, slot]) => Number(slot))
    }
    expect(proven).toEqual({
      registry: slotsOf('InboxRegistry'),
      relays: slotsOf('RelayRegistry'),
      office: slotsOf('PostOffice'),
    })
  })
})

describe('packed', () => {
  it('puts the first field lowest', () => {
    const fields = [
      [1, 8],
      ['0x0203', 16],
      [4n, 232],
    ] as const
    expect(hexOf(packed(fields.map(([value, bits]) => [value, bits])))).toBe(
      `0x${'4020301'.padStart(64, '0')}`,
    )
  })

  it('refuses a value that is too large for its field, and more than 256 bits', () => {
    expect(() => packed([[256, 8]])).toThrow(new RangeError('256 has over 8 bits.'))
    expect(() =>
      packed([
        [0, 255],
        [0, 2],
      ]),
    ).toThrow(new RangeError('A word has 256 bits, not 257.'))
  })

  it('has its neighbour in the next slot', () => {
    expect(slotBehind(`0x${'0f'.repeat(32)}`, 1)).toBe(`0x${'0f'.repeat(31)}10`)
  })
})

const hexOf = (word: bigint): Hex => `0x${word.toString(16).padStart(64, '0')}`
