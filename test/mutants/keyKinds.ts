import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/KeyKinds.sol'

export const mutants: Mutant[] = [
  {
    name: 'P-256 keys are of an unknown kind',
    file,
    find: 'kind == SECP256K1 || kind == P256',
    replace: 'kind == SECP256K1',
    tests: ['libraries/KeyKinds.t.sol'],
  },
  {
    name: 'X-Wing keys have the length of ML-KEM-768',
    file,
    find: 'return (1_216, 1_216)',
    replace: 'return (1_184, 1_184)',
    tests: ['libraries/KeyKinds.t.sol'],
  },
  {
    name: 'the first free kind is refused',
    file,
    find: 'kind >= FIRST_FREE',
    replace: 'kind > FIRST_FREE',
    tests: ['libraries/KeyKinds.t.sol'],
  },
  {
    name: 'a key of a free kind may be empty',
    file,
    find: 'return (1, MAX_FREE_LENGTH)',
    replace: 'return (0, MAX_FREE_LENGTH)',
    tests: ['libraries/KeyKinds.t.sol'],
  },
]
