import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/MailingHash.sol'

export const mutants: Mutant[] = [
  {
    name: 'the expiry of a mailing is not in its id',
    file,
    find: 'calldatacopy(add(encoded, 0x20), mailing, 0x100)',
    replace: 'calldatacopy(add(encoded, 0x20), mailing, 0xe0)',
    tests: ['libraries/MailingHash.t.sol'],
  },
  {
    name: 'a mailing is typed as another struct',
    file,
    find: 'uint32 count,uint40 expiresAt',
    replace: 'uint40 expiresAt,uint32 count',
    tests: ['libraries/MailingHash.t.sol'],
  },
]
