import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/MailTree.sol'

export const mutants: Mutant[] = [
  {
    name: 'a leaf is hashed once',
    file,
    find: `            mstore(0, keccak256(encoded, 0x60))
            hash := keccak256(0, 0x20)
`,
    replace: `            hash := keccak256(encoded, 0x60)
`,
    tests: ['libraries/MailTree.t.sol'],
  },
  {
    name: 'a leaf forgets its index',
    file,
    find: 'mstore(encoded, and(index, 0xffffffff))',
    replace: 'mstore(encoded, 0)',
    tests: ['libraries/MailTree.t.sol'],
  },
  {
    name: 'pairs are not placed by the index',
    file,
    find: 'let place := shl(5, and(index, 1))',
    replace: 'let place := 0',
    tests: ['libraries/MailTree.t.sol'],
  },
  {
    name: 'the index does not move up with the node',
    file,
    find: `                index := shr(1, index)
`,
    replace: '',
    tests: ['libraries/MailTree.t.sol'],
  },
  {
    name: 'a proof may be one too long',
    file,
    find: '(levels == 0 || last >> (levels - 1) != 0)',
    replace: '(levels < 2 || last >> (levels - 2) != 0)',
    tests: ['libraries/MailTree.t.sol'],
  },
  {
    name: 'a proof may be too short',
    file,
    find: 'last >> levels == 0 && (',
    replace: '(',
    tests: ['libraries/MailTree.t.sol'],
  },
  {
    name: 'the depth is told one short',
    file,
    find: '1 << levels < count',
    replace: '2 << levels < count',
    tests: ['libraries/MailTree.t.sol'],
  },
]
