import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/postoffice/Terms.sol'

export const mutants: Mutant[] = [
  {
    name: 'anyone sets the terms of any inbox',
    file,
    find: `        _requireWallet(inboxId);
        if (stake == 0) {`,
    replace: '        if (stake == 0) {',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'closing to a token keeps the window',
    file,
    find: '(window, relayMayCollect) = (0, false)',
    replace: 'relayMayCollect = false',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'closing to a token keeps the relay’s right',
    file,
    find: '(window, relayMayCollect) = (0, false)',
    replace: 'window = 0',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'terms may name a token without code',
    file,
    find: `            TokenTransfers.requireToken(token);
`,
    replace: '',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'the shortest window is refused',
    file,
    find: 'window < _MIN_WINDOW',
    replace: 'window <= _MIN_WINDOW',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'the longest window is refused',
    file,
    find: 'window > _MAX_WINDOW',
    replace: 'window >= _MAX_WINDOW',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'a window may be shorter than an hour',
    file,
    find: 'window < _MIN_WINDOW || ',
    replace: '',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'the longest window is a day less',
    file,
    find: '_MAX_WINDOW = 30 days',
    replace: '_MAX_WINDOW = 29 days',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'new terms do not say since when',
    file,
    find: '(word.relayMayCollect, word.setAt) = (relayMayCollect, uint40(block.timestamp))',
    replace: 'word.relayMayCollect = relayMayCollect',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'setting terms again opens the door again',
    file,
    find: 'stake != 0 && word.stake == 0',
    replace: 'stake != 0',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'closing to a token opens the door',
    file,
    find: 'stake != 0 && word.stake == 0',
    replace: 'word.stake == 0',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'the first price opens a door that its owner shut',
    file,
    find: 'opensToToken && _doors[inboxId].door == Door.Free',
    replace: 'opensToToken',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'anyone sets the door of any inbox',
    file,
    find: `        _requireWallet(inboxId);
        _setDoor`,
    replace: '        _setDoor',
    tests: ['PostOffice/setDoor.t.sol'],
  },
  {
    name: 'anyone sets the consents of any inbox',
    file,
    find: `        _requireWallet(inboxId);
        if (subjects.length`,
    replace: '        if (subjects.length',
    tests: ['PostOffice/setConsents.t.sol'],
  },
  {
    name: 'too many consents are passed over',
    file,
    find: 'subjects.length != consents.length',
    replace: 'subjects.length > consents.length',
    tests: ['PostOffice/setConsents.t.sol'],
  },
  {
    name: 'a consent may be for nobody',
    file,
    find: `            if (subjects[i] == bytes32(0)) revert SubjectIsZero(i);
`,
    replace: '',
    tests: ['PostOffice/setConsents.t.sol'],
  },
  {
    name: 'only the first of several consents is stored',
    file,
    find: `            emit ConsentSet(inboxId, subjects[i], consents[i]);
`,
    replace: `            emit ConsentSet(inboxId, subjects[i], consents[i]);
            break;
`,
    tests: ['PostOffice/setConsents.t.sol'],
  },
  {
    name: 'anyone moves the payout of any inbox',
    file,
    find: `        if (registry.recoveryOf(inboxId) != msg.sender) revert NotRecovery(inboxId, msg.sender);
`,
    replace: '',
    tests: ['PostOffice/setPayout.t.sol'],
  },
  {
    name: 'the contract itself may be a payout',
    file,
    find: `        if (payout == address(this)) revert InvalidPayout(payout);
`,
    replace: '',
    tests: ['PostOffice/setPayout.t.sol'],
  },
  {
    name: 'stakes go to the recovery in spite of a payout',
    file,
    find: `        payout = _payouts[inboxId];
        if (payout == address(0)) payout = recovery;`,
    replace: '        payout = recovery;',
    tests: ['PostOffice/setPayout.t.sol', 'PostOffice/collect.t.sol'],
  },
  {
    name: 'stakes without a payout go to nobody',
    file,
    find: `        if (payout == address(0)) payout = recovery;
`,
    replace: '',
    tests: ['PostOffice/setPayout.t.sol', 'PostOffice/collect.t.sol'],
  },
  {
    name: 'a quote tells the consent of the caller',
    file,
    find: '_consentOfAddress(inboxId, sender))',
    replace: '_consentOfAddress(inboxId, msg.sender))',
    tests: ['PostOffice/views.t.sol'],
  },
  {
    name: 'consents of addresses are looked up left-aligned',
    file,
    find: 'bytes32(uint256(uint160(sender)))',
    replace: 'bytes32(bytes20(sender))',
    tests: ['PostOffice/post.t.sol', 'PostOffice/views.t.sol'],
  },
]
