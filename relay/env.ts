import type { Hex } from 'viem'
import { z } from 'zod'

/** How this process is set up. Names, defaults and units: relay/.env.example. */
export type Env = {
  databaseUrl: string
  chainId: number
  rpcUrl: string
  apiUrl: string
  apiKey: string | undefined
  host: string
  port: number
  /** Where recipients reach the relay, such as https://relay.example. */
  origins: readonly string[]
  /** Of the operator, who pays for `admit` and earns the carriage. */
  privateKey: Hex
  /** Of the account that RelayRegistry names as signer. */
  signerPrivateKey: Hex
  maxLetterBytes: number
  minConfirmations: number
  acceptUnpaidCarriage: boolean
  /** Whether carriage is earned before a letter is taken in. */
  admitFirst: boolean
  /** Whether each verdict of the API is held against the relay's own node. */
  proveVerdicts: boolean
  admitIntervalSeconds: number
  /** Whether letters are carried that nobody pays for, and whose sender the recipient has not consented to. */
  acceptFree: 'all' | 'consented'
  /** Most that may wait for one inbox. */
  maxWaitingLetters: number
  maxWaitingBytes: number
  /** Streams of letters that may be open at once. */
  maxStreams: number
  retentionDays: number
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
}

const url = (pattern: RegExp, such: string) =>
  z.string({ error: 'must be set' }).regex(pattern, `must be a url such as ${such}`)

const privateKey = z
  .string({ error: 'must be set' })
  .regex(/^0x[0-9a-fA-F]{64}$/, 'must be a private key: 0x and 64 hexadecimal digits')
  .transform((key) => key as Hex)

const origins = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean))
  .refine(
    (all) => all.every((one) => URL.canParse(one) && new URL(one).origin === one),
    'must be origins such as https://relay.example, without a path, with commas between them',
  )

const number = (unit: string) => z.coerce.number(`must be a number of ${unit}`)

const yesNo = z.enum(['true', 'false'], { error: 'must be true or false' }).default('false')

const names = z.object({
  RELAY_DATABASE_URL: url(/^postgres(ql)?:\/\//, 'postgres://user@host/name'),
  RELAY_CHAIN_ID: number('a chain').int().min(1).default(31337),
  RELAY_RPC_URL: url(/^https?:\/\//, 'https://node.example'),
  RELAY_API_URL: url(/^https?:\/\//, 'https://api.example'),
  RELAY_API_KEY: z.string().optional(),
  RELAY_HOST: z.string().default('127.0.0.1'),
  RELAY_PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(8788),
  RELAY_ORIGINS: origins,
  RELAY_PRIVATE_KEY: privateKey,
  RELAY_SIGNER_PRIVATE_KEY: privateKey.optional(),
  RELAY_MAX_LETTER_BYTES: number('bytes')
    .int()
    .min(1)
    .max(16 << 20)
    .default(1 << 20),
  RELAY_MIN_CONFIRMATIONS: number('blocks').int().min(1).default(1),
  RELAY_ACCEPT_UNPAID_CARRIAGE: yesNo,
  RELAY_ACCEPT_FREE: z
    .enum(['all', 'consented'], { error: 'must be all or consented' })
    .default('all'),
  RELAY_MAX_WAITING_LETTERS: number('letters').int().min(1).default(5_000),
  RELAY_MAX_WAITING_BYTES: number('bytes')
    .int()
    .min(1)
    .default(256 << 20),
  RELAY_MAX_STREAMS: number('streams').int().min(1).default(500),
  RELAY_ADMIT_FIRST: yesNo,
  RELAY_PROVE_VERDICTS: yesNo,
  RELAY_ADMIT_INTERVAL_SECONDS: number('seconds').min(1).max(3_600).default(60),
  RELAY_RETENTION_DAYS: number('days').min(1).max(3_650).default(30),
  RELAY_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info'),
})

/** Every variable that the relay reads. */
export const envNames: readonly string[] = Object.keys(names.shape)

/**
 * Reads and checks the environment; the only place in the relay that does.
 *
 * @throws {Error} One message that names every bad variable. Values are not repeated: they hold secrets.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = names.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
    throw new Error(`Bad environment:\n${faults.join('\n')}`)
  }
  const env = parsed.data
  return {
    databaseUrl: env.RELAY_DATABASE_URL,
    chainId: env.RELAY_CHAIN_ID,
    rpcUrl: env.RELAY_RPC_URL,
    apiUrl: env.RELAY_API_URL,
    apiKey: env.RELAY_API_KEY,
    host: env.RELAY_HOST,
    port: env.RELAY_PORT,
    origins: env.RELAY_ORIGINS,
    privateKey: env.RELAY_PRIVATE_KEY,
    signerPrivateKey: env.RELAY_SIGNER_PRIVATE_KEY ?? env.RELAY_PRIVATE_KEY,
    maxLetterBytes: env.RELAY_MAX_LETTER_BYTES,
    minConfirmations: env.RELAY_MIN_CONFIRMATIONS,
    acceptUnpaidCarriage: env.RELAY_ACCEPT_UNPAID_CARRIAGE === 'true',
    admitFirst: env.RELAY_ADMIT_FIRST === 'true',
    proveVerdicts: env.RELAY_PROVE_VERDICTS === 'true',
    admitIntervalSeconds: env.RELAY_ADMIT_INTERVAL_SECONDS,
    acceptFree: env.RELAY_ACCEPT_FREE,
    maxWaitingLetters: env.RELAY_MAX_WAITING_LETTERS,
    maxWaitingBytes: env.RELAY_MAX_WAITING_BYTES,
    maxStreams: env.RELAY_MAX_STREAMS,
    retentionDays: env.RELAY_RETENTION_DAYS,
    logLevel: env.RELAY_LOG_LEVEL,
  }
}

/** The environment of this process; prints what is wrong with it and exits with status 1. */
export function readEnv(): Env {
  try {
    return parseEnv(process.env)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}
