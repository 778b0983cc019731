import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { parseSiteConfig } from './src/config/parseSiteConfig.ts'
import type { SiteConfig } from './src/config/siteConfig.ts'

/** How the server of the web app is set up; see .env.example. */
export type Env = {
  host: string
  port: number
  config: SiteConfig
  /** The built site. */
  folder: string
}

const names = z.object({
  WEB_HOST: z.string().default('127.0.0.1'),
  WEB_PORT: z.coerce.number('must be a port').int().min(0).max(65_535).default(5173),
  WEB_CONFIG_FILE: z.string().optional(),
  WEB_CONFIG: z.string().optional(),
  WEB_DIST: z.string().default('web/dist'),
})

/**
 * Reads and checks the environment; the only place in the server that does.
 *
 * @throws {Error} One message that names every bad variable, or the field of the configuration that is wrong.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const { data, error } = names.safeParse(given)
  if (error) {
    const faults = error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
    throw new Error(`Bad environment:\n${faults.join('\n')}`)
  }
  return {
    host: data.WEB_HOST,
    port: data.WEB_PORT,
    config: readConfig(data.WEB_CONFIG_FILE, data.WEB_CONFIG),
    folder: resolve(import.meta.dirname, '..', data.WEB_DIST),
  }
}

function readConfig(file: string | undefined, text: string | undefined): SiteConfig {
  if (file !== undefined && text !== undefined) {
    throw new Error('Set WEB_CONFIG_FILE or WEB_CONFIG, not both.')
  }
  if (file !== undefined)
    return parsed(`WEB_CONFIG_FILE, ${file},`, () => readFileSync(file, 'utf8'))
  if (text !== undefined) return parsed('WEB_CONFIG', () => text)
  throw new Error(
    'The site must know its API, chains and relays. Name a file of them: WEB_CONFIG_FILE=site.json, or ' +
      'set WEB_CONFIG to what would be in it. web/README.md says what that is.',
  )
}

function parsed(name: string, read: () => string): SiteConfig {
  try {
    return parseSiteConfig(JSON.parse(read()))
  } catch (cause) {
    throw new Error(`${name} cannot be used: ${(cause as Error).message}`, { cause })
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
