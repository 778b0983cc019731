import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/StampHash.sol'

export const mutants: Mutant[] = [
  {
    name: 'a field of the type is misnamed',
    file,
    find: 'bytes32 letterHash,',
    replace: 'bytes32 letter,',
    tests: ['PostOffice/post.t.sol', 'PostOffice/views.t.sol'],
  },
  {
    name: 'a stamp’s last field is not hashed',
    file,
    find: 'hash := keccak256(encoded, 0x120)',
    count: 2,
    nth: 1,
    replace: 'hash := keccak256(encoded, 0x100)',
    tests: ['PostOffice/views.t.sol'],
  },
  {
    name: 'what is posted is hashed without its last field',
    file,
    find: 'hash := keccak256(encoded, 0x120)',
    count: 2,
    nth: 2,
    replace: 'hash := keccak256(encoded, 0x100)',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'the sender is not part of what is posted',
    file,
    find: 'mstore(add(encoded, 0x20), shr(96, shl(96, sender)))',
    replace: 'mstore(add(encoded, 0x20), 0)',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'stray bits beside the sender are hashed',
    file,
    find: 'shr(96, shl(96, sender))',
    replace: 'sender',
    tests: ['PostOffice/post.t.sol'],
    equivalent:
      'The compiler clears the bits above an address that it has decoded or read from the caller.',
  },
  {
    name: 'the digest is that of another domain',
    file,
    find: 'toTypedDataHash(domain, hash)',
    count: 2,
    nth: 1,
    replace: 'toTypedDataHash(bytes32(uint256(domain) + 1), hash)',
    tests: ['PostOffice/views.t.sol'],
  },
]
