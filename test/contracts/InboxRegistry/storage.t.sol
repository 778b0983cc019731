// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Fixes where the words are that anyone may prove from a state root: docs/storage.md, contracts.md 3.6.
contract InboxRegistryStorageTest is InboxRegistryTest {
    bytes32 internal inboxId;
    bytes32 internal keyId;

    /// @dev Every field of every word gets a value of its own.
    function setUp() public override {
        super.setUp();
        vm.startPrank(alice.addr);
        inboxId = registry.register(0, carol.addr, noKeys());
        registry.revokeAllKeys(inboxId);
        registry.revokeAllKeys(inboxId);
        vm.warp(NOW + 1);
        registry.addKeys(inboxId, keysFrom(10, 3));
        vm.stopPrank();
        keyId = addKey(alice.addr, inboxId, keyOfKind(5, 1_216));
        vm.warp(NOW + 2);
        link(carol.addr, inboxId, bob);
    }

    function test_Slot3_InboxWord() external view {
        bytes32 word = vm.load(address(registry), mappingSlot(inboxId, 3));

        vm.assertEq(bits(word, 0, 160), uint256(uint160(carol.addr)), "recovery");
        vm.assertEq(bits(word, 160, 32), 2, "keyEpoch");
        vm.assertEq(bits(word, 192, 16), 4, "keyCount");
        vm.assertEq(bits(word, 208, 8), 2, "walletCount");
        vm.assertEq(bits(word, 216, 40), NOW, "registeredAt");
    }

    function test_Slot4_InboxOfAWallet() external view {
        vm.assertEq(vm.load(address(registry), mappingSlot(alice.addr, 4)), inboxId);
        vm.assertEq(vm.load(address(registry), mappingSlot(bob.addr, 4)), inboxId);
        vm.assertEq(vm.load(address(registry), mappingSlot(carol.addr, 4)), bytes32(0));
    }

    function test_Slot5_KeyWord() external {
        _assertKeyFields({expiresAt: 0, revokedAt: 0});

        IInboxRegistry.KeyInput memory key = keyOfKind(5, 1_216);
        key.expiresAt = uint40(NOW + 9);
        addKey(alice.addr, inboxId, key);
        _assertKeyFields({expiresAt: NOW + 9, revokedAt: 0});

        vm.warp(NOW + 3);
        revokeKey(alice.addr, inboxId, keyId);
        _assertKeyFields({expiresAt: NOW + 9, revokedAt: NOW + 3});
    }

    function test_Slot2_Nonces() external {
        vm.assertEq(vm.load(address(registry), mappingSlot(bob.addr, 2)), bytes32(uint256(1)));

        vm.prank(bob.addr);
        registry.useNonce();
        vm.assertEq(vm.load(address(registry), mappingSlot(bob.addr, 2)), bytes32(uint256(2)));
    }

    /// @dev The domain's name and version fit into the code, so the slots kept for longer ones stay empty.
    function test_Slots0And1_AreEmpty() external view {
        vm.assertEq(vm.load(address(registry), bytes32(uint256(0))), bytes32(0));
        vm.assertEq(vm.load(address(registry), bytes32(uint256(1))), bytes32(0));
    }

    function _assertKeyFields(uint256 expiresAt, uint256 revokedAt) private view {
        bytes32 word = vm.load(address(registry), mappingSlot(inboxId, keyId, 5));

        vm.assertEq(bits(word, 0, 16), 5, "kind");
        vm.assertEq(bits(word, 16, 40), NOW + 1, "addedAt");
        vm.assertEq(bits(word, 56, 40), expiresAt, "expiresAt");
        vm.assertEq(bits(word, 96, 40), revokedAt, "revokedAt");
        vm.assertEq(bits(word, 136, 32), 2, "epoch");
        vm.assertEq(bits(word, 168, 88), 0, "unused");
    }
}
