import { z } from 'zod'
import { StackError } from './StackError.ts'

/** What the local stack reads from its environment; see .env.example. */
export type StackEnv = {
  chainPort: number
  apiPort: number
  relayPort: number
  webPort: number
  /** A PostgreSQL server to make a database on; undefined: the one that comes with Pennypost. */
  databaseUrl: string | undefined
  deploymentsDir: string
}

const port = z.coerce.number('must be a port').int().min(1).max(65_535)

const schema = z.object({
  CHAIN_PORT: port.default(8545),
  API_PORT: port.default(8787),
  RELAY_PORT: port.default(8788),
  WEB_PORT: port.default(5173),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a url that begins with postgres://')
    .optional(),
  DEPLOYMENTS_DIR: z.string().default('deployments'),
})

/**
 * Reads the environment of the local stack. An empty variable is as good as none.
 *
 * @throws {StackError} One message that names every bad variable, without its value.
 */
export function readStackEnv(source: Record<string, string | undefined> = process.env): StackEnv {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const { data, error } = schema.safeParse(given)
  if (error) {
    const faults = error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
    throw new StackError(`Bad environment:\n${faults.join('\n')}`)
  }
  return {
    chainPort: data.CHAIN_PORT,
    apiPort: data.API_PORT,
    relayPort: data.RELAY_PORT,
    webPort: data.WEB_PORT,
    databaseUrl: data.DATABASE_URL,
    deploymentsDir: data.DEPLOYMENTS_DIR,
  }
}
