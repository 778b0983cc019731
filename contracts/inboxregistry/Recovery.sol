// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRecovery} from "../interfaces/IRecovery.sol";
import {Inboxes} from "./Inboxes.sol";

/// @title Recovery
abstract contract Recovery is Inboxes {
    /* CONSTANTS */

    uint256 private constant _RECOVERY_DELAY = 2 days;
    uint256 private constant _TRANSFER_LIFETIME = 30 days;

    /* STORAGE */

    /// @dev As last written: read it by {_guardianship}, which lets a change take force when its time has come.
    struct Guardianship {
        address current;
        uint40 since;
        address next;
        uint40 from;
    }

    /// @dev As last written: read it by {_pendingTransfer}, which knows when it has lapsed.
    struct RecoveryTransfer {
        address to;
        uint40 startedAt;
        address startedBy;
    }

    mapping(bytes32 inboxId => Guardianship) private _guardianships;
    mapping(bytes32 inboxId => RecoveryTransfer) private _transfers;

    /* GUARDIAN */

    /// @inheritdoc IRecovery
    function setGuardian(bytes32 inboxId, address guardian) external {
        _requireRecovery(inboxId);
        Guardianship memory guardianship = _guardianship(inboxId);
        // Safety: 40 bits of seconds last until the year 36812; so everywhere in this contract.
        (guardianship.next, guardianship.from) = (guardian, uint40(block.timestamp + _RECOVERY_DELAY));
        _guardianships[inboxId] = guardianship;
        emit GuardianSet(inboxId, guardian, guardianship.from);
    }

    /* TRANSFER */

    /// @inheritdoc IRecovery
    function startRecoveryTransfer(bytes32 inboxId, address to) external {
        if (!_isRecoveryOrGuardian(inboxId)) revert NotRecoveryOrGuardian(inboxId, msg.sender);
        if (to == address(0)) revert InvalidRecovery(inboxId, to);
        address pendingTo = _pendingTransfer(inboxId).to;
        if (pendingTo != address(0)) revert RecoveryTransferPending(inboxId, pendingTo);

        _transfers[inboxId] = RecoveryTransfer({to: to, startedAt: uint40(block.timestamp), startedBy: msg.sender});
        emit RecoveryTransferStarted(inboxId, to, msg.sender);
    }

    /// @inheritdoc IRecovery
    function cancelRecoveryTransfer(bytes32 inboxId) external {
        if (!_isRecoveryOrGuardian(inboxId) && !isWalletOf(inboxId, msg.sender)) {
            revert NotInCharge(inboxId, msg.sender);
        }
        if (_pendingTransfer(inboxId).to == address(0)) revert NoRecoveryTransfer(inboxId);

        delete _transfers[inboxId];
        emit RecoveryTransferCancelled(inboxId, msg.sender);
    }

    /// @inheritdoc IRecovery
    function acceptRecoveryTransfer(bytes32 inboxId) external {
        RecoveryTransfer memory transfer = _pendingTransfer(inboxId);
        if (transfer.to == address(0)) revert NoRecoveryTransfer(inboxId);
        if (transfer.to != msg.sender) revert NotNewRecovery(inboxId, msg.sender);
        uint256 from = transfer.startedAt + _RECOVERY_DELAY;
        if (block.timestamp < from) revert RecoveryTransferTooEarly(inboxId, from);

        delete _transfers[inboxId];
        Guardianship memory guardianship = _guardianship(inboxId);
        (guardianship.next, guardianship.from) = (address(0), 0);
        _guardianships[inboxId] = guardianship;
        emit RecoveryTransferred(inboxId, _inboxes[inboxId].recovery, msg.sender);
        _inboxes[inboxId].recovery = msg.sender;
    }

    /* VIEWS */

    /// @inheritdoc IRecovery
    function guardianOf(bytes32 inboxId) external view returns (address current, address next, uint40 from) {
        Guardianship memory guardianship = _guardianship(inboxId);
        return (guardianship.current, guardianship.next, guardianship.from);
    }

    /// @inheritdoc IRecovery
    function recoveryTransferOf(
        bytes32 inboxId
    ) external view returns (address to, address startedBy, uint40 startedAt) {
        RecoveryTransfer memory transfer = _pendingTransfer(inboxId);
        return (transfer.to, transfer.startedBy, transfer.startedAt);
    }

    /* INTERNAL */

    /// @dev No account is 0, which is what an inbox without guardian, or not registered, has.
    function _isRecoveryOrGuardian(bytes32 inboxId) private view returns (bool) {
        return msg.sender == _inboxes[inboxId].recovery || msg.sender == _guardianship(inboxId).current;
    }

    /// @return guardianship As it is now: a change whose time has come is in force.
    function _guardianship(bytes32 inboxId) private view returns (Guardianship memory guardianship) {
        guardianship = _guardianships[inboxId];
        if (guardianship.from == 0 || block.timestamp < guardianship.from) return guardianship;
        // A guardian named again has been in office all along.
        if (guardianship.next != guardianship.current) {
            (guardianship.current, guardianship.since) = (guardianship.next, guardianship.from);
        }
        (guardianship.next, guardianship.from) = (address(0), 0);
    }

    /// @return transfer All zero unless it can still be accepted, now or later.
    function _pendingTransfer(bytes32 inboxId) private view returns (RecoveryTransfer memory transfer) {
        transfer = _transfers[inboxId];
        bool hasLapsed = block.timestamp >= transfer.startedAt + _TRANSFER_LIFETIME;
        if (hasLapsed || !_isStarterInOffice(inboxId, transfer)) return RecoveryTransfer(address(0), 0, address(0));
    }

    /// @dev Recovery cannot change while a transfer is pending, other than by accepting it, which ends it.
    function _isStarterInOffice(bytes32 inboxId, RecoveryTransfer memory transfer) private view returns (bool) {
        if (transfer.startedBy == _inboxes[inboxId].recovery) return true;
        Guardianship memory guardianship = _guardianship(inboxId);
        return transfer.startedBy == guardianship.current && guardianship.since <= transfer.startedAt;
    }
}
