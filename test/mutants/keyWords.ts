import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/KeyWords.sol'

export const mutants: Mutant[] = [
  {
    name: 'a key forgets the epoch it was added in',
    file,
    find: ' | (uint256(epoch_) << _EPOCH_SHIFT)',
    replace: '',
    tests: ['libraries/KeyWords.t.sol'],
  },
  {
    name: 'a new expiry is ORed into the old one',
    file,
    find: ' & ~(_TIME_MASK << _EXPIRES_AT_SHIFT)',
    replace: '',
    tests: ['libraries/KeyWords.t.sol'],
  },
  {
    name: 'revocation is written into the expiry',
    file,
    find: 'block.timestamp << _REVOKED_AT_SHIFT',
    replace: 'block.timestamp << _EXPIRES_AT_SHIFT',
    tests: ['libraries/KeyWords.t.sol'],
  },
  {
    name: 'a key revoked by name counts as good',
    file,
    find: `        if (raw & (_TIME_MASK << _REVOKED_AT_SHIFT) != 0) return true;
`,
    replace: '',
    tests: ['libraries/KeyWords.t.sol'],
  },
  {
    name: 'a key never added counts as revoked after the first epoch',
    file,
    find: 'isAdded(word) && raw >> _EPOCH_SHIFT',
    replace: 'raw >> _EPOCH_SHIFT',
    tests: ['libraries/KeyWords.t.sol'],
  },
  {
    name: 'a key outlives its epoch',
    file,
    find: 'return isAdded(word) && raw >> _EPOCH_SHIFT != epoch_',
    replace: 'return isAdded(word) && raw >> _EPOCH_SHIFT > epoch_',
    tests: ['libraries/KeyWords.t.sol'],
  },
  {
    name: 'a key is good for one second too long',
    file,
    find: 'block.timestamp >= expiresAt',
    replace: 'block.timestamp > expiresAt',
    tests: ['libraries/KeyWords.t.sol'],
  },
  {
    name: 'a key without an expiry has expired',
    file,
    find: 'expiresAt != 0 && ',
    replace: '',
    tests: ['libraries/KeyWords.t.sol'],
  },
]
