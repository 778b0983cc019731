import { setImmediate } from 'node:timers/promises'
import type { ByteArray, Hex } from 'viem'
import { bytesToHex, concatBytes } from 'viem'
import { mailingDepth } from '../../protocol/mailingNodes.ts'
import { ApiError } from '../problem.ts'
import { addLetters, addNodes, finishUpload } from '../queries/leaves.ts'
import type { Store } from '../store.ts'
import { groupLetters, groupLevel, groupLevels, letterBytes, levelAbove } from './leafTree.ts'

export type Upload = { id: number; mailingId: Hex; root: Hex; count: number }

/** Nodes hashed before others have their turn: some 3 ms. */
const breath = 512

/**
 * Stores the letters of a mailing as they come in, and makes them its leaves if they hash to its root.
 *
 * Holds one stretch and 32 bytes for every 256 letters. Lets the rest of the process go on every 3 ms.
 *
 * @param stretches - Of 1,024 letters each, the last one shorter; together `upload.count`.
 * @returns Whether they are now the leaves of the mailing. If not, the upload has ended meanwhile: another one of the same mailing
 * was whole first, or this one has lapsed.
 * @throws {ApiError} `leaves_mismatch` where they hash to another root; `database_unavailable`; what `stretches` throws.
 */
export async function storeLeaves(
  store: Store,
  upload: Upload,
  stretches: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const tops: ByteArray[] = []
  let chunk = 0
  for await (const stretch of stretches) {
    await hashGroups(stretch, upload.count, tops)
    if (!(await addLetters(store, upload.id, chunk, stretch))) return false
    chunk += 1
  }
  const levels = await levelsAbove(tops, upload.count)
  const root = bytesToHex(levels.at(-1)?.[0] as ByteArray)
  if (root !== upload.root) {
    const because = `they hash to ${root}, not to ${upload.root}`
    throw new ApiError('leaves_mismatch', { mailingId: upload.mailingId, because })
  }
  for (const [i, nodes] of levels.slice(0, -1).entries()) {
    const isOpen = await addNodes(store, upload.id, groupLevel + i, concatBytes(nodes))
    if (!isOpen) return false
  }
  return await finishUpload(store, upload.id)
}

/** Adds the highest node of each group of a stretch. */
async function hashGroups(stretch: Uint8Array, count: number, tops: ByteArray[]): Promise<void> {
  const height = Math.min(groupLevel, mailingDepth(count))
  for (let at = 0; at < stretch.length; at += groupLetters * letterBytes) {
    const letters = stretch.subarray(at, at + groupLetters * letterBytes)
    const levels = groupLevels(tops.length * groupLetters, letters, height)
    tops.push(levels[height]?.[0] as ByteArray)
    await setImmediate()
  }
}

/** From the tops of the groups up to the root. */
async function levelsAbove(tops: ByteArray[], count: number): Promise<ByteArray[][]> {
  const levels = [tops]
  for (let level = groupLevel; level < mailingDepth(count); level++) {
    const below = levels[level - groupLevel] ?? []
    const nodes: ByteArray[] = []
    for (let at = 0; at < below.length; at += breath) {
      nodes.push(...levelAbove(below.slice(at, at + breath), level))
      await setImmediate()
    }
    levels.push(nodes)
  }
  return levels
}
