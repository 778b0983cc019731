// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice What contracts and indexers read: of Alice's inbox, with Bob as second wallet and Carol as recovery.
contract InboxRegistryViewsTest is InboxRegistryTest {
    bytes32 internal inboxId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
        link(carol.addr, inboxId, bob);
    }

    function test_InboxOf() external view {
        vm.assertEq(registry.inboxOf(alice.addr), inboxId);
        vm.assertEq(registry.inboxOf(bob.addr), inboxId);
        vm.assertEq(registry.inboxOf(carol.addr), bytes32(0));
        vm.assertEq(registry.inboxOf(address(0)), bytes32(0));
    }

    function test_Inbox_IsTheWordTakenApart() external {
        vm.startPrank(alice.addr);
        registry.revokeAllKeys(inboxId);
        registry.addKeys(inboxId, keysFrom(1, 5));
        vm.stopPrank();
        vm.warp(NOW + 1);

        IInboxRegistry.Inbox memory inbox = registry.inbox(inboxId);
        vm.assertEq(inbox.recovery, carol.addr);
        vm.assertEq(inbox.keyEpoch, 1);
        vm.assertEq(inbox.keyCount, 5);
        vm.assertEq(inbox.walletCount, 2);
        vm.assertEq(inbox.registeredAt, NOW);
    }

    function test_Inbox_IsAllZeroWhenNotRegistered() external view {
        vm.assertEq(abi.encode(registry.inbox(keccak256("unknown"))), new bytes(5 * 32));
        vm.assertEq(abi.encode(registry.inbox(0)), new bytes(5 * 32));
    }

    function test_IsWalletOf() external {
        bytes32 mallorys = registerInbox(mallory.addr);

        vm.assertTrue(registry.isWalletOf(inboxId, alice.addr));
        vm.assertTrue(registry.isWalletOf(inboxId, bob.addr));
        vm.assertFalse(registry.isWalletOf(inboxId, carol.addr));
        vm.assertFalse(registry.isWalletOf(inboxId, mallory.addr));
        vm.assertFalse(registry.isWalletOf(mallorys, alice.addr));
    }

    function test_Authority_IsBothInOneCall() external view {
        _assertAuthority(inboxId, alice.addr, true, carol.addr);
        _assertAuthority(inboxId, carol.addr, false, carol.addr);
        _assertAuthority(inboxId, mallory.addr, false, carol.addr);
        _assertAuthority(keccak256("unknown"), alice.addr, false, address(0));
    }

    function testFuzz_EveryCheckOnInboxZeroIsFalse(address account, bytes32 keyId) external view {
        vm.assertFalse(registry.isWalletOf(0, account));
        vm.assertFalse(registry.isActiveKey(0, keyId));
        vm.assertEq(registry.recoveryOf(0), address(0));
        assertStatus(0, keyId, IInboxRegistry.KeyStatus.None);
        _assertAuthority(0, account, false, address(0));
        assertGuardian(0, address(0), address(0), 0);
        assertNoTransfer(0);
    }

    /* RECOVERY */

    function test_RecoveryOf() external {
        vm.assertEq(registry.recoveryOf(inboxId), carol.addr);
        vm.assertEq(registry.recoveryOf(registerInbox(mallory.addr)), mallory.addr);
        vm.assertEq(registry.recoveryOf(keccak256("unknown")), address(0));
    }

    function test_GuardianOf_IsAsItIsNowWithoutAnyCall() external {
        assertGuardian(inboxId, address(0), address(0), 0);
        setGuardian(carol.addr, inboxId, bob.addr);

        assertGuardian(inboxId, address(0), bob.addr, NOW + 2 days);
        vm.warp(NOW + 2 days - 1);
        assertGuardian(inboxId, address(0), bob.addr, NOW + 2 days);
        vm.warp(NOW + 2 days);
        assertGuardian(inboxId, bob.addr, address(0), 0);
        vm.warp(NOW + 36_500 days);
        assertGuardian(inboxId, bob.addr, address(0), 0);
    }

    /// @dev What tells "nobody is coming" from "nobody, from then on".
    function test_GuardianOf_TellsARemovalFromNoChange() external {
        setGuardian(carol.addr, inboxId, bob.addr);
        vm.warp(NOW + 2 days);
        setGuardian(carol.addr, inboxId, address(0));

        assertGuardian(inboxId, bob.addr, address(0), NOW + 4 days);
        vm.warp(NOW + 4 days);
        assertGuardian(inboxId, address(0), address(0), 0);
    }

    function test_GuardianOf_IsZeroWhenNotRegistered() external view {
        assertGuardian(keccak256("unknown"), address(0), address(0), 0);
    }

    function test_RecoveryTransferOf_IsAsItIsNowWithoutAnyCall() external {
        assertNoTransfer(inboxId);
        startTransfer(carol.addr, inboxId, bob.addr);

        assertTransfer(inboxId, bob.addr, carol.addr, NOW);
        vm.warp(NOW + 30 days - 1);
        assertTransfer(inboxId, bob.addr, carol.addr, NOW);
        vm.warp(NOW + 30 days);
        assertNoTransfer(inboxId);
        vm.warp(NOW + 36_500 days);
        assertNoTransfer(inboxId);
    }

    function test_RecoveryTransferOf_IsZeroWhenNotRegistered() external view {
        assertNoTransfer(keccak256("unknown"));
    }

    /* PARTS */

    function _assertAuthority(bytes32 inboxId_, address account, bool isWallet, address recovery) private view {
        (bool gotWallet, address gotRecovery) = registry.authority(inboxId_, account);
        vm.assertEq(gotWallet, isWallet);
        vm.assertEq(gotRecovery, recovery);
    }
}
