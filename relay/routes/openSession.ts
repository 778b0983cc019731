import type { CheckSessionParameters } from '@pennypost/sdk'
import { checkSession } from '@pennypost/sdk'
import type { Hono } from 'hono'
import type { Hex } from 'viem'
import { z } from 'zod'
import { askNode } from '../askNode.ts'
import type { Variables } from '../createApp.ts'
import type { Services } from '../services.ts'
import { createSessionLimits, TooManySessions } from '../sessionLimits.ts'
import { openSession } from '../store/sessions.ts'
import { problem } from './problem.ts'

const hex = (pattern: string) =>
  z
    .string()
    .regex(new RegExp(`^0x${pattern}$`))
    .transform((text) => text.toLowerCase() as Hex)
const bytes32 = hex('[0-9a-fA-F]{64}')

const challengeRequest = z.strictObject({ inboxId: bytes32 })

const sessionRequest = z.strictObject({
  inboxId: bytes32,
  origin: z.string().max(300),
  challenge: bytes32,
  signature: hex('([0-9a-fA-F]{128}|[0-9a-fA-F]{130})'),
  wallet: hex('[0-9a-fA-F]{40}').optional(),
  key: z
    .strictObject({ kind: z.int().min(0).max(65_535), publicKey: hex('([0-9a-fA-F]{2}){1,64}') })
    .optional(),
})

/** `POST /challenges` and `POST /sessions`: a recipient shows that an inbox is its own, by a key or a wallet of it. */
export function openSessionRoute(app: Hono<{ Variables: Variables }>, services: Services): void {
  const { client, env, relay, isOwnOrigin, sql, challenges, recipients } = services
  const limits = createSessionLimits()

  app.post('/challenges', async (c) => {
    const asked = challengeRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!asked.success) return badRequest(asked.error)
    return c.json({ relay, challenge: challenges.give(asked.data.inboxId) })
  })

  app.post('/sessions', async (c) => {
    const asked = sessionRequest.safeParse(await c.req.json().catch(() => undefined))
    if (!asked.success) return badRequest(asked.error)
    const { inboxId, challenge, origin } = asked.data
    if (!isOwnOrigin(origin)) return wrongOrigin(origin)
    if (!challenges.isGood(inboxId, challenge)) return refused()
    const who = asked.data.key?.publicKey ?? asked.data.wallet ?? ''
    const take = async () => await limits.take(inboxId, who, await recipients.isKnown(inboxId, who))
    const node = counted(askNode(client, inboxId), take)
    const question = { api: node, chainId: env.chainId, relay, isOwnOrigin, session: asked.data }
    try {
      if (!(await checkSession(question))) return refused()
    } catch (error) {
      if (error instanceof TooManySessions) return tooMany(error)
      throw error
    }
    await recipients.note(inboxId, who)
    const session = await openSession(sql, inboxId, challenge)
    return session ? c.json(session, 201) : refused()
  })
}

/** Nothing is counted before the signature is known to be good. */
function counted(
  node: CheckSessionParameters['api'],
  take: () => Promise<void>,
): CheckSessionParameters['api'] {
  return {
    async verifyKey(key) {
      await take()
      return await node.verifyKey(key)
    },
    async findInboxes(by) {
      await take()
      return await node.findInboxes(by)
    },
  }
}

function badRequest(error: z.ZodError): Response {
  return problem(400, 'invalid_request', z.prettifyError(error))
}

function tooMany({ retryAfterSeconds }: TooManySessions): Response {
  const detail =
    'Too many sessions were asked for, in all or by this key or wallet. Ask again later.'
  return problem(429, 'too_many_sessions', detail, retryAfterSeconds)
}

/** For the operator that has not said where the relay is reached, and for the recipient who was sent elsewhere. */
function wrongOrigin(origin: string): Response {
  const detail = `The session was signed for ${origin}, which is none of this relay’s RELAY_ORIGINS.`
  return problem(401, 'wrong_origin', detail)
}

/** Whoever guesses is not told what was wrong. */
function refused(): Response {
  const detail =
    'The challenge is not of this relay, used or over five minutes old, or was not signed by an active key or a wallet of the inbox.'
  return problem(401, 'session_refused', detail)
}
