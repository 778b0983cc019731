import type { Export } from './openEntries.ts'
import type { Kind } from './sections.ts'

/** A chapter of a page of the reference. */
export type Group = {
  title: string
  /** What the chapter is about. */
  about: string
  has(exported: Export, kind: Kind): boolean
}

const inFolder =
  (...folders: string[]) =>
  ({ file }: Export) =>
    folders.some((folder) => file.startsWith(`sdk/src/${folder}/`))

const inActions = inFolder('actions')

/** The chapters, in order. An export stands in the first that has it. */
export const groups: readonly Group[] = [
  {
    title: 'Letters and relays',
    about:
      'Sending a letter, paying for it where the relay asks, showing the relay who one is, and reading what waits there.',
    has: (exported, kind) =>
      kind === 'function' && inFolder('x402', 'sessions', 'statements', 'mailbox')(exported),
  },
  {
    title: 'Sealing and opening',
    about:
      'What only the recipient can read. The form of the bytes is in [letters.md](../letters.md).',
    has: (exported, kind) => kind === 'function' && inFolder('letters')(exported),
  },
  {
    title: 'Mailings',
    about:
      'From a list to letters that are sent, whose file is all that there is to them. The mailing itself is opened by `openMailing` of [the package](sdk.md).',
    has: (exported, kind) => kind === 'function' && inFolder('mailings')(exported),
  },
  {
    title: 'Guard',
    about: 'Postage before the handlers of a relay: [x402.md](../x402.md) has the HTTP of it.',
    has: (exported, kind) => kind === 'function' && inFolder('guard', 'replica')(exported),
  },
  {
    title: 'Flows',
    about:
      'Whole tasks of several transactions: they approve what is needed, wait for each transaction, and send many in chunks. Each can be called again after whatever went wrong.',
    has: (exported, kind) => kind === 'function' && inFolder('flows')(exported),
  },
  {
    title: 'API',
    about:
      'A client of the relay API: verdicts, quotes, lists, the feed. What the answers mean is in [api.md](../api.md).',
    has: (exported, kind) => kind === 'function' && inFolder('api')(exported),
  },
  {
    title: 'Keys',
    about:
      'Keys of an app’s installation: made here, added to an inbox by `registerInbox` or `addKeys`.',
    has: (exported, kind) => kind === 'function' && inFolder('keys')(exported),
  },
  {
    title: 'Actions that send',
    about:
      'One for each function of the contracts, as `(client, parameters)`: asks the node what the call would do, sends it, and does not wait. Each has `.call(contracts, parameters)`, the call itself for batches and multisigs, `.simulate` and `.estimateGas`. All throw `UnknownChainError` and `AccountRequiredError`.',
    has: ({ name, ...exported }, kind) =>
      kind === 'function' &&
      inActions({ name, ...exported }) &&
      !/^(get|is|sign|postOfficeSupports)/.test(name),
  },
  {
    title: 'Actions that sign',
    about: 'They only sign, so that anybody else may send it and pay the gas.',
    has: ({ name, ...exported }, kind) =>
      kind === 'function' && inActions({ name, ...exported }) && name.startsWith('sign'),
  },
  {
    title: 'Actions that read',
    about: 'What the contracts say, by the client’s own node.',
    has: (exported, kind) => kind === 'function' && inActions(exported),
  },
  {
    title: 'Protocol',
    about: 'Ids, trees and proofs, by hand: what every side computes alike.',
    has: ({ file }, kind) => kind === 'function' && file.startsWith('protocol/'),
  },
  {
    title: 'Clients and contracts',
    about: 'Where the contracts are, and all actions as methods of a client.',
    has: (_, kind) => kind === 'function',
  },
  { title: 'Values', about: 'Names and tables.', has: (_, kind) => kind === 'value' },
  {
    title: 'Errors',
    about:
      'Each is a `PennypostError`: `shortMessage` is a sentence for people, `cause` what it comes from. Whatever a contract refuses is a `ContractRefusalError`.',
    has: (_, kind) => kind === 'error',
  },
  {
    title: 'Types',
    about: 'As they are written in the sources.',
    has: (_, kind) => kind === 'type',
  },
]
