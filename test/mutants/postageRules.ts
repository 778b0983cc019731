import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/PostageRules.sol'

export const mutants: Mutant[] = [
  {
    name: 'carriage without a relay is taken',
    file,
    find: `        if (relay == address(0) && carriage != 0) revert IStamps.CarriageWithoutRelay(index, carriage);
`,
    replace: '',
    tests: ['libraries/PostageRules.t.sol'],
  },
  {
    name: 'the contract can be its own relay',
    file,
    find: `        if (relay == address(this)) revert IStamps.InvalidRelay(index, relay);
`,
    replace: '',
    tests: ['PostOffice/post.t.sol', 'libraries/PostageRules.t.sol'],
  },
  {
    name: 'the window ends a second late',
    file,
    find: 'expiresAt < earliest',
    replace: 'expiresAt <= earliest',
    tests: ['libraries/PostageRules.t.sol'],
  },
  {
    name: 'postage may live for ever',
    file,
    find: ' || expiresAt > latest',
    replace: '',
    tests: ['libraries/PostageRules.t.sol'],
  },
  {
    name: 'postage lives a day longer',
    file,
    find: '60 days',
    replace: '61 days',
    tests: ['libraries/PostageRules.t.sol'],
  },
]
