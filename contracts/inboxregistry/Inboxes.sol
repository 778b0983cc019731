// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../interfaces/IInboxRegistry.sol";
import {Signed} from "../Signed.sol";

/// @title Inboxes
/// @dev What an inbox is and who speaks for it; the other chapters ask here.
abstract contract Inboxes is IInboxRegistry, Signed {
    /* STORAGE */

    mapping(bytes32 inboxId => Inbox) internal _inboxes;
    mapping(address wallet => bytes32 inboxId) internal _inboxOf;

    /* VIEWS */

    /// @inheritdoc IInboxRegistry
    function inboxOf(address wallet) external view returns (bytes32 inboxId) {
        return _inboxOf[wallet];
    }

    /// @inheritdoc IInboxRegistry
    function inbox(bytes32 inboxId) external view returns (Inbox memory) {
        return _inboxes[inboxId];
    }

    /// @inheritdoc IInboxRegistry
    function isWalletOf(bytes32 inboxId, address wallet) public view returns (bool) {
        // An unlinked wallet maps to 0, which is never an inbox.
        return inboxId != bytes32(0) && _inboxOf[wallet] == inboxId;
    }

    /// @inheritdoc IInboxRegistry
    function recoveryOf(bytes32 inboxId) external view returns (address) {
        return _inboxes[inboxId].recovery;
    }

    /// @inheritdoc IInboxRegistry
    function authority(bytes32 inboxId, address account) external view returns (bool isWallet, address recovery) {
        return (isWalletOf(inboxId, account), _inboxes[inboxId].recovery);
    }

    /* INTERNAL */

    function _requireWallet(bytes32 inboxId, address account) internal view {
        if (!isWalletOf(inboxId, account)) revert NotWallet(inboxId, account);
    }

    // No account is 0, so an unregistered inbox, whose recovery is 0, has none that passes either of these.

    function _requireRecovery(bytes32 inboxId) internal view {
        if (_inboxes[inboxId].recovery != msg.sender) revert NotRecovery(inboxId, msg.sender);
    }

    function _requireWalletOrRecovery(bytes32 inboxId, address account) internal view {
        if (!isWalletOf(inboxId, account) && _inboxes[inboxId].recovery != account) {
            revert NotWalletOrRecovery(inboxId, account);
        }
    }
}
