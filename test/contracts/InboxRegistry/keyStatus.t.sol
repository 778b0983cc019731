// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Alice's inbox with one key that never expires and one that does in ten seconds.
contract InboxRegistryKeyStatusTest is InboxRegistryTest {
    uint256 private constant _EXPIRY = NOW + 10;

    bytes32 internal inboxId;
    bytes32 internal lasting;
    bytes32 internal passing;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr);
        lasting = addKey(alice.addr, inboxId, keyOf(1));
        passing = addKey(alice.addr, inboxId, keyOf(2, _EXPIRY));
    }

    function test_NeverAdded_IsNone() external view {
        assertStatus(inboxId, idOf(keyOf(3)), IInboxRegistry.KeyStatus.None);
    }

    function test_Banned_IsRevoked() external {
        revokeKey(alice.addr, inboxId, idOf(keyOf(3)));
        assertStatus(inboxId, idOf(keyOf(3)), IInboxRegistry.KeyStatus.Revoked);
    }

    function test_WithoutExpiry_IsActiveForEver() external {
        assertStatus(inboxId, lasting, IInboxRegistry.KeyStatus.Active);
        vm.warp(type(uint40).max);
        assertStatus(inboxId, lasting, IInboxRegistry.KeyStatus.Active);
    }

    function test_OneSecondBeforeExpiry_IsActive() external {
        vm.warp(_EXPIRY - 1);
        assertStatus(inboxId, passing, IInboxRegistry.KeyStatus.Active);
    }

    function test_AtExpiry_IsExpired() external {
        vm.warp(_EXPIRY);
        assertStatus(inboxId, passing, IInboxRegistry.KeyStatus.Expired);
    }

    function test_AfterExpiry_IsExpired() external {
        vm.warp(_EXPIRY + 1);
        assertStatus(inboxId, passing, IInboxRegistry.KeyStatus.Expired);
        vm.warp(type(uint40).max);
        assertStatus(inboxId, passing, IInboxRegistry.KeyStatus.Expired);
    }

    function test_RevokedWhileActive_IsRevoked() external {
        revokeKey(alice.addr, inboxId, lasting);
        assertStatus(inboxId, lasting, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_RevokedAndExpired_IsRevoked() external {
        revokeKey(alice.addr, inboxId, passing);
        vm.warp(_EXPIRY);
        assertStatus(inboxId, passing, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_OfAnOlderEpoch_IsRevoked() external {
        vm.prank(alice.addr);
        registry.revokeAllKeys(inboxId);
        assertStatus(inboxId, lasting, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_OfAnOlderEpochAndExpired_IsRevoked() external {
        vm.prank(alice.addr);
        registry.revokeAllKeys(inboxId);
        vm.warp(_EXPIRY);
        assertStatus(inboxId, passing, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_OfAnotherInbox_IsNone() external {
        assertStatus(registerInbox(bob.addr), lasting, IInboxRegistry.KeyStatus.None);
    }

    function test_AllWalletsHaveLeft_StaysWhatItWas() external {
        vm.prank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        assertStatus(inboxId, lasting, IInboxRegistry.KeyStatus.Active);
    }

    function test_InboxZeroOrUnknown_IsNone() external view {
        assertStatus(0, lasting, IInboxRegistry.KeyStatus.None);
        assertStatus(keccak256("unknown"), lasting, IInboxRegistry.KeyStatus.None);
    }
}
