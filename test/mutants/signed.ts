import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/Signed.sol'

export const mutants: Mutant[] = [
  {
    name: 'a signature lapses a second early',
    file,
    find: 'if (block.timestamp > deadline)',
    replace: 'if (block.timestamp >= deadline)',
    tests: ['InboxRegistry/addKeysFor.t.sol'],
  },
  {
    name: 'signatures never lapse',
    file,
    find: `        if (block.timestamp > deadline) revert SignatureHasExpired(deadline);
`,
    replace: '',
    tests: ['InboxRegistry/addKeysFor.t.sol'],
  },
  {
    name: 'nonces are never used up',
    file,
    find: 'return _nonces[signer]++',
    replace: 'return _nonces[signer]',
    tests: ['InboxRegistry/useNonce.t.sol', 'PostOffice/useNonce.t.sol'],
  },
  {
    name: 'NonceVoided names the next nonce',
    file,
    find: 'emit NonceVoided(msg.sender, nonce)',
    replace: 'emit NonceVoided(msg.sender, nonce + 1)',
    tests: ['InboxRegistry/useNonce.t.sol'],
  },
]
