import { readApiDocument } from './apiDocument.ts'
import { docOf } from './reference/docOf.ts'
import { groups } from './reference/groups.ts'
import type { Entries, Export } from './reference/openEntries.ts'
import { openEntries } from './reference/openEntries.ts'
import type { Section } from './reference/sections.ts'
import { kindOf, sectionOf } from './reference/sections.ts'
import { takenBy } from './reference/takenBy.ts'

type Page = { name: string; entry: string; from: string; about: string }

const pages: readonly Page[] = [
  {
    name: 'sdk',
    entry: 'sdk/src/index.ts',
    from: '@pennypost/sdk',
    about:
      'For senders, recipients and apps: everything but sealing, what surrounds a mailing, and the guard of a relay.',
  },
  {
    name: 'letters',
    entry: 'sdk/src/letters/index.ts',
    from: '@pennypost/sdk/letters',
    about: 'Letters that only the recipient opens.',
  },
  {
    name: 'mailings',
    entry: 'sdk/src/mailings/index.ts',
    from: '@pennypost/sdk/mailings',
    about: 'Letters to many, paid for in one transaction: their list, their file, sending them.',
  },
  {
    name: 'guard',
    entry: 'sdk/src/guard/index.ts',
    from: '@pennypost/sdk/guard',
    about: 'For relays: postage before a handler, a replica to judge by, carriage earned.',
  },
]

/** `docs/reference/<entry>.md` for each entry of the package, from the comments of its sources. */
export function referenceFiles(root: string): [path: string, text: string][] {
  const entries = openEntries(
    root,
    pages.map(({ entry }) => entry),
  )
  return pages.map((page) => [`docs/reference/${page.name}.md`, pageText(page, entries)])
}

function pageText({ entry, from, about }: Page, entries: Entries): string {
  const exports = entries.exportsOf(entry)
  const left = exports.filter((exported) => !isShownElsewhere(exported, exports))
  const chapters = groups.flatMap((group) => {
    const mine = left.filter((exported) => group.has(exported, kindOf(exported, entries)))
    if (mine.length === 0) return []
    for (const exported of mine) left.splice(left.indexOf(exported), 1)
    return [{ group, sections: mine.map((exported) => sectionOf(exported, entries)) }]
  })
  return [
    '<!-- Written by scripts/generate/reference.ts from the comments of sdk/src. Do not edit. -->',
    `# ${from}`,
    about,
    chapters.map(({ group, sections }) => indexOf(group.title, sections)).join('\n'),
    ...(entry === 'sdk/src/index.ts' ? [commonOptions(), operationsTable(entries)] : []),
    ...chapters.flatMap(({ group, sections }) => [
      `## ${group.title}`,
      group.about,
      ...sections.map(({ markdown }) => markdown),
    ]),
    '',
  ].join('\n\n')
}

/** What a function takes stands with the function. */
function isShownElsewhere({ name, isType }: Export, exports: readonly Export[]): boolean {
  if (!isType || !name.endsWith('Parameters')) return false
  const called = name.slice(0, -'Parameters'.length).toLowerCase()
  return exports.some((other) => !other.isType && other.name.toLowerCase() === called)
}

function indexOf(title: string, sections: readonly Section[]): string {
  const links = sections.map(({ name, kind }) => {
    const anchor = kind === 'type' ? `type-${name}` : name
    return `[${name}](#${anchor.toLowerCase()})`
  })
  return `- **[${title}](#${title.toLowerCase().replaceAll(' ', '-')})**: ${links.join(' · ')}`
}

const commonRows = [
  ['account', 'Account \\| Address', 'Who sends or signs; else the client’s.'],
  [
    'contracts',
    'Contracts',
    'Addresses of a deployment that you trust, where not the one that this version knows of the chain: money goes there.',
  ],
  ['blockNumber', 'bigint', 'Of what reads: at which block; the newest unless told.'],
  ['gas', 'bigint', 'Of what sends: most gas; estimated unless told.'],
  [
    'maxFeePerGas, maxPriorityFeePerGas',
    'bigint',
    'Of what sends, in wei; as the node says unless told.',
  ],
  ['nonce', 'number', 'Of what sends; the account’s next unless told.'],
]

function commonOptions(): string {
  const rows = commonRows.map(([name, type, text]) => `| \`${name}\` | \`${type}\` | ${text} |`)
  return (
    ['## Options of every call', '| option | type | |\n| --- | --- | --- |'].join('\n\n') +
    `\n${rows.join('\n')}`
  )
}

/** What a client of the API can be asked, by operation id. */
function operationsTable({ operations, checker }: Entries): string {
  const document = readApiDocument()
  const rows = operations().map((operation) => {
    const taken = takenBy(document, operation.name).map((name) => `\`${name}\``)
    return `| \`${operation.name}\` | ${taken.join(' ')} | ${docOf(operation, checker).text} |`
  })
  return [
    '## Operations of the API',
    'Methods of what `createApiClient` makes. Each takes the parameters of path, query and body in one object, then `{ signal, timeout, retries }`. What each is, and what comes back, is in [api.md](../api.md) and, in full, at an API’s own `/docs`. A `chain` may be left out where the client has one; a `?` is at what may always be.',
    ['| method | takes | |', '| --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
}
