import { z } from 'zod'
import type { ChainSettings } from './chainSettings.ts'
import { parseChainVariables } from './chainVariables.ts'
import type { LimitSettings } from './limits/limitSettings.ts'
import { developmentPoints } from './limits/limitSettings.ts'
import { parseTrustedProxies } from './limits/trustedProxies.ts'
import type { LeafLimits } from './mailings/leafLimits.ts'
import { defaultLeafLimits } from './mailings/leafLimits.ts'

/** How this process is set up. Names, defaults and units: .env.example. */
export type Env = {
  /** The primary: the API's own tables, and chain state unless `readDatabaseUrl` is another. */
  databaseUrl: string
  /** Where chain state is read: the primary or a streaming standby of it. */
  readDatabaseUrl: string
  /** Undefined: every chain that has both a deployment and settings. */
  chainIds: readonly number[] | undefined
  /** Those that have an `RPC_URL_<id>`. */
  chains: ReadonlyMap<number, ChainSettings>
  /** Path of a file with further chains, which may change while the process runs. */
  chainsFile: string | undefined
  deploymentsDir: string
  host: string
  port: number
  maxIndexLagBlocks: number
  maxIndexLagSeconds: number
  leafLimits: LeafLimits
  isDevelopment: boolean
  limits: LimitSettings
  /** Workers of this process that deliver webhooks; 0: none. */
  webhookWorkers: number
  /** For how long the feed keeps what cannot be undone any more. */
  feedRetentionDays: number
  /** Whether webhooks go to http urls and private addresses, too. */
  webhookAllowPrivate: boolean
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
}

const postgresUrl = z
  .string({ error: 'must be set' })
  .regex(/^postgres(ql)?:\/\//, 'must be a url that begins with postgres://')

const points = z.coerce.number('must be a number of points').int().min(1).max(1e9)

const names = z.object({
  DATABASE_URL: postgresUrl,
  READ_DATABASE_URL: postgresUrl.optional(),
  CHAIN_IDS: z
    .string()
    .regex(/^[1-9]\d*(,[1-9]\d*)*$/, 'must be chain ids with commas between, such as 31337,8453')
    .transform((list) => list.split(',').map(Number))
    .optional(),
  CHAINS_FILE: z.string().min(1).optional(),
  DEPLOYMENTS_DIR: z.string().min(1).default('deployments'),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(8787),
  MAX_INDEX_LAG_BLOCKS: z.coerce.number('must be a number of blocks').int().min(0).default(3),
  // How long each head has been there is remembered, so it is bounded.
  MAX_INDEX_LAG_SECONDS: z.coerce
    .number('must be a number of seconds')
    .min(0)
    .max(3_600)
    .default(30),
  MAX_MAILING_LETTERS: z.coerce
    .number('must be a number of letters')
    .int()
    .min(1)
    .max(2 ** 32 - 1)
    .default(defaultLeafLimits.maxLetters),
  LEAVES_QUOTA_BYTES_PER_DAY: z.coerce
    .number('must be a number of bytes')
    .int()
    .min(0)
    .default(defaultLeafLimits.quotaBytesPerDay),
  FEED_RETENTION_DAYS: z.coerce.number('must be a number of days').min(0.01).max(3_650).default(7),
  API_ENV: z.enum(['production', 'development']).default('production'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list, context) => {
      try {
        return parseTrustedProxies(list)
      } catch {
        context.addIssue('must be addresses and CIDR ranges with commas between')
        return z.NEVER
      }
    }),
  RATE_LIMIT_POINTS_PER_MINUTE: points.optional(),
  RATE_LIMIT_KEY_POINTS_PER_MINUTE: points.optional(),
  WEBHOOK_WORKERS: z.coerce.number('must be a number of workers').int().min(0).max(16).default(1),
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(['true', 'false'])
    .default('false')
    .transform((word) => word === 'true'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

/**
 * Reads and checks the environment; the only place in the API that does.
 *
 * @throws {Error} One message that names every bad variable. Values are not repeated: urls may hold secrets.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const faults: string[] = []
  const parsed = names.safeParse(given)
  for (const issue of parsed.error?.issues ?? []) {
    faults.push(`${issue.path.join('.')} ${issue.message}`)
  }
  const chains = parseChainVariables(given, faults)
  // With a file of chains, one that it does not name yet may come later.
  const required = given.CHAINS_FILE === undefined ? parsed.data?.CHAIN_IDS : undefined
  for (const chainId of required ?? []) {
    if (!chains.has(chainId) && given[`RPC_URL_${chainId}`] === undefined) {
      faults.push(`RPC_URL_${chainId} must be set, as CHAIN_IDS names chain ${chainId}`)
    }
  }
  if (parsed.data?.WEBHOOK_ALLOW_PRIVATE && parsed.data.API_ENV !== 'development') {
    faults.push('WEBHOOK_ALLOW_PRIVATE may be true with API_ENV=development only')
  }
  if (!parsed.success || faults.length > 0) {
    throw new Error(`Bad environment:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }

  const env = parsed.data
  const isDevelopment = env.API_ENV === 'development'
  return {
    databaseUrl: env.DATABASE_URL,
    readDatabaseUrl: env.READ_DATABASE_URL ?? env.DATABASE_URL,
    chainIds: env.CHAIN_IDS,
    chains,
    chainsFile: env.CHAINS_FILE,
    deploymentsDir: env.DEPLOYMENTS_DIR,
    host: env.API_HOST,
    port: env.API_PORT,
    maxIndexLagBlocks: env.MAX_INDEX_LAG_BLOCKS,
    maxIndexLagSeconds: env.MAX_INDEX_LAG_SECONDS,
    leafLimits: {
      maxLetters: env.MAX_MAILING_LETTERS,
      quotaBytesPerDay: env.LEAVES_QUOTA_BYTES_PER_DAY,
    },
    isDevelopment,
    limits: {
      pointsPerMinute:
        env.RATE_LIMIT_POINTS_PER_MINUTE ?? (isDevelopment ? developmentPoints : 12_000),
      keyPointsPerMinute:
        env.RATE_LIMIT_KEY_POINTS_PER_MINUTE ?? (isDevelopment ? developmentPoints : 1_200_000),
      isTrustedProxy: env.TRUSTED_PROXIES,
    },
    feedRetentionDays: env.FEED_RETENTION_DAYS,
    webhookWorkers: env.WEBHOOK_WORKERS,
    webhookAllowPrivate: env.WEBHOOK_ALLOW_PRIVATE,
    logLevel: env.LOG_LEVEL,
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
