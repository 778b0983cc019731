import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/postoffice/Stamps.sol'

export const mutants: Mutant[] = [
  {
    name: 'postMany pays for the last stamp only',
    file,
    find: '                total += _postage(input);',
    replace: '                total = _postage(input);',
    tests: ['PostOffice/postMany.t.sol'],
  },
  {
    name: 'postMany takes stamps of several tokens',
    file,
    find: `            if (input.token != token) revert TokensDiffer(i, token, input.token);
`,
    replace: '',
    tests: ['PostOffice/postMany.t.sol'],
  },
  {
    name: 'postFor needs no signature',
    file,
    find: `        _requireSignature(sender, id, signature);
`,
    replace: '',
    tests: ['PostOffice/postFor.t.sol'],
  },
  {
    name: 'postFor is paid by who hands it in',
    file,
    find: '_takeSigned(sender, input.token',
    replace: '_takeSigned(msg.sender, input.token',
    tests: ['PostOffice/postFor.t.sol'],
  },
  {
    name: 'postFrom asks nobody',
    file,
    find: '_takeAllowed(sender, input.token',
    replace: '_takeSigned(sender, input.token',
    tests: ['PostOffice/postFrom.t.sol'],
  },
  {
    name: 'anybody can call off a stamp',
    file,
    find: `            if (stamp.sender != msg.sender) revert NotSender(id, msg.sender);
`,
    replace: '',
    tests: ['PostOffice/voidStamps.t.sol'],
  },
  {
    name: 'a posted stamp can be called off',
    file,
    find: `            if (_stamps[id].status() != StampStatus.None) continue;
`,
    replace: '',
    tests: ['PostOffice/voidStamps.t.sol'],
  },
  {
    name: 'voidStamps counts nothing',
    file,
    find: `            ++voided;
`,
    replace: '',
    tests: ['PostOffice/voidStamps.t.sol'],
  },
  {
    name: 'a stamp can be posted twice',
    file,
    find: `        if (used != StampStatus.None) revert StampIdUsed(index, id, used);
`,
    replace: '',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'posting ignores the terms',
    file,
    find: `        if (stake < asked.stake) revert StakeTooLow(index, stake, asked.stake);
`,
    replace: '',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'the stake must be above the terms',
    file,
    find: 'if (stake < asked.stake)',
    replace: 'if (stake <= asked.stake)',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'the denied can post',
    file,
    find: `        if (_consentOfAddress(inboxId, sender) == ITerms.Consent.Denied) revert SenderDenied(index, inboxId, sender);
`,
    replace: '',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'the allowed cannot post',
    file,
    find: 'ITerms.Consent.Denied',
    replace: 'ITerms.Consent.Allowed',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'StampPosted swaps carriage and stake',
    file,
    find: `            input.carriage,
            input.stake,
            input.expiresAt
        );
    }

    /// @return relay`,
    replace: `            input.stake,
            input.carriage,
            input.expiresAt
        );
    }

    /// @return relay`,
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'anybody can admit',
    file,
    find: `            if (stamp.relay != msg.sender) revert NotRelay(id, msg.sender);
`,
    replace: '',
    tests: ['PostOffice/admit.t.sol'],
  },
  {
    name: 'admitting twice pays twice',
    file,
    find: `            if (word.carriagePaid()) continue;
`,
    replace: '',
    tests: ['PostOffice/admit.t.sol'],
  },
  {
    name: 'a stamp can be admitted after its outcome',
    file,
    find: `            if (word.carriagePaid()) continue;
            _requirePending(id, word);
`,
    replace: `            if (word.carriagePaid()) continue;
`,
    tests: ['PostOffice/admit.t.sol'],
  },
  {
    name: 'admitting pays the stake',
    file,
    find: `_add(carriage, stamp.relay, stamp.token, stamp.carriage);
            emit`,
    replace: `_add(carriage, stamp.relay, stamp.token, stamp.stake);
            emit`,
    tests: ['PostOffice/admit.t.sol'],
  },
  {
    name: 'any wallet can collect',
    file,
    find: `            if (!recipient.isWallet && !_mayRelayCollect(stamp, word)) revert NotRecipient(id, msg.sender);
`,
    replace: '',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'a batch to several inboxes asks for the first only',
    file,
    find: 'if (recipient.inboxId != stamp.inboxId) _lookUp',
    replace: 'if (recipient.inboxId == bytes32(0)) _lookUp',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'a relay collects without leave',
    file,
    find: 'word.relayMayCollect() && stamp.relay == msg.sender',
    replace: 'stamp.relay == msg.sender',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'everybody collects where the relay may',
    file,
    find: 'word.relayMayCollect() && stamp.relay == msg.sender',
    replace: 'word.relayMayCollect()',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'any wallet can return',
    file,
    find: `            if (stamp.inboxId != ownInboxId) revert NotRecipient(id, msg.sender);
`,
    replace: '',
    tests: ['PostOffice/returnToSender.t.sol'],
  },
  {
    name: 'an answer needs no signature',
    file,
    find: `        _requireSignature(wallet, MessageHashUtils.toTypedDataHash(domain, structHash), signature);
`,
    replace: '',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'a signed answer holds for both outcomes',
    file,
    find: 'keccak256(abi.encodePacked(ids)), collect_)',
    replace: 'keccak256(abi.encodePacked(ids)), true)',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'any wallet can sign an answer',
    file,
    find: 'if (!recipient.isWallet || stamps[i]',
    replace: 'if (stamps[i]',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'a signed answer reaches other inboxes',
    file,
    find: 'if (!recipient.isWallet || stamps[i].inboxId != recipient.inboxId)',
    replace: 'if (!recipient.isWallet)',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'a signed answer settles what is settled',
    file,
    find: 'if (!word.isPending() || block.timestamp >= stamp.expiresAt) continue',
    replace: 'if (block.timestamp >= stamp.expiresAt) continue',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'a signed answer comes a second late',
    file,
    find: 'if (!word.isPending() || block.timestamp >= stamp.expiresAt) continue',
    replace: 'if (!word.isPending() || block.timestamp > stamp.expiresAt) continue',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'a signed return pays the recipient',
    file,
    find: 'collect_ ? payout : stamp.sender',
    replace: 'payout',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'settleFor counts nothing',
    file,
    find: `            ++settled;
`,
    replace: '',
    tests: ['PostOffice/settleFor.t.sol'],
  },
  {
    name: 'collecting again pays again',
    file,
    find: `        if (word.status() == outcome) return (id, word, true);
        _requirePending(id, word);
`,
    replace: '',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'an answer comes a second late',
    file,
    find: '        if (block.timestamp >= expiresAt) revert StampHasExpired',
    replace: '        if (block.timestamp > expiresAt) revert StampHasExpired',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'the relay is paid again by the answer',
    file,
    find: '        if (!word.carriagePaid()) _add(carriage',
    replace: '        _add(carriage',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'the relay is never paid by an answer',
    file,
    find: `        if (!word.carriagePaid()) _add(carriage, stamp.relay, stamp.token, stamp.carriage);
`,
    replace: '',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'a return is told as a collection',
    file,
    find: 'if (outcome == StampStatus.Collected) emit',
    replace: 'if (outcome != StampStatus.Collected) emit',
    tests: ['PostOffice/returnToSender.t.sol'],
  },
  {
    name: 'an answer is not written down',
    file,
    find: `        _stamps[id] = word.answered(outcome);
`,
    replace: '',
    tests: ['PostOffice/collect.t.sol'],
  },
  {
    name: 'a stamp expires a second early',
    file,
    find: 'if (block.timestamp < stamp.expiresAt) revert StampNotExpired',
    replace: 'if (block.timestamp + 1 < stamp.expiresAt) revert StampNotExpired',
    tests: ['PostOffice/expire.t.sol'],
  },
  {
    name: 'an admitted stamp gives its carriage back',
    file,
    find: 'carriagePaid ? stamp.stake : uint256(stamp.stake) + stamp.carriage',
    replace: 'uint256(stamp.stake) + stamp.carriage',
    tests: ['PostOffice/expire.t.sol'],
  },
  {
    name: 'expiring keeps the carriage',
    file,
    find: 'carriagePaid ? stamp.stake : uint256(stamp.stake) + stamp.carriage',
    replace: 'stamp.stake',
    tests: ['PostOffice/expire.t.sol'],
  },
  {
    name: 'expiring pays who calls',
    file,
    find: '_add(refund, stamp.sender,',
    replace: '_add(refund, msg.sender,',
    tests: ['PostOffice/expire.t.sol'],
  },
  {
    name: 'StampExpired names the wrong one for the carriage',
    file,
    find: 'carriagePaid ? stamp.relay : stamp.sender',
    replace: 'carriagePaid ? stamp.sender : stamp.relay',
    tests: ['PostOffice/expire.t.sol'],
  },
]
