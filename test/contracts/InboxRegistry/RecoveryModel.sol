// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IRecovery} from "../../../contracts/interfaces/IRecovery.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @title Who ought to be recovery and guardian, and what may be accepted, by all that ever happened
/// @notice Written from the manual and in another way than the contract: nothing is ever overwritten here, and who is in
/// office is asked of the history, for any second from the last event on.
abstract contract RecoveryModel is InboxRegistryTest {
    /* TYPES */

    /// @param from Unix seconds.
    /// @param dropped Replaced before it came into force, or dropped by an accepted transfer.
    struct Change {
        address guardian;
        uint40 from;
        bool dropped;
    }

    /// @param startedAt Unix seconds.
    /// @param over Cancelled or accepted.
    struct Transfer {
        address to;
        uint40 startedAt;
        bool over;
        address by;
    }

    /* STORAGE */

    mapping(bytes32 inboxId => address) public recoveryMeant;
    mapping(bytes32 inboxId => Change[]) private _changes;
    mapping(bytes32 inboxId => Transfer[]) private _transfers;

    /* WHAT HAPPENED */

    function guardianWasNamed(bytes32 inboxId, address guardian, uint256 time) internal {
        _dropChange(inboxId, time);
        // Safety: tests use times far below 2^40.
        _changes[inboxId].push(Change({guardian: guardian, from: uint40(time + 2 days), dropped: false}));
    }

    function transferWasStarted(bytes32 inboxId, address to, address by, uint256 time) internal {
        // Safety: as above.
        _transfers[inboxId].push(Transfer({to: to, startedAt: uint40(time), over: false, by: by}));
    }

    function transferWasCancelled(bytes32 inboxId) internal {
        _transfers[inboxId][_transfers[inboxId].length - 1].over = true;
    }

    function transferWasAccepted(bytes32 inboxId, uint256 time) internal {
        Transfer storage transfer = _transfers[inboxId][_transfers[inboxId].length - 1];
        transfer.over = true;
        recoveryMeant[inboxId] = transfer.to;
        _dropChange(inboxId, time);
    }

    /* WHAT OUGHT TO BE */

    function guardianMeant(bytes32 inboxId, uint256 time) public view returns (address guardian) {
        Change[] storage changes = _changes[inboxId];
        for (uint256 i = 0; i < changes.length; ++i) {
            if (!changes[i].dropped && changes[i].from <= time) guardian = changes[i].guardian;
        }
    }

    /// @return next And `from`: both 0 when no change is coming.
    function changeMeant(bytes32 inboxId, uint256 time) public view returns (address next, uint256 from) {
        Change[] storage changes = _changes[inboxId];
        for (uint256 i = 0; i < changes.length; ++i) {
            if (!changes[i].dropped && changes[i].from > time) return (changes[i].guardian, changes[i].from);
        }
    }

    /// @return transfer All zero when none can be accepted any more.
    function transferMeant(bytes32 inboxId, uint256 time) public view returns (Transfer memory transfer) {
        uint256 count = _transfers[inboxId].length;
        if (count == 0) return transfer;
        Transfer memory last = _transfers[inboxId][count - 1];
        if (last.over || time >= last.startedAt + 30 days || !_stayedInOffice(inboxId, last, time)) return transfer;
        return last;
    }

    /* WHY A CALL WOULD BE REFUSED: its revert data, empty if it would not */

    function refusalToName(bytes32 inboxId, address caller) internal view returns (bytes memory) {
        if (caller == recoveryMeant[inboxId]) return "";
        return abi.encodeWithSelector(IInboxRegistry.NotRecovery.selector, inboxId, caller);
    }

    function refusalToStart(
        bytes32 inboxId,
        address caller,
        address to,
        uint256 time
    ) internal view returns (bytes memory) {
        if (caller != recoveryMeant[inboxId] && caller != guardianMeant(inboxId, time)) {
            return abi.encodeWithSelector(IRecovery.NotRecoveryOrGuardian.selector, inboxId, caller);
        }
        if (to == address(0)) return abi.encodeWithSelector(IRecovery.InvalidRecovery.selector, inboxId, to);
        address pending = transferMeant(inboxId, time).to;
        if (pending == address(0)) return "";
        return abi.encodeWithSelector(IRecovery.RecoveryTransferPending.selector, inboxId, pending);
    }

    function refusalToCancel(
        bytes32 inboxId,
        address caller,
        bool isWallet,
        uint256 time
    ) internal view returns (bytes memory) {
        if (!isWallet && caller != recoveryMeant[inboxId] && caller != guardianMeant(inboxId, time)) {
            return abi.encodeWithSelector(IRecovery.NotInCharge.selector, inboxId, caller);
        }
        if (transferMeant(inboxId, time).to != address(0)) return "";
        return abi.encodeWithSelector(IRecovery.NoRecoveryTransfer.selector, inboxId);
    }

    function refusalToAccept(bytes32 inboxId, address caller, uint256 time) internal view returns (bytes memory) {
        Transfer memory transfer = transferMeant(inboxId, time);
        if (transfer.to == address(0)) return abi.encodeWithSelector(IRecovery.NoRecoveryTransfer.selector, inboxId);
        if (transfer.to != caller) return abi.encodeWithSelector(IRecovery.NotNewRecovery.selector, inboxId, caller);
        uint256 due = transfer.startedAt + 2 days;
        if (time >= due) return "";
        return abi.encodeWithSelector(IRecovery.RecoveryTransferTooEarly.selector, inboxId, due);
    }

    /* PARTS */

    /// @dev A recovery stays until a transfer is accepted, which ends that transfer: being it now is having stayed.
    function _stayedInOffice(bytes32 inboxId, Transfer memory transfer, uint256 time) private view returns (bool) {
        if (transfer.by == recoveryMeant[inboxId]) return true;
        if (transfer.by != guardianMeant(inboxId, transfer.startedAt)) return false;
        Change[] storage changes = _changes[inboxId];
        for (uint256 i = 0; i < changes.length; ++i) {
            Change storage change = changes[i];
            bool isBetween = !change.dropped && change.from > transfer.startedAt && change.from <= time;
            if (isBetween && change.guardian != transfer.by) return false;
        }
        return true;
    }

    function _dropChange(bytes32 inboxId, uint256 time) private {
        uint256 count = _changes[inboxId].length;
        if (count != 0 && _changes[inboxId][count - 1].from > time) _changes[inboxId][count - 1].dropped = true;
    }
}
