import { generatePrivateKey } from 'viem/accounts'
import { writeKeystore } from '../../accounts/keystore.ts'
import { newPassword } from '../../accounts/passwords.ts'
import { fields } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

export const accountNew = defineCommand<object, [file: string]>({
  path: 'account new',
  summary: 'make a new account, in an encrypted file',
  description:
    'Make a new account in an encrypted file (Web3 keystore, version 3), which only you may read. Nothing is sent. Without file and password the account and all that it has are lost: keep both.',
  examples: ['account new me.json', 'account new me.json --password-file password.txt'],
  configure: (command) =>
    command.argument('<file>', 'file to write; one that exists is left as it is'),
  async run({ env, globals, output }, _, file) {
    const sources = { file: globals.passwordFile, value: env.password }
    const password = await newPassword(file, sources)
    const address = await writeKeystore(file, generatePrivateKey(), password)
    output.result({ address, file }, () => {
      const { style } = output
      const rows = fields(style, [
        ['Address', address],
        ['File', file],
      ])
      return `${style.green('✓')} ${style.bold('New account')}\n${rows}`
    })
  },
})
