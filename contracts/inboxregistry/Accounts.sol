// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccounts} from "../interfaces/IAccounts.sol";
import {Inboxes} from "./Inboxes.sol";

/// @title Accounts
abstract contract Accounts is Inboxes {
    /* CONSTANTS */

    uint256 private constant _MIN_ACCOUNT_LENGTH = 1;
    /// @dev CAIP-10's longest have 170.
    uint256 private constant _MAX_ACCOUNT_LENGTH = 171;
    uint256 private constant _MAX_PROOF_LENGTH = 2_048;

    /* LINK AND UNLINK */

    /// @inheritdoc IAccounts
    function linkAccount(bytes32 inboxId, string calldata account, bytes calldata proof) external {
        _requireWallet(inboxId, msg.sender);
        _requireAccount(account);
        if (proof.length > _MAX_PROOF_LENGTH) revert AccountProofTooLong(proof.length, _MAX_PROOF_LENGTH);
        emit AccountLinked(inboxId, msg.sender, account, proof);
    }

    /// @inheritdoc IAccounts
    function unlinkAccount(bytes32 inboxId, string calldata account) external {
        _requireWallet(inboxId, msg.sender);
        _requireAccount(account);
        emit AccountUnlinked(inboxId, msg.sender, account);
    }

    /* INTERNAL */

    function _requireAccount(string calldata account) private pure {
        uint256 length = bytes(account).length;
        if (length < _MIN_ACCOUNT_LENGTH || length > _MAX_ACCOUNT_LENGTH) {
            revert AccountLengthOutOfRange(length, _MIN_ACCOUNT_LENGTH, _MAX_ACCOUNT_LENGTH);
        }
    }
}
