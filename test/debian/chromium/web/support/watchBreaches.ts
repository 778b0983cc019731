import type { BrowserContext } from 'playwright-core'

type Watch = {
  /** Whom pages may ask; the first is the site itself. */
  origins: readonly string[]
  /** What is found is added here. */
  breaches: string[]
}

/** An answer that says no is told in the page; that the browser logs it too is no breach. */
const isAnswer = (text: string) =>
  /^Failed to load resource: (the server responded with a status of|net::ERR_)/.test(text)

/**
 * Notes what no page may do: break the policy, throw, log an error or a warning, ask whom it need not, or miss a file of the site.
 */
export function watchBreaches(context: BrowserContext, { origins, breaches }: Watch): void {
  const [site] = origins
  context.on('console', (message) => {
    const text = message.text()
    if (!['error', 'warning'].includes(message.type()) || isAnswer(text)) return
    breaches.push(`${message.page()?.url()} logged: ${text}`)
  })
  context.on('weberror', (fault) => {
    breaches.push(`${fault.page()?.url()} threw: ${fault.error().message}`)
  })
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && !origins.includes(url.origin)) {
      breaches.push(`${request.frame().url()} asked ${request.url()}`)
    }
  })
  context.on('response', (response) => {
    if (response.url().startsWith(`${site}/`) && response.status() >= 400) {
      breaches.push(`${response.url()} is not there: ${response.status()}`)
    }
  })
}
