import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/Signatures.sol'

export const mutants: Mutant[] = [
  {
    name: 'anyone’s signature is everyone’s',
    file,
    find: ' && recovered == signer',
    replace: '',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'a failed recovery is signer 0’s signature',
    file,
    find: 'failure == ECDSA.RecoverError.NoError && recovered == signer',
    replace: 'recovered == signer',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'a contract’s own answer is not asked for',
    file,
    find: 'return signer.code.length != 0 && _isValidForContract(signer, digest, signature)',
    replace: 'return false',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'an account without code is asked',
    file,
    find: ' signer.code.length != 0 && ',
    replace: ' ',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'a revert with the right word is a yes',
    file,
    find: 'and(and(answered, gt(returndatasize(), 0x1f)), eq(mload(0), expected))',
    replace: 'and(or(answered, 1), and(gt(returndatasize(), 0x1f), eq(mload(0), expected)))',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'an answer shorter than a word is a yes',
    file,
    find: 'gt(returndatasize(), 0x1f)',
    replace: 'gt(returndatasize(), 0x3)',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'any answer is a yes',
    file,
    find: 'eq(mload(0), expected)',
    replace: '1',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'only the first four bytes of the answer count',
    file,
    find: 'eq(mload(0), expected)',
    replace: 'eq(shr(224, mload(0)), shr(224, expected))',
    tests: ['libraries/Signatures.t.sol'],
  },
  {
    name: 'a huge answer is copied as a whole',
    file,
    find: '            valid := and(and(answered',
    replace: `            returndatacopy(mload(0x40), 0, returndatasize())
            valid := and(and(answered`,
    tests: ['libraries/Signatures.t.sol'],
  },
]
