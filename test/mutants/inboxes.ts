import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/inboxregistry/Inboxes.sol'

export const mutants: Mutant[] = [
  {
    name: 'everybody without an inbox is a wallet of inbox 0',
    file,
    find: 'inboxId != bytes32(0) && _inboxOf',
    replace: '_inboxOf',
    tests: ['InboxRegistry/views.t.sol'],
  },
  {
    name: 'anybody is recovery',
    file,
    find: `        if (_inboxes[inboxId].recovery != msg.sender) revert NotRecovery(inboxId, msg.sender);
`,
    replace: '',
    tests: ['InboxRegistry/linkWallet.t.sol'],
  },
  {
    name: 'recovery cannot revoke keys',
    file,
    find: '!isWalletOf(inboxId, account) && _inboxes[inboxId].recovery != account',
    replace: '!isWalletOf(inboxId, account)',
    tests: ['InboxRegistry/revokeKeys.t.sol'],
  },
]
