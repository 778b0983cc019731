// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {Actors} from "../base/Actors.sol";
import {IWholeInboxRegistry} from "./IWholeInboxRegistry.sol";

/// @title A fresh registry, and short ways to say keys, words and signatures
/// @notice Ids and digests are worked out here from the manual, never asked of the contract under test.
abstract contract InboxRegistryTest is Actors {
    /* SIGNED STRUCTS */

    struct Register {
        address wallet;
        uint64 inboxNonce;
        address recovery;
        IInboxRegistry.KeyInput[] keys;
        uint256 nonce;
        uint256 deadline;
    }

    struct LinkWallet {
        bytes32 inboxId;
        address wallet;
        uint256 nonce;
        uint256 deadline;
    }

    struct AddKeys {
        address wallet;
        bytes32 inboxId;
        IInboxRegistry.KeyInput[] keys;
        uint256 nonce;
        uint256 deadline;
    }

    struct RevokeKeys {
        address signer;
        bytes32 inboxId;
        bytes32[] keyIds;
        uint256 nonce;
        uint256 deadline;
    }

    /* CONSTANTS */

    string internal constant REGISTER_TYPE =
        "Register(address wallet,uint64 inboxNonce,address recovery,KeyInput[] keys,uint256 nonce,uint256 deadline)"
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)";
    string internal constant LINK_WALLET_TYPE =
        "LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)";
    string internal constant ADD_KEYS_TYPE =
        "AddKeys(address wallet,bytes32 inboxId,KeyInput[] keys,uint256 nonce,uint256 deadline)"
        "KeyInput(uint16 kind,uint40 expiresAt,bytes publicKey,bytes possession)";
    string internal constant REVOKE_KEYS_TYPE =
        "RevokeKeys(address signer,bytes32 inboxId,bytes32[] keyIds,uint256 nonce,uint256 deadline)";

    uint256 internal constant MAX_WALLETS = 32;
    uint256 internal constant MAX_KEYS = 256;
    uint256 internal constant MAX_POSSESSION_LENGTH = 1_024;
    uint256 internal constant RECOVERY_DELAY = 2 days;
    uint256 internal constant TRANSFER_LIFETIME = 30 days;

    // Published in docs/storage.md; fixed by storage.t.sol.
    uint256 internal constant INBOXES_SLOT = 3;
    uint256 internal constant INBOX_OF_SLOT = 4;
    uint256 internal constant KEYS_SLOT = 5;
    uint256 internal constant GUARDIANS_SLOT = 6;
    uint256 internal constant TRANSFERS_SLOT = 7;

    /* STORAGE */

    IWholeInboxRegistry internal registry;

    function setUp() public virtual {
        vm.warp(NOW);
        registry = IWholeInboxRegistry(deployArtifact("InboxRegistry", ""));
    }

    /* KEYS */

    function noKeys() internal pure returns (IInboxRegistry.KeyInput[] memory) {
        return new IInboxRegistry.KeyInput[](0);
    }

    function list(IInboxRegistry.KeyInput memory key) internal pure returns (IInboxRegistry.KeyInput[] memory keys) {
        keys = new IInboxRegistry.KeyInput[](1);
        keys[0] = key;
    }

    function list(
        IInboxRegistry.KeyInput memory first,
        IInboxRegistry.KeyInput memory second
    ) internal pure returns (IInboxRegistry.KeyInput[] memory keys) {
        keys = new IInboxRegistry.KeyInput[](2);
        keys[0] = first;
        keys[1] = second;
    }

    function list(bytes32 keyId) internal pure returns (bytes32[] memory keyIds) {
        keyIds = new bytes32[](1);
        keyIds[0] = keyId;
    }

    function list(bytes32 first, bytes32 second) internal pure returns (bytes32[] memory keyIds) {
        keyIds = new bytes32[](2);
        keyIds[0] = first;
        keyIds[1] = second;
    }

    /// @dev An Ed25519 key that never expires. Other seeds give other keys.
    function keyOf(uint256 seed) internal pure returns (IInboxRegistry.KeyInput memory) {
        return
            IInboxRegistry.KeyInput({
                kind: 1,
                expiresAt: 0,
                publicKey: abi.encode(keccak256(abi.encode(seed))),
                possession: ""
            });
    }

    function keyOf(uint256 seed, uint256 expiresAt) internal pure returns (IInboxRegistry.KeyInput memory key) {
        key = keyOf(seed);
        // Safety: tests use times far below 2^40.
        key.expiresAt = uint40(expiresAt);
    }

    /// @dev Of any kind and length; the bytes are zeros.
    function keyOfKind(uint16 kind, uint256 length) internal pure returns (IInboxRegistry.KeyInput memory) {
        return IInboxRegistry.KeyInput({kind: kind, expiresAt: 0, publicKey: new bytes(length), possession: ""});
    }

    function keysFrom(uint256 seed, uint256 count) internal pure returns (IInboxRegistry.KeyInput[] memory keys) {
        keys = new IInboxRegistry.KeyInput[](count);
        for (uint256 i = 0; i < count; ++i) keys[i] = keyOf(seed + i);
    }

    function idOf(IInboxRegistry.KeyInput memory key) internal pure returns (bytes32) {
        return keccak256(abi.encode(key.kind, key.publicKey));
    }

    /* ACTIONS */

    /// @dev With nonce 0, no keys, and the wallet as its own recovery.
    function registerInbox(address wallet) internal returns (bytes32 inboxId) {
        return registerInbox(wallet, wallet);
    }

    function registerInbox(address wallet, address recovery) internal returns (bytes32 inboxId) {
        vm.prank(wallet);
        return registry.register(0, recovery, noKeys());
    }

    function addKey(address wallet, bytes32 inboxId, IInboxRegistry.KeyInput memory key) internal returns (bytes32) {
        vm.prank(wallet);
        registry.addKeys(inboxId, list(key));
        return idOf(key);
    }

    function revokeKey(address account, bytes32 inboxId, bytes32 keyId) internal {
        vm.prank(account);
        registry.revokeKeys(inboxId, list(keyId));
    }

    function link(address recovery, bytes32 inboxId, Account memory wallet) internal {
        LinkWallet memory value = LinkWallet(inboxId, wallet.addr, registry.nonces(wallet.addr), type(uint256).max);
        bytes memory signature = sign(wallet, digestOf(value));
        vm.prank(recovery);
        registry.linkWallet(inboxId, wallet.addr, value.deadline, signature);
    }

    function setGuardian(address recovery, bytes32 inboxId, address guardian) internal {
        vm.prank(recovery);
        registry.setGuardian(inboxId, guardian);
    }

    function startTransfer(address caller, bytes32 inboxId, address to) internal {
        vm.prank(caller);
        registry.startRecoveryTransfer(inboxId, to);
    }

    function cancelTransfer(address caller, bytes32 inboxId) internal {
        vm.prank(caller);
        registry.cancelRecoveryTransfer(inboxId);
    }

    function acceptTransfer(address caller, bytes32 inboxId) internal {
        vm.prank(caller);
        registry.acceptRecoveryTransfer(inboxId);
    }

    /* DIGESTS */

    function digest(bytes32 structHash) internal view returns (bytes32) {
        return
            typedDataDigest(domainSeparator("Pennypost InboxRegistry", block.chainid, address(registry)), structHash);
    }

    function digestOf(Register memory value) internal view returns (bytes32) {
        return digest(vm.eip712HashStruct(REGISTER_TYPE, abi.encode(value)));
    }

    function digestOf(LinkWallet memory value) internal view returns (bytes32) {
        return digest(vm.eip712HashStruct(LINK_WALLET_TYPE, abi.encode(value)));
    }

    function digestOf(AddKeys memory value) internal view returns (bytes32) {
        return digest(vm.eip712HashStruct(ADD_KEYS_TYPE, abi.encode(value)));
    }

    function digestOf(RevokeKeys memory value) internal view returns (bytes32) {
        return digest(vm.eip712HashStruct(REVOKE_KEYS_TYPE, abi.encode(value)));
    }

    /* WORDS */

    /// @dev Reads the whole word, so that bits nobody should have set are seen too.
    function assertInboxWord(
        bytes32 inboxId,
        address recovery,
        uint256 keyEpoch,
        uint256 keyCount,
        uint256 walletCount,
        uint256 registeredAt
    ) internal view {
        uint256 expected =
            uint256(uint160(recovery)) |
                (keyEpoch << 160) |
                (keyCount << 192) |
                (walletCount << 208) |
                (registeredAt << 216);
        vm.assertEq(vm.load(address(registry), mappingSlot(inboxId, INBOXES_SLOT)), bytes32(expected), "inbox word");
    }

    function assertKeyWord(
        bytes32 inboxId,
        bytes32 keyId,
        uint256 kind,
        uint256 addedAt,
        uint256 expiresAt,
        uint256 revokedAt,
        uint256 epoch
    ) internal view {
        uint256 expected = kind | (addedAt << 16) | (expiresAt << 56) | (revokedAt << 96) | (epoch << 136);
        bytes32 slot = mappingSlot(inboxId, keyId, KEYS_SLOT);
        vm.assertEq(vm.load(address(registry), slot), bytes32(expected), "key word");
    }

    /// @dev Both words, as last written: a change whose time has come since is still `next`.
    function assertGuardianWords(
        bytes32 inboxId,
        address current,
        uint256 since,
        address next,
        uint256 from
    ) internal view {
        assertWords(
            mappingSlot(inboxId, GUARDIANS_SLOT),
            uint256(uint160(current)) | (since << 160),
            uint256(uint160(next)) | (from << 160)
        );
    }

    /// @dev Both words, as last written: a transfer that has lapsed is still there.
    function assertTransferWords(bytes32 inboxId, address to, uint256 startedAt, address startedBy) internal view {
        assertWords(
            mappingSlot(inboxId, TRANSFERS_SLOT),
            uint256(uint160(to)) | (startedAt << 160),
            uint256(uint160(startedBy))
        );
    }

    function assertWords(bytes32 slot, uint256 first, uint256 second) internal view {
        vm.assertEq(vm.load(address(registry), slot), bytes32(first), "first word");
        vm.assertEq(vm.load(address(registry), bytes32(uint256(slot) + 1)), bytes32(second), "second word");
    }

    /* VIEWS */

    function assertGuardian(bytes32 inboxId, address current, address next, uint256 from) internal view {
        (address gotCurrent, address gotNext, uint40 gotFrom) = registry.guardianOf(inboxId);
        vm.assertEq(gotCurrent, current, "current guardian");
        vm.assertEq(gotNext, next, "next guardian");
        vm.assertEq(gotFrom, from, "next guardian from");
    }

    function assertTransfer(bytes32 inboxId, address to, address startedBy, uint256 startedAt) internal view {
        (address gotTo, address gotStartedBy, uint40 gotStartedAt) = registry.recoveryTransferOf(inboxId);
        vm.assertEq(gotTo, to, "transfer to");
        vm.assertEq(gotStartedBy, startedBy, "transfer started by");
        vm.assertEq(gotStartedAt, startedAt, "transfer started at");
    }

    function assertNoTransfer(bytes32 inboxId) internal view {
        assertTransfer(inboxId, address(0), address(0), 0);
    }

    function assertStatus(bytes32 inboxId, bytes32 keyId, IInboxRegistry.KeyStatus expected) internal view {
        vm.assertEq(uint256(registry.keyStatus(inboxId, keyId)), uint256(expected), "key status");
        bool active = expected == IInboxRegistry.KeyStatus.Active;
        vm.assertEq(registry.isActiveKey(inboxId, keyId), active, "is active");
    }
}
