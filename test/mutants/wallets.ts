import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/inboxregistry/Wallets.sol'

export const mutants: Mutant[] = [
  {
    name: 'a wallet joins a second inbox',
    file,
    find: `        _requireUnlinked(wallet);
        Inbox storage joined`,
    replace: '        Inbox storage joined',
    tests: ['InboxRegistry/linkWallet.t.sol'],
  },
  {
    name: 'an inbox is registered twice',
    file,
    find: `        if (created.recovery != address(0)) revert InboxAlreadyRegistered(inboxId);
`,
    replace: '',
    tests: ['InboxRegistry/register.t.sol'],
  },
  {
    name: 'a wallet joins without its signature',
    file,
    find: `        _requireSigned(wallet, structHash, deadline, walletSignature);
`,
    replace: '',
    tests: ['InboxRegistry/linkWallet.t.sol'],
  },
  {
    name: 'one wallet too many joins',
    file,
    find: 'joined.walletCount >= _MAX_WALLETS',
    replace: 'joined.walletCount > _MAX_WALLETS',
    tests: ['InboxRegistry/linkWallet.t.sol'],
  },
  {
    name: 'anybody can unlink a wallet',
    file,
    find: `        if (msg.sender != wallet && msg.sender != left.recovery) revert NotWalletOrRecovery(inboxId, msg.sender);
`,
    replace: '',
    tests: ['InboxRegistry/unlinkWallet.t.sol'],
  },
  {
    name: 'an unlinked wallet stays counted',
    file,
    find: `        left.walletCount -= 1;
`,
    replace: '',
    tests: ['InboxRegistry/unlinkWallet.t.sol'],
  },
  {
    name: 'an unlinked wallet stays a wallet',
    file,
    find: `        delete _inboxOf[wallet];
`,
    replace: '',
    tests: ['InboxRegistry/unlinkWallet.t.sol'],
  },
  {
    name: 'an inbox without recovery is its own',
    file,
    find: `        if (recovery == address(0)) recovery = wallet;
`,
    replace: '',
    tests: ['InboxRegistry/register.t.sol'],
  },
]
