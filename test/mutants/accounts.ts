import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/inboxregistry/Accounts.sol'

export const mutants: Mutant[] = [
  {
    name: 'anybody can link an account',
    file,
    find: `        _requireWallet(inboxId, msg.sender);
`,
    count: 2,
    nth: 1,
    replace: '',
    tests: ['InboxRegistry/linkAccount.t.sol'],
  },
  {
    name: 'anybody can unlink an account',
    file,
    find: `        _requireWallet(inboxId, msg.sender);
`,
    count: 2,
    nth: 2,
    replace: '',
    tests: ['InboxRegistry/unlinkAccount.t.sol'],
  },
  {
    name: 'an account may be a byte too long',
    file,
    find: 'length > _MAX_ACCOUNT_LENGTH',
    replace: 'length > _MAX_ACCOUNT_LENGTH + 1',
    tests: ['InboxRegistry/linkAccount.t.sol'],
  },
  {
    name: 'a proof may be of any length',
    file,
    find: `        if (proof.length > _MAX_PROOF_LENGTH) revert AccountProofTooLong(proof.length, _MAX_PROOF_LENGTH);
`,
    replace: '',
    tests: ['InboxRegistry/linkAccount.t.sol'],
  },
]
