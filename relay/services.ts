import type { ApiClient, PennypostClient } from '@pennypost/sdk'
import type { Guard } from '@pennypost/sdk/guard'
import type { Logger } from 'pino'
import type { Sql } from 'postgres'
import type { Address } from 'viem'
import type { Env } from './env.ts'
import type { Challenges } from './store/challenges.ts'
import type { Bell } from './store/openBell.ts'
import type { Recipients } from './store/openRecipients.ts'
import type { Streams } from './streams.ts'

/** All that a request may use. */
export type Services = {
  env: Env
  /** The relay's operator address. */
  relay: Address
  /** Whether it is reached at an origin. */
  isOwnOrigin(origin: string): boolean
  sql: Sql
  api: ApiClient<`eip155:${number}`>
  /** On the relay's own node. */
  client: PennypostClient
  guard: Guard
  challenges: Challenges
  recipients: Recipients
  bell: Bell
  streams: Streams
  log: Logger
  /** Aborts when the process is to end: streams never end by themselves. */
  ending: AbortSignal
}
