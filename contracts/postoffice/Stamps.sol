// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {IStamps} from "../interfaces/IStamps.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {PostageRules} from "../libraries/PostageRules.sol";
import {StampHash} from "../libraries/StampHash.sol";
import {StampWord, StampWords} from "../libraries/StampWords.sol";
import {Ledger} from "./Ledger.sol";
import {Terms} from "./Terms.sol";

/// @title Stamps
abstract contract Stamps is Ledger, Terms, IStamps {
    /* CONSTANTS */

    bytes32 private constant _ANSWER_TYPEHASH = keccak256("Answer(address wallet,bytes32[] stampIds,bool collect)");

    /* STORAGE */

    mapping(bytes32 stampId => StampWord) private _stamps;

    /* POST */

    /// @inheritdoc IStamps
    function post(PostInput calldata input) external payable returns (bytes32 id) {
        id = StampHash.id(_domainSeparatorV4(), msg.sender, input);
        _open(id, msg.sender, input, 0);
        _takePostage(input.token, _postage(input));
    }

    /// @inheritdoc IStamps
    function postMany(PostInput[] calldata inputs) external payable returns (bytes32[] memory ids) {
        if (inputs.length == 0) revert NoStamps();
        address token = inputs[0].token;
        uint256 total = 0;
        bytes32 domain = _domainSeparatorV4();
        ids = new bytes32[](inputs.length);
        for (uint256 i = 0; i < inputs.length; ++i) {
            PostInput calldata input = inputs[i];
            if (input.token != token) revert TokensDiffer(i, token, input.token);
            ids[i] = StampHash.id(domain, msg.sender, input);
            _open(ids[i], msg.sender, input, i);
            // Safety: postage has 97 bits, and no transaction holds 2^159 stamps.
            unchecked {
                total += _postage(input);
            }
        }
        _takePostage(token, total);
    }

    /// @inheritdoc IStamps
    function postFor(address sender, PostInput calldata input, bytes calldata signature) external returns (bytes32 id) {
        id = StampHash.id(_domainSeparatorV4(), sender, input);
        _requireSignature(sender, id, signature);
        _open(id, sender, input, 0);
        _takeSigned(sender, input.token, _postage(input));
    }

    /// @inheritdoc IStamps
    function postFrom(address sender, PostInput calldata input) external returns (bytes32 id) {
        id = StampHash.id(_domainSeparatorV4(), sender, input);
        _open(id, sender, input, 0);
        _takeAllowed(sender, input.token, _postage(input));
    }

    /// @inheritdoc IStamps
    function voidStamps(Stamp[] calldata stamps) external returns (uint256 voided) {
        bytes32 domain = _domainSeparatorV4();
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            bytes32 id = StampHash.id(domain, stamp);
            if (stamp.sender != msg.sender) revert NotSender(id, msg.sender);
            if (_stamps[id].status() != StampStatus.None) continue;

            _stamps[id] = StampWords.voided();
            ++voided;
            emit StampVoided(id, msg.sender);
        }
    }

    /// @param id The stamp's, for `sender` and `input`, whose every field is decoded, and so checked, here.
    function _open(bytes32 id, address sender, PostInput calldata input, uint256 index) private {
        PostageRules.requireRelay(index, input.relay, input.carriage);
        bool relayMayCollect = _requireTerms(index, sender, input.inboxId, input.token, input.stake, input.expiresAt);
        StampStatus used = _stamps[id].status();
        if (used != StampStatus.None) revert StampIdUsed(index, id, used);
        _stamps[id] = StampWords.open(relayMayCollect);
        emit StampPosted(
            id,
            input.inboxId,
            sender,
            input.relay,
            input.token,
            input.letterHash,
            input.carriage,
            input.stake,
            input.expiresAt
        );
    }

    /// @return relayMayCollect As the inbox's terms have it now.
    function _requireTerms(
        uint256 index,
        address sender,
        bytes32 inboxId,
        address token,
        uint96 stake,
        uint40 expiresAt
    ) private view returns (bool relayMayCollect) {
        TermsWord storage asked = _termsOf(inboxId, token);
        if (asked.stake == 0) revert TokenNotAccepted(index, inboxId, token);
        if (stake < asked.stake) revert StakeTooLow(index, stake, asked.stake);
        PostageRules.requireLifetime(index, expiresAt, asked.window);
        if (_consentOfAddress(inboxId, sender) == ITerms.Consent.Denied) revert SenderDenied(index, inboxId, sender);
        return asked.relayMayCollect;
    }

    /* ADMIT */

    /// @inheritdoc IStamps
    function admit(Stamp[] calldata stamps) external {
        Credit memory carriage;
        bytes32 domain = _domainSeparatorV4();
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            bytes32 id = StampHash.id(domain, stamp);
            if (stamp.relay != msg.sender) revert NotRelay(id, msg.sender);
            StampWord word = _stamps[id];
            if (word.carriagePaid()) continue;
            _requirePending(id, word);
            _requireInTime(id, stamp.expiresAt);

            _stamps[id] = word.admitted();
            _add(carriage, stamp.relay, stamp.token, stamp.carriage);
            emit StampAdmitted(id, stamp.relay);
        }
        _pay(carriage);
    }

    /* ANSWER */

    /// @inheritdoc IStamps
    function collect(Stamp[] calldata stamps) external {
        Credit memory stake;
        Credit memory carriage;
        Recipient memory recipient;
        bytes32 domain = _domainSeparatorV4();
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            (bytes32 id, StampWord word, bool isDone) = _answerable(domain, stamp, StampStatus.Collected);
            if (isDone) continue;
            // No stamp is posted to inbox 0, so the first one is always looked up.
            if (recipient.inboxId != stamp.inboxId) _lookUp(recipient, stamp.inboxId, msg.sender);
            if (!recipient.isWallet && !_mayRelayCollect(stamp, word)) revert NotRecipient(id, msg.sender);

            _settle(id, word, stamp, StampStatus.Collected, recipient.payout, stake, carriage);
        }
        _pay(stake);
        _pay(carriage);
    }

    /// @inheritdoc IStamps
    function returnToSender(Stamp[] calldata stamps) external {
        Credit memory stake;
        Credit memory carriage;
        bytes32 ownInboxId = registry.inboxOf(msg.sender);
        bytes32 domain = _domainSeparatorV4();
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            (bytes32 id, StampWord word, bool isDone) = _answerable(domain, stamp, StampStatus.Returned);
            if (isDone) continue;
            // No stamp is posted to inbox 0, which is what a wallet of no inbox has.
            if (stamp.inboxId != ownInboxId) revert NotRecipient(id, msg.sender);

            _settle(id, word, stamp, StampStatus.Returned, stamp.sender, stake, carriage);
        }
        _pay(stake);
        _pay(carriage);
    }

    /// @inheritdoc IStamps
    function settleFor(
        Stamp[] calldata stamps,
        bool collect_,
        address wallet,
        bytes calldata signature
    ) external returns (uint256 settled) {
        bytes32[] memory ids = _requireAnswer(stamps, collect_, wallet, signature);
        address payout = _requireRecipient(stamps, ids, wallet);
        StampStatus outcome = collect_ ? StampStatus.Collected : StampStatus.Returned;
        Credit memory stake;
        Credit memory carriage;
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            StampWord word = _stamps[ids[i]];
            if (!word.isPending() || block.timestamp >= stamp.expiresAt) continue;

            ++settled;
            _settle(ids[i], word, stamp, outcome, collect_ ? payout : stamp.sender, stake, carriage);
        }
        _pay(stake);
        _pay(carriage);
    }

    /// @return ids Of the stamps that the wallet signed for, in order.
    function _requireAnswer(
        Stamp[] calldata stamps,
        bool collect_,
        address wallet,
        bytes calldata signature
    ) private view returns (bytes32[] memory ids) {
        bytes32 domain = _domainSeparatorV4();
        ids = new bytes32[](stamps.length);
        for (uint256 i = 0; i < stamps.length; ++i) ids[i] = StampHash.id(domain, stamps[i]);
        bytes32 structHash = keccak256(
            abi.encode(_ANSWER_TYPEHASH, wallet, keccak256(abi.encodePacked(ids)), collect_)
        );
        _requireSignature(wallet, MessageHashUtils.toTypedDataHash(domain, structHash), signature);
    }

    /// @return payout Of the inbox that all the stamps are addressed to, and that the wallet speaks for.
    function _requireRecipient(
        Stamp[] calldata stamps,
        bytes32[] memory ids,
        address wallet
    ) private view returns (address payout) {
        if (stamps.length == 0) return address(0);
        Recipient memory recipient;
        _lookUp(recipient, stamps[0].inboxId, wallet);
        for (uint256 i = 0; i < stamps.length; ++i) {
            if (!recipient.isWallet || stamps[i].inboxId != recipient.inboxId) revert NotRecipient(ids[i], wallet);
        }
        return recipient.payout;
    }

    /// @dev The stamp's word if it may be answered now; `isDone` if it has the very outcome already.
    function _answerable(
        bytes32 domain,
        Stamp calldata stamp,
        StampStatus outcome
    ) private view returns (bytes32 id, StampWord word, bool isDone) {
        id = StampHash.id(domain, stamp);
        word = _stamps[id];
        if (word.status() == outcome) return (id, word, true);
        _requirePending(id, word);
        _requireInTime(id, stamp.expiresAt);
    }

    /// @dev Carries an answer out; with it the relay has earned its carriage, if it had not been paid before.
    function _settle(
        bytes32 id,
        StampWord word,
        Stamp calldata stamp,
        StampStatus outcome,
        address stakeTo,
        Credit memory stake,
        Credit memory carriage
    ) private {
        if (!word.carriagePaid()) _add(carriage, stamp.relay, stamp.token, stamp.carriage);
        _stamps[id] = word.answered(outcome);
        _add(stake, stakeTo, stamp.token, stamp.stake);
        if (outcome == StampStatus.Collected) emit StampCollected(id, stakeTo, stamp.relay);
        else emit StampReturned(id, stamp.relay);
    }

    /* EXPIRE */

    /// @inheritdoc IStamps
    function expire(Stamp[] calldata stamps) external {
        Credit memory refund;
        bytes32 domain = _domainSeparatorV4();
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            bytes32 id = StampHash.id(domain, stamp);
            StampWord word = _stamps[id];
            if (!word.isPending()) {
                if (word.status() == StampStatus.Expired) continue;
                revert StampNotPending(id, word.status());
            }
            if (block.timestamp < stamp.expiresAt) revert StampNotExpired(id, stamp.expiresAt);

            bool carriagePaid = word.carriagePaid();
            _stamps[id] = word.expired();
            uint256 amount = carriagePaid ? stamp.stake : uint256(stamp.stake) + stamp.carriage;
            _add(refund, stamp.sender, stamp.token, amount);
            emit StampExpired(id, carriagePaid ? stamp.relay : stamp.sender);
        }
        _pay(refund);
    }

    /* VIEWS */

    /// @inheritdoc IStamps
    function stampId(Stamp calldata stamp) public view returns (bytes32) {
        return StampHash.id(_domainSeparatorV4(), stamp);
    }

    /// @inheritdoc IStamps
    function stampStatus(
        bytes32 id
    )
        external
        view
        returns (StampStatus status, bool relayMayCollect, bool carriagePaid, uint40 postedAt, uint40 settledAt)
    {
        StampWord word = _stamps[id];
        return (word.status(), word.relayMayCollect(), word.carriagePaid(), word.postedAt(), word.settledAt());
    }

    /* INTERNAL */

    function _postage(PostInput calldata input) private pure returns (uint256) {
        // Safety: the sum of two numbers of 96 bits has 97.
        unchecked {
            return uint256(input.carriage) + input.stake;
        }
    }

    function _mayRelayCollect(Stamp calldata stamp, StampWord word) private view returns (bool) {
        return word.relayMayCollect() && stamp.relay == msg.sender;
    }

    function _requirePending(bytes32 id, StampWord word) private pure {
        if (!word.isPending()) revert StampNotPending(id, word.status());
    }

    function _requireInTime(bytes32 id, uint40 expiresAt) private view {
        if (block.timestamp >= expiresAt) revert StampHasExpired(id, expiresAt);
    }
}
