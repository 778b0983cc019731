import { readFileSync } from 'node:fs'
import type { App } from './app.ts'
import { describeLimits } from './limits/describeLimits.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string }

const tags = [
  { name: 'Verdicts', description: 'May this letter be carried, and what does it cost?' },
  { name: 'Inboxes', description: 'Who an inbox is and what it asks of strangers.' },
  { name: 'Stamps', description: 'Postage for one letter.' },
  { name: 'Mailings', description: 'Postage for many letters at once.' },
  { name: 'Relays', description: 'Who carries, and what it costs.' },
  { name: 'Accounts', description: 'Balances in the PostOffice.' },
  { name: 'Feed', description: 'What changes, as it changes, and all there is to begin with.' },
  { name: 'Webhooks', description: 'The feed, brought to a url. For owners of an API key.' },
  { name: 'Chains', description: 'What is served, and how fresh it is.' },
  { name: 'Service', description: 'For those who run and watch the process.' },
]

/** The OpenAPI 3.1 description of an app, from the schemas that it validates with. */
export function openApiOf(app: App) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Pennypost relay API',
      version,
      description: [
        'May this letter, from this sender, go to this inbox, and is it paid for?',
        'Amounts and block numbers are decimal strings, amounts in the smallest unit of the token; times are Unix seconds. Addresses are checksummed in answers and taken in any case; the token `0x000…0` is the native one.',
        'Whatever reflects chain state has `asOf`, the block that it is true of. When that is not known to be the newest, the answer is 503 instead.',
        'Problems follow RFC 9457 and are told apart by `code`. Unknown fields in requests are refused; clients must ignore fields in answers that they do not know.',
      ].join('\n\n'),
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: '/' }],
    tags,
    security: [],
  })
  return describeLimits(document)
}
