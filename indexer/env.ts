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

const notAChain = 'must be the id of a chain, such as 8453'
const chainId = z.coerce.number<string>(notAChain).int(notAChain).positive(notAChain)
const notUrls = 'must be urls that begin with http:// or https://, with commas between'
const rpcUrls = z
  .string()
  .transform((list) => list.split(',').map((url) => url.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: notUrls })).min(1))
const notAStall = 'must be a number of seconds, at least 2'

/**
 * Reads the indexer's environment.
 *
 * @param environment - Usually `process.env`.
 * @throws {Error} One message that names every variable that is missing or wrong. Values are not repeated: urls may hold
 *   secrets. The urls' names end in the chain id, so they are only looked at once `CHAIN_ID` is good.
 */
export function parseEnv(environment: Environment): IndexerEnv {
  // An empty variable is as good as none.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const chain = chainId.safeParse(given.CHAIN_ID)
  const schema = z.object({
    CHAIN_ID: chainId,
    DATABASE_URL: z.url({
      protocol: /^postgres(ql)?$/,
      error: 'must be a url that begins with postgres://',
    }),
    DEPLOYMENTS_DIR: z.string().min(1).default('deployments'),
    INDEXER_STALL_SECONDS: z.coerce.number<string>(notAStall).min(2, notAStall).default(30),
    ...(chain.success
      ? {
          [`RPC_URL_${chain.data}`]: rpcUrls,
          [`WS_URL_${chain.data}`]: z
            .url({ protocol: /^wss?$/, error: 'must be a url that begins with ws:// or wss://' })
            .optional(),
        }
      : {}),
  })
  const { data, error } = schema.safeParse(given)
  if (error) throw new Error(`Bad environment:\n${faultsOf(error, given).join('\n')}`)
  const parsed = data as z.infer<typeof schema> & Record<string, unknown>
  return {
    chainId: parsed.CHAIN_ID,
    databaseUrl: parsed.DATABASE_URL,
    deploymentsDir: parsed.DEPLOYMENTS_DIR,
    rpcUrls: parsed[`RPC_URL_${parsed.CHAIN_ID}`] as string[],
    wsUrl: parsed[`WS_URL_${parsed.CHAIN_ID}`] as string | undefined,
    stallSeconds: parsed.INDEXER_STALL_SECONDS,
  }
}

/** A line for each bad variable, however many of its urls are wrong. */
function faultsOf(error: z.ZodError, given: Environment): string[] {
  const faults = error.issues.map(({ path, message }) => {
    const name = String(path[0])
    return `  ${name} ${given[name] === undefined ? 'must be set' : message}`
  })
  return [...new Set(faults)]
}

/** As {@link parseEnv} of `process.env`; prints every bad name and ends the process with code 1. */
export function readEnv(): IndexerEnv {
  try {
    return parseEnv(process.env)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return process.exit(1)
  }
}
