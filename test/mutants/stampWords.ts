import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/StampWords.sol'

export const mutants: Mutant[] = [
  {
    name: 'a relay may never collect',
    file,
    find: 'relayMayCollect_ ? _RELAY_MAY_COLLECT : 0',
    replace: '0',
    tests: ['PostOffice/post.t.sol', 'PostOffice/collect.t.sol'],
  },
  {
    name: 'a stamp forgets when it was posted',
    file,
    find: ' | (block.timestamp << _POSTED_AT_SHIFT)',
    replace: '',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'admitting does not note that carriage is paid',
    file,
    find: '_with(word, IStamps.StampStatus.Admitted) | _CARRIAGE_PAID',
    replace: '_with(word, IStamps.StampStatus.Admitted)',
    tests: ['PostOffice/admit.t.sol', 'PostOffice/collect.t.sol'],
  },
  {
    name: 'an answer does not note that carriage is paid',
    file,
    find: '_with(word, outcome) | _CARRIAGE_PAID |',
    replace: '_with(word, outcome) |',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'an answer does not note its time',
    file,
    find: '_CARRIAGE_PAID | (block.timestamp << _SETTLED_AT_SHIFT)',
    replace: '_CARRIAGE_PAID',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'expiry does not note its time',
    file,
    find: '_with(word, IStamps.StampStatus.Expired) | (block.timestamp << _SETTLED_AT_SHIFT)',
    replace: '_with(word, IStamps.StampStatus.Expired)',
    tests: ['PostOffice/expire.t.sol'],
  },
  {
    name: 'an admitted stamp is settled for good',
    file,
    find: ' || raw == uint256(IStamps.StampStatus.Admitted)',
    replace: '',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'a stamp of any status waits for its outcome',
    file,
    find: 'return raw == uint256(IStamps.StampStatus.Open) || raw == uint256(IStamps.StampStatus.Admitted)',
    replace: 'return raw != 0',
    tests: ['PostOffice/collect.t.sol', 'PostOffice/passedOver.t.sol'],
  },
  {
    name: 'a settled stamp keeps bits of its old status',
    file,
    find: 'StampWord.unwrap(word) & ~_STATUS_MASK',
    replace: 'StampWord.unwrap(word)',
    tests: ['PostOffice/collect.t.sol'],
  },
]
