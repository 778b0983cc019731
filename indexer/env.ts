import { z } from 'zod'

/** What the indexer of one chain reads from its environment; see .env.example. */
export type IndexerEnv = {
  /** The chain to index. Any with a file `<deploymentsDir>/<chainId>.json`. */
  chainId: number
  /** Postgres, as a `postgres://` url. */
  databaseUrl: string
  deploymentsDir: string
  /** At least one http url; they share the load. */
  rpcUrls: readonly string[]
  /** New heads are pushed through it; without it, the node is polled. */
  wsUrl: string | undefined
  /** Seconds that it may stand still while its chain goes on, before its supervisor starts it again. */
  stallSeconds: number
}

type Environment = Readonly<Record<string, string | undefined>>

const chainId = z.coerce.number<string>().int().positive()
const rpcUrls = z
  .string()
  .transform((list) => list.split(',').map((url) => url.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/ })).min(1))

/**
 * Reads the indexer's environment.
 *
 * @param environment - Usually `process.env`.
 * @throws {z.ZodError} Naming every variable that is missing or wrong. The urls' names end in the chain id, so they are
 *   only looked at once `CHAIN_ID` is good.
 */
export function parseEnv(environment: Environment): IndexerEnv {
  // An empty variable is as good as none.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const chain = chainId.safeParse(given.CHAIN_ID)
  const schema = z.object({
    CHAIN_ID: chainId,
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    DEPLOYMENTS_DIR: z.string().min(1).default('deployments'),
    INDEXER_STALL_SECONDS: z.coerce.number<string>().min(2).default(30),
    ...(chain.success
      ? {
          [`RPC_URL_${chain.data}`]: rpcUrls,
          [`WS_URL_${chain.data}`]: z.url({ protocol: /^wss?$/ }).optional(),
        }
      : {}),
  })
  const parsed = schema.parse(given) as z.infer<typeof schema> & Record<string, unknown>
  return {
    chainId: parsed.CHAIN_ID,
    databaseUrl: parsed.DATABASE_URL,
    deploymentsDir: parsed.DEPLOYMENTS_DIR,
    rpcUrls: parsed[`RPC_URL_${parsed.CHAIN_ID}`] as string[],
    wsUrl: parsed[`WS_URL_${parsed.CHAIN_ID}`] as string | undefined,
    stallSeconds: parsed.INDEXER_STALL_SECONDS,
  }
}

/** As {@link parseEnv} of `process.env`; prints every bad name and ends the process with code 1. */
export function readEnv(): IndexerEnv {
  try {
    return parseEnv(process.env)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    process.stderr.write(`The indexer cannot start:\n${z.prettifyError(error)}\n`)
    return process.exit(1)
  }
}
