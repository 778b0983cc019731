import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/postoffice/Mailings.sol'

export const mutants: Mutant[] = [
  {
    name: 'a mailing is opened in another name',
    file,
    find: `        if (mailing_.sender != msg.sender) revert NotMailingSender(mailing_.sender, msg.sender);
`,
    replace: '',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'a mailing may be empty',
    file,
    find: `        if (mailing_.count == 0) revert MailingIsEmpty();
`,
    replace: '',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'a mailing may have no stake',
    file,
    find: `        if (mailing_.stake == 0) revert MailingWithoutStake();
`,
    replace: '',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'a mailing can be opened twice',
    file,
    find: `        if (used != MailingStatus.None) revert MailingIdUsed(id, used);
`,
    replace: '',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'a mailing pays for one letter',
    file,
    find: 'mailing_.count * (uint256(mailing_.carriage) + mailing_.stake)',
    replace: 'uint256(mailing_.carriage) + mailing_.stake',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'the carriage of a mailing is not paid in',
    file,
    find: 'mailing_.count * (uint256(mailing_.carriage) + mailing_.stake)',
    replace: 'uint256(mailing_.count) * mailing_.stake',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'a uri may be a byte too long',
    file,
    find: 'bytes(uri).length > _MAX_URI_LENGTH',
    replace: 'bytes(uri).length > _MAX_URI_LENGTH + 1',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'a mailing may live for less than an hour',
    file,
    find: '_MIN_LIFETIME = 1 hours',
    replace: '_MIN_LIFETIME = 59 minutes',
    tests: ['PostOffice/openMailing.t.sol'],
  },
  {
    name: 'anybody can admit a mailing',
    file,
    find: `        if (mailing_.relay != msg.sender) revert NotMailingRelay(id, msg.sender);
`,
    replace: '',
    tests: ['PostOffice/admitMailing.t.sol'],
  },
  {
    name: 'a mailing can be admitted twice',
    file,
    find: `        if (word.status() != MailingStatus.Open) revert MailingNotPending(id, word.status());
`,
    replace: '',
    tests: ['PostOffice/admitMailing.t.sol'],
  },
  {
    name: 'admitting pays the carriage of one letter',
    file,
    find: `uint256(mailing_.count) * mailing_.carriage);
    }

    /* COLLECT`,
    replace: `mailing_.carriage);
    }

    /* COLLECT`,
    tests: ['PostOffice/admitMailing.t.sol'],
  },
  {
    name: 'collecting signed mail needs no signature',
    file,
    find: `        _requireSigned(wallet, structHash, deadline, signature);
`,
    replace: '',
    tests: ['PostOffice/collectMailFor.t.sol'],
  },
  {
    name: 'a signature to collect names no letters',
    file,
    find: 'keccak256(abi.encodePacked(indexes)), deadline)',
    replace: 'keccak256(""), deadline)',
    tests: ['PostOffice/collectMailFor.t.sol'],
  },
  {
    name: 'mail collected for another goes to who hands it in',
    file,
    find: `        _collectMail(id, mailing_, claims, wallet);
`,
    replace: `        _collectMail(id, mailing_, claims, msg.sender);
`,
    tests: ['PostOffice/collectMailFor.t.sol'],
  },
  {
    name: 'a closed mailing pays',
    file,
    find: `        _requireMailPending(id, word);
        _requireMailInTime(id, mailing_.expiresAt);

        Credit`,
    replace: `        _requireMailInTime(id, mailing_.expiresAt);

        Credit`,
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'a letter beyond the last is paid',
    file,
    find: '            if (index >= mailing_.count) revert',
    replace: '            if (index > mailing_.count) revert',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'a letter is paid twice',
    file,
    find: `            pages[index >> 8] = bits | bit;
`,
    replace: '',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'letters collected together forget each other',
    file,
    find: `            pages[index >> 8] = bits | bit;
`,
    replace: `            pages[index >> 8] = bit;
`,
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'two letters share a bit',
    file,
    find: `1 << (index & 0xff));
            if`,
    replace: `1 << (index & 0x7f));
            if`,
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'two pages are one',
    file,
    find: 'pages[index >> 8] = bits | bit',
    replace: 'pages[index >> 9] = bits | bit',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'collectMail passes over what was collected',
    file,
    find: 'bool isPassing = msg.sig == this.collectMailFor.selector',
    replace: 'bool isPassing = true',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'collectMailFor refuses what was collected',
    file,
    find: 'bool isPassing = msg.sig == this.collectMailFor.selector',
    replace: 'bool isPassing = false',
    tests: ['PostOffice/collectMailFor.t.sol'],
  },
  {
    name: 'a letter needs no proof',
    file,
    find: `        if (MailTree.root(leaf, index, proof) != mailing_.root) revert MailProofInvalid(id, index);
`,
    replace: '',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'a proof may have any length',
    file,
    find: 'if (!MailTree.isDepth(proof.length, mailing_.count)) {',
    replace: 'if (proof.length > 32) {',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'any wallet can collect mail',
    file,
    find: `            if (!recipient.isWallet) revert NotMailRecipient(id, index, wallet);
`,
    replace: `            if (!recipient.isWallet && id == 0) revert NotMailRecipient(id, index, wallet);
`,
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'letters to several inboxes ask for the first only',
    file,
    find: 'if (recipient.inboxId != inboxId) _lookUp',
    replace: 'if (recipient.inboxId == bytes32(0)) _lookUp',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'collecting is not counted',
    file,
    find: `            ++collected;
`,
    replace: '',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'MailCollected names the letter before',
    file,
    find: 'recipient.payout, index, letterHash)',
    replace: 'recipient.payout, index ^ 1, letterHash)',
    tests: ['PostOffice/collectMail.t.sol'],
  },
  {
    name: 'a mailing is closed a second early',
    file,
    find: 'if (block.timestamp < mailing_.expiresAt) revert',
    replace: 'if (block.timestamp + 1 < mailing_.expiresAt) revert',
    tests: ['PostOffice/closeMailing.t.sol'],
  },
  {
    name: 'closing gives back what was collected',
    file,
    find: 'uint256(mailing_.count - word.collected()) * mailing_.stake',
    replace: 'uint256(mailing_.count) * mailing_.stake',
    tests: ['PostOffice/closeMailing.t.sol'],
  },
  {
    name: 'closing keeps the carriage',
    file,
    find: '        if (!isAdmitted) refund +=',
    replace: '        if (isAdmitted) refund +=',
    tests: ['PostOffice/closeMailing.t.sol'],
  },
  {
    name: 'a mailing can be closed twice',
    file,
    find: `        _mailings[id] = word.closed();
`,
    replace: '',
    tests: ['PostOffice/closeMailing.t.sol'],
  },
  {
    name: 'closing pays who calls',
    file,
    find: '_credit(mailing_.sender, mailing_.token, refund)',
    replace: '_credit(msg.sender, mailing_.token, refund)',
    tests: ['PostOffice/closeMailing.t.sol'],
  },
  {
    name: 'mail is collected a second late',
    file,
    find: 'if (block.timestamp >= expiresAt) revert',
    replace: 'if (block.timestamp > expiresAt) revert',
    tests: ['PostOffice/collectMail.t.sol', 'PostOffice/admitMailing.t.sol'],
  },
]
