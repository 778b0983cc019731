import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/inboxregistry/Recovery.sol'

export const mutants: Mutant[] = [
  {
    name: 'a guardian takes force at once',
    file,
    find: 'block.timestamp + _RECOVERY_DELAY)',
    replace: 'block.timestamp)',
    tests: ['InboxRegistry/setGuardian.t.sol'],
  },
  {
    name: 'a guardian takes force a second late',
    file,
    find: 'block.timestamp < guardianship.from) return',
    replace: 'block.timestamp <= guardianship.from) return',
    tests: ['InboxRegistry/setGuardian.t.sol'],
  },
  {
    name: 'anybody can start a transfer',
    file,
    find: `        if (!_isRecoveryOrGuardian(inboxId)) revert NotRecoveryOrGuardian(inboxId, msg.sender);
`,
    replace: '',
    tests: ['InboxRegistry/startRecoveryTransfer.t.sol'],
  },
  {
    name: 'a pending transfer can be replaced',
    file,
    find: `        if (pendingTo != address(0)) revert RecoveryTransferPending(inboxId, pendingTo);
`,
    replace: '',
    tests: ['InboxRegistry/startRecoveryTransfer.t.sol'],
  },
  {
    name: 'an inbox can be handed to nobody',
    file,
    find: `        if (to == address(0)) revert InvalidRecovery(inboxId, to);
`,
    replace: '',
    tests: ['InboxRegistry/startRecoveryTransfer.t.sol'],
  },
  {
    name: 'wallets cannot cancel',
    file,
    find: ' && !isWalletOf(inboxId, msg.sender)) {',
    replace: ') {',
    tests: ['InboxRegistry/cancelRecoveryTransfer.t.sol'],
  },
  {
    name: 'cancelling does nothing',
    file,
    find: `        delete _transfers[inboxId];
`,
    count: 2,
    nth: 1,
    replace: '',
    tests: ['InboxRegistry/cancelRecoveryTransfer.t.sol'],
  },
  {
    name: 'a transfer can be accepted twice',
    file,
    find: `        delete _transfers[inboxId];
`,
    count: 2,
    nth: 2,
    replace: '',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'anybody can accept',
    file,
    find: `        if (transfer.to != msg.sender) revert NotNewRecovery(inboxId, msg.sender);
`,
    replace: '',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'a transfer is accepted a second early',
    file,
    find: 'if (block.timestamp < from) revert',
    replace: 'if (block.timestamp + 1 < from) revert',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'accepting keeps a guardian that is yet to come',
    file,
    find: `        (guardianship.next, guardianship.from) = (address(0), 0);
        _guardianships`,
    replace: '        _guardianships',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'accepting changes nothing',
    file,
    find: `        _inboxes[inboxId].recovery = msg.sender;
`,
    replace: '',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'a guardian named again loses its office',
    file,
    find: 'if (guardianship.next != guardianship.current) {',
    replace: 'if (true) {',
    tests: ['InboxRegistry/setGuardian.t.sol', 'InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'a transfer lasts for ever',
    file,
    find: 'bool hasLapsed = block.timestamp >= transfer.startedAt + _TRANSFER_LIFETIME',
    replace: 'bool hasLapsed = transfer.startedAt == 0',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'a transfer lasts a second longer',
    file,
    find: 'block.timestamp >= transfer.startedAt + _TRANSFER_LIFETIME',
    replace: 'block.timestamp > transfer.startedAt + _TRANSFER_LIFETIME',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'a transfer outlives the office of its starter',
    file,
    find: 'hasLapsed || !_isStarterInOffice(inboxId, transfer)',
    replace: 'hasLapsed',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
  {
    name: 'a break in office is forgiven',
    file,
    find: ' && guardianship.since <= transfer.startedAt',
    replace: '',
    tests: ['InboxRegistry/acceptRecoveryTransfer.t.sol'],
  },
]
