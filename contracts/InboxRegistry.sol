// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IInboxRegistry} from "./interfaces/IInboxRegistry.sol";
import {KeyKinds} from "./libraries/KeyKinds.sol";
import {KeyWord, KeyWords} from "./libraries/KeyWords.sol";
import {Signatures} from "./libraries/Signatures.sol";

/// @title InboxRegistry
contract InboxRegistry is IInboxRegistry, EIP712, Nonces, Multicall {
    /* CONSTANTS */

    uint256 private constant _MAX_WALLETS = 32;
    uint256 private constant _MAX_KEYS = 256;
    uint256 private constant _MAX_POSSESSION_LENGTH = 1_024;

    bytes32 private constant _KEY_INPUT_TYPEHASH = keccak256(
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)"
    );
    bytes32 private constant _REGISTER_TYPEHASH = keccak256(
        "Register(address wallet,uint64 inboxNonce,address recovery,KeyInput[] keys,uint256 nonce,uint256 deadline)"
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)"
    );
    bytes32 private constant _LINK_WALLET_TYPEHASH = keccak256(
        "LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _ADD_KEYS_TYPEHASH = keccak256(
        "AddKeys(address wallet,bytes32 inboxId,KeyInput[] keys,uint256 nonce,uint256 deadline)"
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)"
    );
    bytes32 private constant _REVOKE_KEYS_TYPEHASH = keccak256(
        "RevokeKeys(address signer,bytes32 inboxId,bytes32[] keyIds,uint256 nonce,uint256 deadline)"
    );

    /* STORAGE */

    mapping(bytes32 inboxId => Inbox) private _inboxes;
    mapping(address wallet => bytes32 inboxId) private _inboxOf;
    mapping(bytes32 inboxId => mapping(bytes32 keyId => KeyWord)) private _keys;

    /* CONSTRUCTOR */

    constructor() EIP712("Pennypost InboxRegistry", "1") {}

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

    /* WALLETS */

    /// @inheritdoc IInboxRegistry
    function linkWallet(bytes32 inboxId, address wallet, uint256 deadline, bytes calldata walletSignature) external {
        Inbox storage joined = _inboxes[inboxId];
        if (joined.recovery != msg.sender) revert NotRecovery(inboxId, msg.sender);
        bytes32 structHash = keccak256(abi.encode(_LINK_WALLET_TYPEHASH, inboxId, wallet, _useNonce(wallet), deadline));
        _requireSigned(wallet, structHash, deadline, walletSignature);
        _requireUnlinked(wallet);
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

    /* KEYS */

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

    function _addKeysAs(address wallet, bytes32 inboxId, KeyInput[] calldata keys) private {
        if (!isWalletOf(inboxId, wallet)) revert NotWallet(inboxId, wallet);
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
    ) private returns (uint16) {
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

    /* SIGNATURES */

    /// @inheritdoc IInboxRegistry
    function useNonce() external returns (uint256 nonce) {
        nonce = _useNonce(msg.sender);
        emit NonceVoided(msg.sender, nonce);
    }

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
    function deriveInboxId(address wallet, uint64 inboxNonce) public pure returns (bytes32 inboxId) {
        return sha256(bytes.concat(bytes(Strings.toHexString(wallet)), bytes(Strings.toString(inboxNonce))));
    }

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

    /// @inheritdoc IInboxRegistry
    function nonces(address signer) public view override(IInboxRegistry, Nonces) returns (uint256) {
        return super.nonces(signer);
    }

    /* INTERNAL */

    function _requireSigned(
        address signer,
        bytes32 structHash,
        uint256 deadline,
        bytes calldata signature
    ) private view {
        if (block.timestamp > deadline) revert SignatureHasExpired(deadline);
        if (!Signatures.isValid(signer, _hashTypedDataV4(structHash), signature)) revert InvalidSignature(signer);
    }

    function _requireUnlinked(address wallet) private view {
        bytes32 linked = _inboxOf[wallet];
        if (linked != bytes32(0)) revert WalletAlreadyLinked(wallet, linked);
    }

    function _requireWalletOrRecovery(bytes32 inboxId, address account) private view {
        // No account is 0, so an unregistered inbox, whose recovery is 0, has neither.
        if (!isWalletOf(inboxId, account) && _inboxes[inboxId].recovery != account) {
            revert NotWalletOrRecovery(inboxId, account);
        }
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

    function _hashKeys(KeyInput[] calldata keys) private pure returns (bytes32) {
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
