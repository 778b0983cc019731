// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../interfaces/IInboxRegistry.sol";
import {KeyKinds} from "../libraries/KeyKinds.sol";
import {KeyWord, KeyWords} from "../libraries/KeyWords.sol";
import {Inboxes} from "./Inboxes.sol";

/// @title Keys
abstract contract Keys is Inboxes {
    /* CONSTANTS */

    uint256 private constant _MAX_KEYS = 256;
    uint256 private constant _MAX_POSSESSION_LENGTH = 1_024;

    bytes32 private constant _KEY_INPUT_TYPEHASH = keccak256(
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)"
    );
    bytes32 private constant _ADD_KEYS_TYPEHASH = keccak256(
        "AddKeys(address wallet,bytes32 inboxId,KeyInput[] keys,uint256 nonce,uint256 deadline)"
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)"
    );
    bytes32 private constant _REVOKE_KEYS_TYPEHASH = keccak256(
        "RevokeKeys(address signer,bytes32 inboxId,bytes32[] keyIds,uint256 nonce,uint256 deadline)"
    );

    /* STORAGE */

    mapping(bytes32 inboxId => mapping(bytes32 keyId => KeyWord)) private _keys;

    /* ADD AND REVOKE */

    /// @inheritdoc IInboxRegistry
    function addKeys(bytes32 inboxId, KeyInput[] calldata keys) external {
        _addKeysAs(msg.sender, inboxId, keys);
    }

    /// @inheritdoc IInboxRegistry
    function addKeysFor(
        address wallet,
        bytes32 inboxId,
        KeyInput[] calldata keys,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(
            abi.encode(_ADD_KEYS_TYPEHASH, wallet, inboxId, _hashKeys(keys), _useNonce(wallet), deadline)
        );
        _requireSigned(wallet, structHash, deadline, signature);
        _addKeysAs(wallet, inboxId, keys);
    }

    /// @inheritdoc IInboxRegistry
    function revokeKeys(bytes32 inboxId, bytes32[] calldata keyIds) external {
        _revokeKeysAs(msg.sender, inboxId, keyIds);
    }

    /// @inheritdoc IInboxRegistry
    function revokeKeysFor(
        address signer,
        bytes32 inboxId,
        bytes32[] calldata keyIds,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(
            abi.encode(
                _REVOKE_KEYS_TYPEHASH,
                signer,
                inboxId,
                keccak256(abi.encodePacked(keyIds)),
                _useNonce(signer),
                deadline
            )
        );
        _requireSigned(signer, structHash, deadline, signature);
        _revokeKeysAs(signer, inboxId, keyIds);
    }

    /// @inheritdoc IInboxRegistry
    function revokeAllKeys(bytes32 inboxId) external {
        _requireWalletOrRecovery(inboxId, msg.sender);
        Inbox storage owner = _inboxes[inboxId];
        owner.keyEpoch += 1;
        owner.keyCount = 0;
        emit AllKeysRevoked(inboxId, owner.keyEpoch, msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc IInboxRegistry
    function keyId(uint16 kind, bytes calldata publicKey) public pure returns (bytes32) {
        return keccak256(abi.encode(kind, publicKey));
    }

    /// @inheritdoc IInboxRegistry
    function keyStatus(bytes32 inboxId, bytes32 keyId_) public view returns (KeyStatus) {
        KeyWord key = _keys[inboxId][keyId_];
        if (key.isRevoked(_inboxes[inboxId].keyEpoch)) return KeyStatus.Revoked;
        if (!key.isAdded()) return KeyStatus.None;
        return key.isExpired() ? KeyStatus.Expired : KeyStatus.Active;
    }

    /// @inheritdoc IInboxRegistry
    function isActiveKey(bytes32 inboxId, bytes32 keyId_) external view returns (bool) {
        return keyStatus(inboxId, keyId_) == KeyStatus.Active;
    }

    /* INTERNAL */

    function _addKeysAs(address wallet, bytes32 inboxId, KeyInput[] calldata keys) private {
        _requireWallet(inboxId, wallet);
        Inbox storage owner = _inboxes[inboxId];
        uint16 count = owner.keyCount;
        uint16 newCount = _addKeys(inboxId, wallet, owner.keyEpoch, count, keys);
        if (newCount != count) owner.keyCount = newCount;
    }

    /// @return The keys of this epoch that are not revoked, which were `count` before.
    function _addKeys(
        bytes32 inboxId,
        address wallet,
        uint32 epoch,
        uint16 count,
        KeyInput[] calldata keys
    ) internal returns (uint16) {
        for (uint256 i = 0; i < keys.length; ++i) {
            KeyInput calldata input = keys[i];
            (uint16 kind, uint40 expiresAt, bytes calldata publicKey) = (input.kind, input.expiresAt, input.publicKey);
            bytes calldata possession = input.possession;
            bytes32 id = _checkedKeyId(kind, expiresAt, publicKey, possession);
            KeyWord key = _keys[inboxId][id];
            if (key.isRevoked(epoch)) revert KeyWasRevoked(inboxId, id);
            if (!key.isAdded()) {
                if (count >= _MAX_KEYS) revert TooManyKeys(inboxId, _MAX_KEYS);
                ++count;
                key = KeyWords.added(kind, epoch);
            }
            _keys[inboxId][id] = key.withExpiry(expiresAt);
            emit KeyAdded(inboxId, id, wallet, kind, expiresAt, publicKey, possession);
        }
        return count;
    }

    function _revokeKeysAs(address signer, bytes32 inboxId, bytes32[] calldata keyIds) private {
        _requireWalletOrRecovery(inboxId, signer);
        Inbox storage owner = _inboxes[inboxId];
        uint32 epoch = owner.keyEpoch;
        uint16 revoked = 0;
        for (uint256 i = 0; i < keyIds.length; ++i) {
            KeyWord key = _keys[inboxId][keyIds[i]];
            if (key.isRevoked(epoch)) continue;
            if (key.isAdded()) ++revoked;
            _keys[inboxId][keyIds[i]] = key.revoked();
            emit KeyRevoked(inboxId, keyIds[i], signer);
        }
        if (revoked != 0) owner.keyCount -= revoked;
    }

    function _checkedKeyId(
        uint16 kind,
        uint40 expiresAt,
        bytes calldata publicKey,
        bytes calldata possession
    ) private view returns (bytes32 id) {
        (uint256 min, uint256 max) = KeyKinds.lengthRange(kind);
        if (max == 0) revert KeyKindUnknown(kind);
        if (publicKey.length < min || publicKey.length > max) {
            revert KeyLengthOutOfRange(kind, publicKey.length, min, max);
        }
        id = keyId(kind, publicKey);
        if (possession.length > _MAX_POSSESSION_LENGTH) {
            revert PossessionTooLong(id, possession.length, _MAX_POSSESSION_LENGTH);
        }
        if (expiresAt != 0 && expiresAt <= block.timestamp) revert KeyExpiryPassed(id, expiresAt, block.timestamp);
    }

    function _hashKeys(KeyInput[] calldata keys) internal pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            KeyInput calldata key = keys[i];
            hashes[i] = keccak256(
                abi.encode(
                    _KEY_INPUT_TYPEHASH,
                    key.kind,
                    key.expiresAt,
                    keccak256(key.publicKey),
                    keccak256(key.possession)
                )
            );
        }
        return keccak256(abi.encodePacked(hashes));
    }
}
