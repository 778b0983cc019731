// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IStamps} from "../interfaces/IStamps.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {StampHash} from "../libraries/StampHash.sol";
import {StampWord, StampWords} from "../libraries/StampWords.sol";
import {Ledger} from "./Ledger.sol";
import {Terms} from "./Terms.sol";

/// @title Stamps
abstract contract Stamps is Ledger, Terms, IStamps, EIP712 {
    /* CONSTANTS */

    uint256 private constant _MAX_LIFETIME = 60 days;

    /* STORAGE */

    mapping(bytes32 stampId => StampWord) private _stamps;

    /// @dev Credits of one call, merged while they go to the same account and token; {_add} pays out the run before.
    struct Credit {
        address account;
        address token;
        uint256 amount;
    }

    /// @dev What the registry says of the inbox answered for; asked once for a run of stamps to the same inbox.
    struct Recipient {
        bytes32 inboxId;
        bool isWallet;
        address payout;
    }

    /* POST */

    /// @inheritdoc IStamps
    function post(PostInput calldata input) external payable returns (bytes32 id) {
        id = _open(_domainSeparatorV4(), input, 0);
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
            ids[i] = _open(domain, input, i);
            total += _postage(input);
        }
        _takePostage(token, total);
    }

    function _open(bytes32 domain, PostInput calldata input, uint256 index) private returns (bytes32 id) {
        if (input.relay == address(this)) revert InvalidRelay(index, input.relay);
        if (input.relay == address(0) && input.carriage != 0) revert CarriageWithoutRelay(index, input.carriage);

        TermsWord storage asked = _termsOf(input.inboxId, input.token);
        if (asked.stake == 0) revert TokenNotAccepted(index, input.inboxId, input.token);
        if (input.stake < asked.stake) revert StakeTooLow(index, input.stake, asked.stake);
        uint256 earliest = block.timestamp + asked.window;
        uint256 latest = block.timestamp + _MAX_LIFETIME;
        if (input.expiresAt < earliest || input.expiresAt > latest) {
            revert ExpiryOutOfRange(index, input.expiresAt, earliest, latest);
        }
        if (_consentOfAddress(input.inboxId, msg.sender) == ITerms.Consent.Denied) {
            revert SenderDenied(index, input.inboxId, msg.sender);
        }

        id = StampHash.id(domain, msg.sender, input);
        StampStatus used = _stamps[id].status();
        if (used != StampStatus.None) revert StampIdUsed(index, id, used);
        _stamps[id] = StampWords.open(asked.relayMayCollect);
        emit StampPosted(
            id,
            input.inboxId,
            msg.sender,
            input.relay,
            input.token,
            input.letterHash,
            input.carriage,
            input.stake,
            input.expiresAt
        );
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
            if (recipient.inboxId != stamp.inboxId) _lookUp(recipient, stamp.inboxId);
            if (!recipient.isWallet && !_mayRelayCollect(stamp, word)) revert NotRecipient(id, msg.sender);

            _settle(id, word, StampStatus.Collected, carriage, stamp);
            _add(stake, recipient.payout, stamp.token, stamp.stake);
            emit StampCollected(id, recipient.payout, stamp.relay);
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

            _settle(id, word, StampStatus.Returned, carriage, stamp);
            _add(stake, stamp.sender, stamp.token, stamp.stake);
            emit StampReturned(id, stamp.relay);
        }
        _pay(stake);
        _pay(carriage);
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

    /// @dev Writes an answer down; with it the relay has earned its carriage, if it had not been paid before.
    function _settle(
        bytes32 id,
        StampWord word,
        StampStatus outcome,
        Credit memory carriage,
        Stamp calldata stamp
    ) private {
        if (!word.carriagePaid()) _add(carriage, stamp.relay, stamp.token, stamp.carriage);
        _stamps[id] = word.answered(outcome);
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
        return uint256(input.carriage) + input.stake;
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

    function _lookUp(Recipient memory recipient, bytes32 inboxId) private view {
        (bool isWallet, address recovery) = registry.authority(inboxId, msg.sender);
        (recipient.inboxId, recipient.isWallet) = (inboxId, isWallet);
        recipient.payout = _payoutOr(inboxId, recovery);
    }

    function _add(Credit memory credit, address account, address token, uint256 amount) private {
        if (credit.account != account || credit.token != token) {
            _pay(credit);
            (credit.account, credit.token, credit.amount) = (account, token, 0);
        }
        credit.amount += amount;
    }

    function _pay(Credit memory credit) private {
        _credit(credit.account, credit.token, credit.amount);
    }
}
