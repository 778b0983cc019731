// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../interfaces/IInboxRegistry.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {TokenTransfers} from "../libraries/TokenTransfers.sol";

/// @title Terms
abstract contract Terms is ITerms {
    /* CONSTANTS */

    uint32 private constant _MIN_WINDOW = 1 hours;
    uint32 private constant _MAX_WINDOW = 30 days;

    /* IMMUTABLES */

    IInboxRegistry public immutable override registry;

    /* STORAGE */

    struct TermsWord {
        uint96 stake;
        uint32 window;
        bool relayMayCollect;
        uint40 setAt;
    }

    struct DoorWord {
        Door door;
        uint40 setAt;
    }

    struct ConsentWord {
        Consent consent;
        uint40 setAt;
    }

    /// @dev What the registry says of the inbox answered for; asked once for a run of letters to the same inbox.
    struct Recipient {
        bytes32 inboxId;
        bool isWallet;
        address payout;
    }

    mapping(bytes32 inboxId => mapping(address token => TermsWord)) private _terms;
    mapping(bytes32 inboxId => DoorWord) private _doors;
    mapping(bytes32 inboxId => mapping(bytes32 subject => ConsentWord)) private _consents;
    mapping(bytes32 inboxId => address payout) private _payouts;

    /* CONSTRUCTOR */

    constructor(IInboxRegistry registry_) {
        registry = registry_;
    }

    /* SETTERS */

    /// @inheritdoc ITerms
    function setTerms(bytes32 inboxId, address token, uint96 stake, uint32 window, bool relayMayCollect) external {
        _requireWallet(inboxId);
        if (stake == 0) {
            (window, relayMayCollect) = (0, false);
        } else {
            TokenTransfers.requireToken(token);
            if (window < _MIN_WINDOW || window > _MAX_WINDOW) revert WindowOutOfRange(window, _MIN_WINDOW, _MAX_WINDOW);
        }
        TermsWord storage word = _terms[inboxId][token];
        bool opensToToken = stake != 0 && word.stake == 0;
        // Safety: 40 bits of seconds last until the year 36812; so everywhere in this contract.
        (word.stake, word.window) = (stake, window);
        (word.relayMayCollect, word.setAt) = (relayMayCollect, uint40(block.timestamp));
        emit TermsSet(inboxId, token, stake, window, relayMayCollect);

        if (opensToToken && _doors[inboxId].door == Door.Free) _setDoor(inboxId, Door.Postage);
    }

    /// @inheritdoc ITerms
    function setDoor(bytes32 inboxId, Door door) external {
        _requireWallet(inboxId);
        _setDoor(inboxId, door);
    }

    /// @inheritdoc ITerms
    function setConsents(bytes32 inboxId, bytes32[] calldata subjects, Consent[] calldata consents) external {
        _requireWallet(inboxId);
        if (subjects.length != consents.length) revert LengthMismatch(subjects.length, consents.length);
        for (uint256 i = 0; i < subjects.length; ++i) {
            if (subjects[i] == bytes32(0)) revert SubjectIsZero(i);
            _consents[inboxId][subjects[i]] = ConsentWord({consent: consents[i], setAt: uint40(block.timestamp)});
            emit ConsentSet(inboxId, subjects[i], consents[i]);
        }
    }

    /// @inheritdoc ITerms
    function setPayout(bytes32 inboxId, address payout) external {
        // The recovery of an unregistered inbox is 0, which never calls.
        if (registry.recoveryOf(inboxId) != msg.sender) revert NotRecovery(inboxId, msg.sender);
        if (payout == address(this)) revert InvalidPayout(payout);
        _payouts[inboxId] = payout;
        emit PayoutSet(inboxId, payout);
    }

    /* VIEWS */

    /// @inheritdoc ITerms
    function terms(
        bytes32 inboxId,
        address token
    ) external view returns (uint96 stake, uint32 window, bool relayMayCollect, uint40 setAt) {
        TermsWord memory word = _terms[inboxId][token];
        return (word.stake, word.window, word.relayMayCollect, word.setAt);
    }

    /// @inheritdoc ITerms
    function doorOf(bytes32 inboxId) external view returns (Door door, uint40 setAt) {
        DoorWord memory word = _doors[inboxId];
        return (word.door, word.setAt);
    }

    /// @inheritdoc ITerms
    function consentOf(bytes32 inboxId, bytes32 subject) external view returns (Consent consent, uint40 setAt) {
        ConsentWord memory word = _consents[inboxId][subject];
        return (word.consent, word.setAt);
    }

    /// @inheritdoc ITerms
    function payoutOf(bytes32 inboxId) external view returns (address) {
        return _payoutOr(inboxId, registry.recoveryOf(inboxId));
    }

    /// @inheritdoc ITerms
    function quote(
        bytes32 inboxId,
        address token,
        address sender
    ) external view returns (uint96 stake, uint32 window, Door door, Consent consent) {
        TermsWord memory word = _terms[inboxId][token];
        return (word.stake, word.window, _doors[inboxId].door, _consentOfAddress(inboxId, sender));
    }

    /* INTERNAL */

    function _setDoor(bytes32 inboxId, Door door) private {
        _doors[inboxId] = DoorWord({door: door, setAt: uint40(block.timestamp)});
        emit DoorSet(inboxId, door);
    }

    function _termsOf(bytes32 inboxId, address token) internal view returns (TermsWord storage) {
        return _terms[inboxId][token];
    }

    function _consentOfAddress(bytes32 inboxId, address sender) internal view returns (Consent) {
        return _consents[inboxId][bytes32(uint256(uint160(sender)))].consent;
    }

    /// @dev Whether `account` is a wallet of the inbox, and where the inbox's stakes go.
    function _lookUp(Recipient memory recipient, bytes32 inboxId, address account) internal view {
        (bool isWallet, address recovery) = registry.authority(inboxId, account);
        (recipient.inboxId, recipient.isWallet) = (inboxId, isWallet);
        recipient.payout = _payoutOr(inboxId, recovery);
    }

    /// @param recovery The inbox's recovery, which the callers know already.
    function _payoutOr(bytes32 inboxId, address recovery) private view returns (address payout) {
        payout = _payouts[inboxId];
        if (payout == address(0)) payout = recovery;
    }

    function _requireWallet(bytes32 inboxId) private view {
        if (!registry.isWalletOf(inboxId, msg.sender)) revert NotWallet(inboxId, msg.sender);
    }
}
