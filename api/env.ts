import { z } from 'zod'

/** How this process is set up. Names, defaults and units: .env.example. */
export type Env = {
  /** The primary: the API's own tables, and chain state unless `readDatabaseUrl` is another. */
  databaseUrl: string
  /** Where chain state is read: the primary or a streaming standby of it. */
  readDatabaseUrl: string
  /** Undefined: every chain that has both a deployment and an RPC url. */
  chainIds: readonly number[] | undefined
  rpcUrls: ReadonlyMap<number, readonly string[]>
  blockTimeSeconds: ReadonlyMap<number, number>
  deploymentsDir: string
  host: string
  port: number
  maxIndexLagBlocks: number
  isDevelopment: boolean
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
}

const postgresUrl = z
  .string({ error: 'must be set' })
  .regex(/^postgres(ql)?:\/\//, 'must be a url that begins with postgres://')

const names = z.object({
  DATABASE_URL: postgresUrl,
  READ_DATABASE_URL: postgresUrl.optional(),
  CHAIN_IDS: z
    .string()
    .regex(/^[1-9]\d*(,[1-9]\d*)*$/, 'must be chain ids with commas between, such as 31337,8453')
    .transform((list) => list.split(',').map(Number))
    .optional(),
  DEPLOYMENTS_DIR: z.string().min(1).default('deployments'),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(8787),
  MAX_INDEX_LAG_BLOCKS: z.coerce.number('must be a number of blocks').int().min(0).default(3),
  API_ENV: z.enum(['production', 'development']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

const rpcUrls = z
  .string()
  .transform((list) => list.split(',').map((url) => url.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: 'must be http urls with commas between' })))

const blockTime = z.coerce.number('must be a number of seconds').positive()

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
  const rpc = parsePerChain(given, 'RPC_URL_', rpcUrls, faults)
  const blockTimes = parsePerChain(given, 'BLOCK_TIME_SECONDS_', blockTime, faults)
  for (const chainId of parsed.data?.CHAIN_IDS ?? []) {
    if (!rpc.has(chainId) && given[`RPC_URL_${chainId}`] === undefined) {
      faults.push(`RPC_URL_${chainId} must be set, as CHAIN_IDS names chain ${chainId}`)
    }
  }
  if (!parsed.success || faults.length > 0) {
    throw new Error(`Bad environment:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }

  const env = parsed.data
  return {
    databaseUrl: env.DATABASE_URL,
    readDatabaseUrl: env.READ_DATABASE_URL ?? env.DATABASE_URL,
    chainIds: env.CHAIN_IDS,
    rpcUrls: rpc,
    blockTimeSeconds: blockTimes,
    deploymentsDir: env.DEPLOYMENTS_DIR,
    host: env.API_HOST,
    port: env.API_PORT,
    maxIndexLagBlocks: env.MAX_INDEX_LAG_BLOCKS,
    isDevelopment: env.API_ENV === 'development',
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

/** Variables whose name ends in a chain id, by that id. */
function parsePerChain<T>(
  given: Record<string, string | undefined>,
  prefix: string,
  schema: z.ZodType<T>,
  faults: string[],
): Map<number, T> {
  const values = new Map<number, T>()
  for (const [name, value] of Object.entries(given)) {
    if (!name.startsWith(prefix)) continue
    const suffix = name.slice(prefix.length)
    if (!/^[1-9]\d*$/.test(suffix)) {
      faults.push(`${name} must end in a chain id`)
      continue
    }
    const result = schema.safeParse(value)
    if (result.success) values.set(Number(suffix), result.data)
    else faults.push(`${name} ${result.error.issues[0]?.message}`)
  }
  return values
}
