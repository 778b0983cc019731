import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { inboxRegistryAbi } from '../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../generated/relayRegistryAbi.ts'
import { root } from '../../scripts/stack/paths.ts'

/** Of ERC-5267, for contracts whose domain can change; ours cannot. */
const NEVER_EMITTED = 'EIP712DomainChanged'

const contracts = {
  InboxRegistry: inboxRegistryAbi,
  RelayRegistry: relayRegistryAbi,
  PostOffice: postOfficeAbi,
}

describe('the handlers', () => {
  it('leave no event of the contracts out', () => {
    const events = Object.entries(contracts).flatMap(([contract, abi]) =>
      abi.flatMap((item) =>
        item.type === 'event' && item.name !== NEVER_EMITTED ? [`${contract}:${item.name}`] : [],
      ),
    )
    expect(handled().sort()).toEqual([...events, 'Blocks:block'].sort())
  })

  it('know no clock, no environment, no network and no other rows than those of a key', () => {
    for (const [file, text] of sources()) {
      expect(text, file).not.toMatch(
        /Date\b|process\.|fetch\(|context\.client|\.sql\b|Math\.random/,
      )
    }
  })
})

function handled(): string[] {
  return sources().flatMap(([, text]) =>
    [...text.matchAll(/ponder\.on\('([^']+)'/g)].flatMap((match) => match[1] ?? []),
  )
}

function sources(): [file: string, text: string][] {
  const files = globSync('indexer/src/**/*.ts', { cwd: root })
  return files.map((file) => [file, readFileSync(join(root, file), 'utf8')])
}
