import { join, resolve } from 'node:path'
import { logDir, root } from './paths.ts'
import { freePort } from './ports.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'

type ApiParameters = {
  databaseUrl: string
  deploymentsDir: string
  chains: readonly { id: number; rpcUrl: string }[]
  port?: number | undefined
  /** Further variables of .env.example. */
  env?: Record<string, string | undefined> | undefined
  logDir?: string | undefined
}

export type Api = Child & { port: number; url: string }

/** Starts the API, and returns once it answers, though perhaps only that it has nothing to say yet. */
export async function startApi(parameters: ApiParameters): Promise<Api> {
  const { databaseUrl, deploymentsDir, chains } = parameters
  const port = parameters.port ?? (await freePort())
  const given = { ...process.env, ...parameters.env }
  const child = await startChild({
    name: 'The API',
    file: process.execPath,
    args: [join(root, 'api/server.ts')],
    env: {
      API_ENV: 'development',
      API_HOST: '127.0.0.1',
      API_PORT: String(port),
      // Beside a file of chains it would leave none of those in the file.
      CHAIN_IDS: given.CHAINS_FILE ? undefined : chains.map(({ id }) => id).join(','),
      DATABASE_URL: databaseUrl,
      DEPLOYMENTS_DIR: resolve(deploymentsDir),
      ...Object.fromEntries(chains.map(({ id, rpcUrl }) => [`RPC_URL_${id}`, rpcUrl])),
      ...parameters.env,
    },
    log: join(parameters.logDir ?? logDir, 'api.log'),
    signal: 'SIGTERM',
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child, async () => (await fetch(`${url}/healthz`)).ok, 60_000)
  return { ...child, port, url }
}
