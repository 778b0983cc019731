import type { Hex } from 'viem'
import { ApiError } from '../problem.ts'
import { chargeLeaves, refundLeaves } from '../queries/leafQuota.ts'
import { abandonUpload, openUpload, readLeavesUpload, sweepUploads } from '../queries/leaves.ts'
import type { Services } from '../services.ts'
import { defaultLeafLimits } from './leafLimits.ts'
import { letterBytes } from './leafTree.ts'
import { storeLeaves } from './storeLeaves.ts'
import { stretchesOf } from './stretchesOf.ts'
import type { UploadSlot } from './uploadSlots.ts'
import { createUploadSlots, defaultUploadSlotLimits } from './uploadSlots.ts'

/** Times that one upload sweeps up to 16 MiB of what others have left. */
const sweeps = 8

export type Offer = {
  mailing: { mailingId: Hex; root: Hex; count: number }
  body: ReadableStream<Uint8Array> | null
  /** Header `content-length`, if there is one. */
  length: string | undefined
  /** Address of the client, for its quota and its slot. */
  client: string
}

/**
 * Takes the letters of mailings, a few at once, one upload of a client address at a time. Of several of the same mailing the first
 * that is whole is kept.
 *
 * @returns Takes one offer, and says whether the letters were not here before. Throws `ApiError`s: `leaves_too_large`,
 * `leaves_mismatch`, `quota_exceeded`, `upload_in_progress`, `upload_interrupted`, `database_unavailable`; then nothing is kept.
 */
export function takeLeaves(
  services: Services,
  slotLimits = defaultUploadSlotLimits,
): (offer: Offer) => Promise<boolean> {
  const { store, now, log, leafLimits = defaultLeafLimits } = services
  const takeSlot = createUploadSlots(slotLimits)

  return async ({ mailing, body, length, client }) => {
    const { mailingId, count } = mailing
    const bytes = count * letterBytes
    if (count > leafLimits.maxLetters) {
      throw new ApiError('leaves_too_large', {
        mailingId,
        count,
        maxLetters: leafLimits.maxLetters,
      })
    }
    if (length !== undefined && Number(length) !== bytes) {
      throw mismatch(mailingId, `the body has ${length} bytes, not ${bytes}`)
    }
    if ((await readLeavesUpload(store, mailingId)) !== undefined) return false
    const slot = takeSlot(client)
    try {
      return await receive({ mailing, body, bytes, client, slot })
    } finally {
      slot.free()
    }
  }

  async function receive({
    mailing,
    body,
    bytes,
    client,
    slot,
  }: Omit<Offer, 'length'> & { bytes: number; slot: UploadSlot }): Promise<boolean> {
    const { mailingId, count } = mailing
    for (let left = sweeps; left > 0 && (await sweepUploads(store)); left--);
    const id = await openUpload(store, mailingId, count)
    if (id === undefined) return false
    const charged = { bytes, quota: leafLimits.quotaBytesPerDay, now: now() }
    let received = 0
    async function* counted() {
      const expected = {
        bytes,
        mismatch: (because: string) => mismatch(mailingId, because),
        signal: slot.signal,
      }
      for await (const stretch of stretchesOf(body, expected)) {
        received += stretch.length
        slot.count(stretch.length)
        yield stretch
      }
    }
    let isCharged = false
    try {
      isCharged = await chargeLeaves(store, client, charged)
      if (!isCharged) {
        throw new ApiError('quota_exceeded', { quotaBytes: charged.quota, bytes })
      }
      if (await storeLeaves(store, { id, ...mailing }, counted())) return true
      if ((await readLeavesUpload(store, mailingId)) === undefined) {
        throw new ApiError('upload_interrupted', { received, expected: bytes })
      }
      await giveUp(id, client, { bytes: bytes - received, now: charged.now })
      return false
    } catch (error) {
      const unused = isCharged ? bytes - received : 0
      await giveUp(id, client, { bytes: unused, now: charged.now })
      throw error
    }
  }

  /** What cannot be undone now, as the database is away, is swept away once the upload has lapsed. */
  async function giveUp(id: number, client: string, unused: { bytes: number; now: number }) {
    try {
      await abandonUpload(store, id)
      if (unused.bytes > 0) await refundLeaves(store, client, unused)
      for (let left = sweeps; left > 0 && (await sweepUploads(store)); left--);
    } catch (error) {
      log.warn({ err: error }, 'an upload of letters is left to be swept away')
    }
  }
}

function mismatch(mailingId: Hex, because: string): ApiError {
  return new ApiError('leaves_mismatch', { mailingId, because })
}
