import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/inboxregistry/Keys.sol'

export const mutants: Mutant[] = [
  {
    name: 'anybody can add keys',
    file,
    find: `        _requireWallet(inboxId, wallet);
`,
    replace: '',
    tests: ['InboxRegistry/addKeys.t.sol'],
  },
  {
    name: 'a revoked key returns',
    file,
    find: `            if (key.isRevoked(epoch)) revert KeyWasRevoked(inboxId, id);
`,
    replace: '',
    tests: ['InboxRegistry/addKeys.t.sol'],
  },
  {
    name: 'one key too many is taken',
    file,
    find: 'if (count >= _MAX_KEYS)',
    replace: 'if (count > _MAX_KEYS)',
    tests: ['InboxRegistry/keyCount.t.sol'],
  },
  {
    name: 'keys are not counted',
    file,
    find: `                ++count;
`,
    replace: '',
    tests: ['InboxRegistry/keyCount.t.sol'],
  },
  {
    name: 'a key gets no expiry',
    file,
    find: 'key.withExpiry(expiresAt)',
    replace: 'key.withExpiry(0)',
    tests: ['InboxRegistry/addKeys.t.sol'],
  },
  {
    name: 'anybody can revoke keys',
    file,
    find: `        _requireWalletOrRecovery(inboxId, signer);
`,
    replace: '',
    tests: ['InboxRegistry/revokeKeys.t.sol'],
  },
  {
    name: 'a banned key is counted down',
    file,
    find: `            if (key.isAdded()) ++revoked;
`,
    replace: `            ++revoked;
`,
    tests: ['InboxRegistry/revokeKeys.t.sol'],
  },
  {
    name: 'revoking all keys keeps the epoch',
    file,
    find: `        owner.keyEpoch += 1;
`,
    replace: '',
    tests: ['InboxRegistry/revokeAllKeys.t.sol'],
  },
  {
    name: 'revoking all keys keeps the count',
    file,
    find: `        owner.keyCount = 0;
`,
    replace: '',
    tests: ['InboxRegistry/revokeAllKeys.t.sol'],
  },
  {
    name: 'an expired key can be added',
    file,
    find: 'expiresAt != 0 && expiresAt <= block.timestamp',
    replace: 'expiresAt != 0 && expiresAt < block.timestamp',
    tests: ['InboxRegistry/addKeys.t.sol'],
  },
  {
    name: 'a signature binds no possession',
    file,
    find: 'keccak256(key.possession)',
    replace: 'bytes32(0)',
    tests: ['InboxRegistry/addKeysFor.t.sol', 'InboxRegistry/registerFor.t.sol'],
  },
]
