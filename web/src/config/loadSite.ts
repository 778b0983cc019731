/// <reference types="vite/client" />
import { parseSiteConfig } from './parseSiteConfig.ts'
import { SiteConfigError } from './SiteConfigError.ts'
import type { SiteConfig } from './siteConfig.ts'

/**
 * Fetches what whoever serves the site says of it.
 *
 * @throws {SiteConfigError} It cannot be had, or is not what the site needs.
 */
export async function loadSite(signal: AbortSignal): Promise<SiteConfig> {
  const url = `${import.meta.env.BASE_URL}config.json`
  const response = await fetch(url, { signal, cache: 'no-cache' }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw new SiteConfigError(`${url} could not be fetched: ${String(error)}`)
  })
  if (!response.ok) {
    throw new SiteConfigError(
      `${url} could not be fetched: the server answered ${response.status}.`,
    )
  }
  return parseSiteConfig(await jsonOf(response, url))
}

async function jsonOf(response: Response, url: string): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SiteConfigError(`${url} is not JSON: ${String(error)}`, { cause: error })
  }
}
