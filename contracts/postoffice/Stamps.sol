// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IStamps} from "../interfaces/IStamps.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {Ledger} from "./Ledger.sol";
import {Terms} from "./Terms.sol";

/// @title Stamps
abstract contract Stamps is Ledger, Terms, IStamps, EIP712 {
    /* CONSTANTS */

    uint256 private constant _MAX_LIFETIME = 60 days;

    bytes32 private constant _STAMP_TYPEHASH =
        keccak256(
            "Stamp(address sender,address relay,address token,bytes32 inboxId,bytes32 letterHash,"
            "uint96 carriage,uint96 stake,uint40 expiresAt)"
        );

    /* STORAGE */

    struct StampWord {
        StampStatus status;
        uint8 flags;
        uint40 postedAt;
        uint40 settledAt;
    }

    uint8 private constant _RELAY_MAY_COLLECT = 1;
    uint8 private constant _CARRIAGE_PAID = 2;

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
        address recovery;
    }

    /* POST */

    /// @inheritdoc IStamps
    function post(PostInput calldata input) external payable returns (bytes32 id) {
        id = _open(input, 0);
        _takePostage(input.token, _postage(input));
    }

    /// @inheritdoc IStamps
    function postMany(PostInput[] calldata inputs) external payable returns (bytes32[] memory ids) {
        if (inputs.length == 0) revert NoStamps();
        address token = inputs[0].token;
        uint256 total = 0;
        ids = new bytes32[](inputs.length);
        for (uint256 i = 0; i < inputs.length; ++i) {
            if (inputs[i].token != token) revert TokensDiffer(i, token, inputs[i].token);
            ids[i] = _open(inputs[i], i);
            total += _postage(inputs[i]);
        }
        _takePostage(token, total);
    }

    function _open(PostInput calldata input, uint256 index) private returns (bytes32 id) {
        if (input.relay == address(this)) revert InvalidRelay(index, input.relay);
        if (input.relay == address(0) && input.carriage != 0) revert CarriageWithoutRelay(index, input.carriage);

        TermsWord memory asked = _termsOf(input.inboxId, input.token);
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

        id = _idOf(msg.sender, input);
        StampStatus used = _stamps[id].status;
        if (used != StampStatus.None) revert StampIdUsed(index, id, used);
        _stamps[id] = StampWord({
            status: StampStatus.Open,
            flags: asked.relayMayCollect ? _RELAY_MAY_COLLECT : 0,
            // Safety: 40 bits of seconds last until the year 36812; so everywhere in this contract.
            postedAt: uint40(block.timestamp),
            settledAt: 0
        });
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
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            bytes32 id = stampId(stamp);
            if (stamp.relay != msg.sender) revert NotRelay(id, msg.sender);
            StampWord memory word = _stamps[id];
            if (word.flags & _CARRIAGE_PAID != 0) continue;
            if (word.status != StampStatus.Open) revert StampNotPending(id, word.status);
            _requireInTime(id, stamp.expiresAt);

            word.status = StampStatus.Admitted;
            word.flags |= _CARRIAGE_PAID;
            _stamps[id] = word;
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
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            (bytes32 id, StampWord memory word, bool isDone) = _answerable(stamp, StampStatus.Collected);
            if (isDone) continue;
            _lookUp(recipient, stamp.inboxId);
            if (!recipient.isWallet && !_mayRelayCollect(stamp, word)) revert NotRecipient(id, msg.sender);

            address payout = _payoutOr(stamp.inboxId, recipient.recovery);
            _settle(id, word, StampStatus.Collected, carriage, stamp);
            _add(stake, payout, stamp.token, stamp.stake);
            emit StampCollected(id, stamp.inboxId, payout, stamp.relay);
        }
        _pay(stake);
        _pay(carriage);
    }

    /// @inheritdoc IStamps
    function returnToSender(Stamp[] calldata stamps) external {
        Credit memory stake;
        Credit memory carriage;
        Recipient memory recipient;
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            (bytes32 id, StampWord memory word, bool isDone) = _answerable(stamp, StampStatus.Returned);
            if (isDone) continue;
            _lookUp(recipient, stamp.inboxId);
            if (!recipient.isWallet) revert NotRecipient(id, msg.sender);

            _settle(id, word, StampStatus.Returned, carriage, stamp);
            _add(stake, stamp.sender, stamp.token, stamp.stake);
            emit StampReturned(id, stamp.inboxId, stamp.sender, stamp.relay);
        }
        _pay(stake);
        _pay(carriage);
    }

    /// @dev The stamp's word if it may be answered now; `isDone` if it has the very outcome already.
    function _answerable(
        Stamp calldata stamp,
        StampStatus outcome
    ) private view returns (bytes32 id, StampWord memory word, bool isDone) {
        id = stampId(stamp);
        word = _stamps[id];
        if (word.status == outcome) return (id, word, true);
        _requirePending(id, word.status);
        _requireInTime(id, stamp.expiresAt);
    }

    /// @dev Writes an answer down; with it the relay has earned its carriage, if it had not been paid before.
    function _settle(
        bytes32 id,
        StampWord memory word,
        StampStatus outcome,
        Credit memory carriage,
        Stamp calldata stamp
    ) private {
        if (word.flags & _CARRIAGE_PAID == 0) _add(carriage, stamp.relay, stamp.token, stamp.carriage);
        word.status = outcome;
        word.flags |= _CARRIAGE_PAID;
        word.settledAt = uint40(block.timestamp);
        _stamps[id] = word;
    }

    /* EXPIRE */

    /// @inheritdoc IStamps
    function expire(Stamp[] calldata stamps) external {
        Credit memory refund;
        for (uint256 i = 0; i < stamps.length; ++i) {
            Stamp calldata stamp = stamps[i];
            bytes32 id = stampId(stamp);
            StampWord memory word = _stamps[id];
            if (word.status == StampStatus.Expired) continue;
            _requirePending(id, word.status);
            if (block.timestamp < stamp.expiresAt) revert StampNotExpired(id, stamp.expiresAt);

            bool carriagePaid = word.flags & _CARRIAGE_PAID != 0;
            word.status = StampStatus.Expired;
            word.settledAt = uint40(block.timestamp);
            _stamps[id] = word;
            uint256 amount = carriagePaid ? stamp.stake : uint256(stamp.stake) + stamp.carriage;
            _add(refund, stamp.sender, stamp.token, amount);
            emit StampExpired(id, stamp.inboxId, stamp.sender, carriagePaid ? stamp.relay : stamp.sender);
        }
        _pay(refund);
    }

    /* VIEWS */

    /// @inheritdoc IStamps
    function stampId(Stamp calldata stamp) public view returns (bytes32) {
        return
            _digest(
                stamp.sender,
                stamp.relay,
                stamp.token,
                stamp.inboxId,
                stamp.letterHash,
                stamp.carriage,
                stamp.stake,
                stamp.expiresAt
            );
    }

    /// @inheritdoc IStamps
    function stampStatus(
        bytes32 id
    )
        external
        view
        returns (StampStatus status, bool relayMayCollect, bool carriagePaid, uint40 postedAt, uint40 settledAt)
    {
        StampWord memory word = _stamps[id];
        return (
            word.status,
            word.flags & _RELAY_MAY_COLLECT != 0,
            word.flags & _CARRIAGE_PAID != 0,
            word.postedAt,
            word.settledAt
        );
    }

    /* INTERNAL */

    function _idOf(address sender, PostInput calldata input) private view returns (bytes32) {
        return
            _digest(
                sender,
                input.relay,
                input.token,
                input.inboxId,
                input.letterHash,
                input.carriage,
                input.stake,
                input.expiresAt
            );
    }

    function _digest(
        address sender,
        address relay,
        address token,
        bytes32 inboxId,
        bytes32 letterHash,
        uint96 carriage,
        uint96 stake,
        uint40 expiresAt
    ) private view returns (bytes32) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        _STAMP_TYPEHASH,
                        sender,
                        relay,
                        token,
                        inboxId,
                        letterHash,
                        carriage,
                        stake,
                        expiresAt
                    )
                )
            );
    }

    function _postage(PostInput calldata input) private pure returns (uint256) {
        return uint256(input.carriage) + input.stake;
    }

    function _mayRelayCollect(Stamp calldata stamp, StampWord memory word) private view returns (bool) {
        return word.flags & _RELAY_MAY_COLLECT != 0 && stamp.relay == msg.sender;
    }

    function _requirePending(bytes32 id, StampStatus status) private pure {
        if (status != StampStatus.Open && status != StampStatus.Admitted) revert StampNotPending(id, status);
    }

    function _requireInTime(bytes32 id, uint40 expiresAt) private view {
        if (block.timestamp >= expiresAt) revert StampHasExpired(id, expiresAt);
    }

    function _lookUp(Recipient memory recipient, bytes32 inboxId) private view {
        if (recipient.inboxId == inboxId) return;
        recipient.inboxId = inboxId;
        (recipient.isWallet, recipient.recovery) = registry.authority(inboxId, msg.sender);
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
