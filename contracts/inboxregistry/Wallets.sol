// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../interfaces/IInboxRegistry.sol";
import {InboxIds} from "../libraries/InboxIds.sol";
import {Keys} from "./Keys.sol";

/// @title Wallets
abstract contract Wallets is Keys {
    /* CONSTANTS */

    uint256 private constant _MAX_WALLETS = 32;

    bytes32 private constant _REGISTER_TYPEHASH = keccak256(
        "Register(address wallet,uint64 inboxNonce,address recovery,KeyInput[] keys,uint256 nonce,uint256 deadline)"
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)"
    );
    bytes32 private constant _LINK_WALLET_TYPEHASH = keccak256(
        "LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)"
    );

    /* REGISTRATION */

    /// @inheritdoc IInboxRegistry
    function register(
        uint64 inboxNonce,
        address recovery,
        KeyInput[] calldata keys
    ) external returns (bytes32 inboxId) {
        return _register(msg.sender, inboxNonce, recovery, keys);
    }

    /// @inheritdoc IInboxRegistry
    function registerFor(
        address wallet,
        uint64 inboxNonce,
        address recovery,
        KeyInput[] calldata keys,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 inboxId) {
        bytes32 structHash = keccak256(
            abi.encode(_REGISTER_TYPEHASH, wallet, inboxNonce, recovery, _hashKeys(keys), _useNonce(wallet), deadline)
        );
        _requireSigned(wallet, structHash, deadline, signature);
        return _register(wallet, inboxNonce, recovery, keys);
    }

    /* LINK AND UNLINK */

    /// @inheritdoc IInboxRegistry
    function linkWallet(bytes32 inboxId, address wallet, uint256 deadline, bytes calldata walletSignature) external {
        _requireRecovery(inboxId);
        bytes32 structHash = keccak256(abi.encode(_LINK_WALLET_TYPEHASH, inboxId, wallet, _useNonce(wallet), deadline));
        _requireSigned(wallet, structHash, deadline, walletSignature);
        _requireUnlinked(wallet);
        Inbox storage joined = _inboxes[inboxId];
        if (joined.walletCount >= _MAX_WALLETS) revert TooManyWallets(inboxId, _MAX_WALLETS);

        joined.walletCount += 1;
        _inboxOf[wallet] = inboxId;
        emit WalletLinked(inboxId, wallet);
    }

    /// @inheritdoc IInboxRegistry
    function unlinkWallet(bytes32 inboxId, address wallet) external {
        Inbox storage left = _inboxes[inboxId];
        if (msg.sender != wallet && msg.sender != left.recovery) revert NotWalletOrRecovery(inboxId, msg.sender);
        if (!isWalletOf(inboxId, wallet)) revert WalletNotLinked(inboxId, wallet);

        left.walletCount -= 1;
        delete _inboxOf[wallet];
        emit WalletUnlinked(inboxId, wallet);
    }

    /* VIEWS */

    /// @inheritdoc IInboxRegistry
    function deriveInboxId(address wallet, uint64 inboxNonce) public pure returns (bytes32 inboxId) {
        return InboxIds.derive(wallet, inboxNonce);
    }

    /* INTERNAL */

    function _register(
        address wallet,
        uint64 inboxNonce,
        address recovery,
        KeyInput[] calldata keys
    ) private returns (bytes32 inboxId) {
        _requireUnlinked(wallet);
        inboxId = deriveInboxId(wallet, inboxNonce);
        Inbox storage created = _inboxes[inboxId];
        if (created.recovery != address(0)) revert InboxAlreadyRegistered(inboxId);

        if (recovery == address(0)) recovery = wallet;
        _inboxOf[wallet] = inboxId;
        emit InboxRegistered(inboxId, wallet, recovery, inboxNonce);
        _inboxes[inboxId] = Inbox({
            recovery: recovery,
            keyEpoch: 0,
            keyCount: _addKeys(inboxId, wallet, 0, 0, keys),
            walletCount: 1,
            // Safety: 40 bits of seconds last until the year 36812.
            registeredAt: uint40(block.timestamp)
        });
    }

    function _requireUnlinked(address wallet) private view {
        bytes32 linked = _inboxOf[wallet];
        if (linked != bytes32(0)) revert WalletAlreadyLinked(wallet, linked);
    }
}
