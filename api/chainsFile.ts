import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ChainSettings } from './chainSettings.ts'
import { chainFields, isFinalBeforeSafe } from './chainSettings.ts'

const { rpcUrls, ...others } = chainFields

const schema = z.record(
  z.string().regex(/^[1-9]\d{0,14}$/, 'must be a chain id'),
  z
    .strictObject({ rpcUrls, ...z.strictObject(others).partial().shape })
    .refine((settings) => !isFinalBeforeSafe(settings), {
      path: ['finalizedConfirmations'],
      error: 'must not be below safeConfirmations',
    }),
)

/**
 * The chains that a `CHAINS_FILE` names: `{ "8453": { "rpcUrls": ["https://…"], "blockTimeSeconds": 2 } }`.
 *
 * @throws {Error} It cannot be read, or is not as it should be. The message names every fault and no value, as urls may hold secrets.
 */
export function readChainsFile(path: string): Map<number, ChainSettings> {
  const content = parse(read(path))
  if (content === undefined) throw new Error(`CHAINS_FILE, ${path}, is not JSON`)
  const { data, error } = schema.safeParse(content)
  if (error) {
    const faults = error.issues.map(({ path: place, message, ...issue }) => {
      const unknown = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : ''
      return `${place.join('.') || 'the whole'} ${lower(message)}${unknown}`
    })
    throw new Error(`CHAINS_FILE, ${path}, is faulty: ${faults.join('; ')}`)
  }
  return new Map(Object.entries(data).map(([id, settings]) => [Number(id), settings]))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Error(`CHAINS_FILE, ${path}, cannot be read (${code})`, { cause })
  }
}

/** Undefined where it is not JSON: the parser's own error would quote what it has read. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
