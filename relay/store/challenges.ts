import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Hex } from 'viem'

/** Seconds for which a challenge is good. */
const goodSeconds = 300

/** Gives challenges and knows its own again, without keeping any: strangers may ask for as many as they like. */
export type Challenges = {
  give(inboxId: string): Hex
  isGood(inboxId: string, challenge: string): boolean
}

/** 32 bytes: the second it was given at, randomness, and a code over both and the inbox. */
export async function openChallenges(sql: Sql): Promise<Challenges> {
  await sql`insert into relay.secret (challenge_key) values (${randomBytes(32)}) on conflict do nothing`
  const [row] = await sql<{ challenge_key: Buffer }[]>`select challenge_key from relay.secret`
  const key = row?.challenge_key as Buffer
  const codeOf = (inboxId: string, head: Buffer) =>
    createHmac('sha256', key).update(inboxId).update(head).digest().subarray(0, 16)

  return {
    give(inboxId) {
      const head = randomBytes(16)
      head.writeUIntBE(Math.floor(Date.now() / 1_000), 0, 5)
      return `0x${Buffer.concat([head, codeOf(inboxId, head)]).toString('hex')}`
    },
    isGood(inboxId, challenge) {
      const bytes = Buffer.from(challenge.slice(2), 'hex')
      const head = bytes.subarray(0, 16)
      if (bytes.length !== 32 || !timingSafeEqual(bytes.subarray(16), codeOf(inboxId, head)))
        return false
      const age = Date.now() / 1_000 - head.readUIntBE(0, 5)
      return age < goodSeconds
    },
  }
}
