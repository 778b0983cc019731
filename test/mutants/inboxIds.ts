import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/InboxIds.sol'

export const mutants: Mutant[] = [
  {
    name: 'an id is spelt with capital letters',
    file,
    find: 'letters * 39',
    replace: 'letters * 7',
    tests: ['libraries/InboxIds.t.sol'],
  },
  {
    name: 'ten is spelt as a numeral',
    file,
    find: 'ones * 6',
    replace: 'ones * 5',
    tests: ['libraries/InboxIds.t.sol'],
  },
  {
    name: 'an id forgets the nonce',
    file,
    find: 'bytes.concat("0x", upper, lower, bytes(Strings.toString(inboxNonce)))',
    replace: 'bytes.concat("0x", upper, lower)',
    tests: ['libraries/InboxIds.t.sol'],
  },
]
