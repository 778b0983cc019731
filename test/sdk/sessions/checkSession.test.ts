import { keccak256, stringToBytes } from 'viem'
import { expect, it } from 'vitest'
import { createKey } from '../../../sdk/src/keys/createKey.ts'
import { checkSession } from '../../../sdk/src/sessions/checkSession.ts'
import { signSession } from '../../../sdk/src/sessions/signSession.ts'

const [chainId, relay] = [31337, '0x00000000000000000000000000000000000000aa'] as const
const victim = keccak256(stringToBytes('victim'))
const own = keccak256(stringToBytes('own'))

it('asks about the inbox that was signed for, whatever else stands beside the key', async () => {
  const signer = await createKey('ed25519')
  const challenge = keccak256(stringToBytes('challenge'))
  const session = await signSession({ chainId, inboxId: victim, relay, challenge, signer })
  const asked: string[] = []
  const api = {
    verifyKey({ inboxId }: { inboxId: string }) {
      asked.push(inboxId)
      return Promise.resolve({ statusNow: inboxId === own ? 'active' : 'unknown' })
    },
  }
  const forged = { ...session, key: { ...session.key, inboxId: own } }
  const parameters = { api, chainId, relay, session: forged }
  expect(await checkSession(parameters as never)).toBe(false)
  expect(asked).toEqual([victim])
})
