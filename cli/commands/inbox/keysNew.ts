import type { CreatableKeyKind } from '@pennypost/sdk'
import { createKey } from '@pennypost/sdk'
import { Option } from 'commander'
import { writeKeyFile } from '../../accounts/keyFile.ts'
import { keyKindText } from '../../inboxes/keyKindText.ts'
import { fields } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

type Options = { kind: keyof typeof kinds; out: string }

/** As they are typed. */
const kinds = {
  ed25519: 'ed25519',
  x25519: 'x25519',
  xwing: 'xWing',
  secp256k1: 'secp256k1',
  p256: 'p256',
} as const satisfies Record<string, CreatableKeyKind>

export const inboxKeysNew = defineCommand<Options>({
  path: 'inbox keys new',
  summary: 'make a key, in an encrypted file',
  description:
    'Make a key in an encrypted file, which only you may read; nothing is sent. An app needs one to sign with (ed25519; also secp256k1, p256) and one to receive letters with (xwing, which withstands quantum computers, or x25519, which is smaller). Then add them: inbox keys add.',
  examples: [
    'inbox keys new --kind ed25519 --out signing.json',
    'inbox keys new --kind xwing --out letters.json',
  ],
  configure: (command) =>
    command
      .addOption(
        new Option('--kind <kind>', 'kind of key')
          .choices(Object.keys(kinds))
          .makeOptionMandatory(),
      )
      .requiredOption('--out <file>', 'file to write; one that exists is left as it is'),
  async run(context, { kind, out: file }) {
    const { output } = context
    const password = await context.newKeyPassword(file)
    const pair = await createKey(kinds[kind])
    await writeKeyFile(file, pair, password)
    const { keyId, publicKey } = pair
    output.result({ keyId, kind: pair.kind, publicKey, file }, () => {
      const rows = fields(output.style, [
        ['Kind', keyKindText(pair.kind)],
        ['Key id', keyId],
        ['File', file],
      ])
      return `${output.style.green('✓')} ${output.style.bold('New key')}\n${rows}`
    })
  },
})
