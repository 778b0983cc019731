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

    function test_Slot6_GuardianWords() external {
        setGuardian(carol.addr, inboxId, bob.addr);
        _assertGuardianFields({current: address(0), since: 0, next: bob.addr, from: NOW + 2 + 2 days});

        vm.warp(NOW + 9 days);
        setGuardian(carol.addr, inboxId, mallory.addr);
        _assertGuardianFields({current: bob.addr, since: NOW + 2 + 2 days, next: mallory.addr, from: NOW + 11 days});

        // As last written, until someone writes again: a prover compares `from` with the time.
        vm.warp(NOW + 12 days);
        assertGuardian(inboxId, mallory.addr, address(0), 0);
        _assertGuardianFields({current: bob.addr, since: NOW + 2 + 2 days, next: mallory.addr, from: NOW + 11 days});

        startTransfer(mallory.addr, inboxId, alice.addr);
        vm.warp(NOW + 14 days);
        acceptTransfer(alice.addr, inboxId);
        _assertGuardianFields({current: mallory.addr, since: NOW + 11 days, next: address(0), from: 0});
    }

    function test_Slot7_RecoveryTransferWords() external {
        _assertTransferFields({to: address(0), startedAt: 0, startedBy: address(0)});

        startTransfer(carol.addr, inboxId, mallory.addr);
        _assertTransferFields({to: mallory.addr, startedAt: NOW + 2, startedBy: carol.addr});

        // As last written: a prover compares `startedAt` with the time, and the starter with who is in office.
        vm.warp(NOW + 2 + 30 days);
        assertNoTransfer(inboxId);
        _assertTransferFields({to: mallory.addr, startedAt: NOW + 2, startedBy: carol.addr});

        startTransfer(carol.addr, inboxId, bob.addr);
        _assertTransferFields({to: bob.addr, startedAt: NOW + 2 + 30 days, startedBy: carol.addr});
        vm.warp(NOW + 2 + 32 days);
        acceptTransfer(bob.addr, inboxId);
        _assertTransferFields({to: address(0), startedAt: 0, startedBy: address(0)});

        startTransfer(bob.addr, inboxId, mallory.addr);
        cancelTransfer(bob.addr, inboxId);
        _assertTransferFields({to: address(0), startedAt: 0, startedBy: address(0)});
    }

    /// @dev Accounts elsewhere are events alone.
    function test_Slot8_IsUnused() external {
        vm.record();
        vm.startPrank(alice.addr);
        registry.linkAccount(inboxId, "solana:a:b", "proof");
        registry.unlinkAccount(inboxId, "solana:a:b");
        (, bytes32[] memory writes) = vm.accesses(address(registry));

        vm.assertEq(writes.length, 0);
        vm.assertEq(vm.load(address(registry), bytes32(uint256(8))), bytes32(0));
        vm.assertEq(vm.load(address(registry), mappingSlot(inboxId, 8)), bytes32(0));
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

    function _assertGuardianFields(address current, uint256 since, address next, uint256 from) private view {
        bytes32 first = vm.load(address(registry), mappingSlot(inboxId, 6));
        bytes32 second = vm.load(address(registry), bytes32(uint256(mappingSlot(inboxId, 6)) + 1));

        vm.assertEq(bits(first, 0, 160), uint256(uint160(current)), "current");
        vm.assertEq(bits(first, 160, 40), since, "since");
        vm.assertEq(bits(first, 200, 56), 0, "unused");
        vm.assertEq(bits(second, 0, 160), uint256(uint160(next)), "next");
        vm.assertEq(bits(second, 160, 40), from, "from");
        vm.assertEq(bits(second, 200, 56), 0, "unused");
    }

    function _assertTransferFields(address to, uint256 startedAt, address startedBy) private view {
        bytes32 first = vm.load(address(registry), mappingSlot(inboxId, 7));
        bytes32 second = vm.load(address(registry), bytes32(uint256(mappingSlot(inboxId, 7)) + 1));

        vm.assertEq(bits(first, 0, 160), uint256(uint160(to)), "to");
        vm.assertEq(bits(first, 160, 40), startedAt, "startedAt");
        vm.assertEq(bits(first, 200, 56), 0, "unused");
        vm.assertEq(bits(second, 0, 160), uint256(uint160(startedBy)), "startedBy");
        vm.assertEq(bits(second, 160, 96), 0, "unused");
    }
}
