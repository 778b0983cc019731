// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Alice's inbox, with Carol as recovery and one active key.
contract InboxRegistryRevokeKeysTest is InboxRegistryTest {
    bytes32 internal inboxId;
    bytes32 internal keyId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
        keyId = addKey(alice.addr, inboxId, keyOf(1));
        vm.warp(NOW + 5);
    }

    /* CALLER */

    function test_RevertGiven_CallerIsAStranger() external {
        _expectNotWalletOrRecovery(inboxId, mallory.addr);
        revokeKey(mallory.addr, inboxId, keyId);
    }

    function test_RevertGiven_CallerIsAWalletOfAnotherInbox() external {
        registerInbox(mallory.addr);

        _expectNotWalletOrRecovery(inboxId, mallory.addr);
        revokeKey(mallory.addr, inboxId, keyId);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        _expectNotWalletOrRecovery(keccak256("unknown"), alice.addr);
        revokeKey(alice.addr, keccak256("unknown"), keyId);
    }

    function test_RevertGiven_InboxIsZero() external {
        _expectNotWalletOrRecovery(0, alice.addr);
        revokeKey(alice.addr, 0, keyId);

        _expectNotWalletOrRecovery(0, mallory.addr);
        revokeKey(mallory.addr, 0, keyId);
    }

    function test_RevertGiven_CallerIsAStranger_WithoutKeysToo() external {
        _expectNotWalletOrRecovery(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.revokeKeys(inboxId, new bytes32[](0));
    }

    /* ACTIVE */

    function test_MarksTheKeyWordWithTheTime() external {
        addKey(alice.addr, inboxId, keyOf(1, NOW + 90));
        revokeKey(alice.addr, inboxId, keyId);

        assertKeyWord(inboxId, keyId, 1, NOW, NOW + 90, NOW + 5, 0);
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_CountsOneKeyLessAndLeavesTheRestOfTheInboxWord() external {
        vm.prank(alice.addr);
        registry.revokeAllKeys(inboxId);
        addKey(alice.addr, inboxId, keyOf(2));
        addKey(alice.addr, inboxId, keyOf(3));
        assertInboxWord(inboxId, carol.addr, 1, 2, 1, NOW);

        revokeKey(alice.addr, inboxId, idOf(keyOf(2)));
        assertInboxWord(inboxId, carol.addr, 1, 1, 1, NOW);
    }

    function test_EmitsKeyRevoked() external {
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, keyId, alice.addr);
        revokeKey(alice.addr, inboxId, keyId);
    }

    /* EXPIRED */

    function test_RevokesAnExpiredKeyAndCountsOneLess() external {
        bytes32 expired = addKey(alice.addr, inboxId, keyOf(2, NOW + 6));
        vm.warp(NOW + 6);

        revokeKey(alice.addr, inboxId, expired);
        assertStatus(inboxId, expired, IInboxRegistry.KeyStatus.Revoked);
        assertInboxWord(inboxId, carol.addr, 0, 1, 1, NOW);
    }

    /* NEVER ADDED */

    function test_BansAKeyNeverAdded() external {
        bytes32 never = idOf(keyOf(2));

        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, never, alice.addr);
        revokeKey(alice.addr, inboxId, never);

        assertKeyWord(inboxId, never, 0, 0, 0, NOW + 5, 0);
        assertStatus(inboxId, never, IInboxRegistry.KeyStatus.Revoked);
        assertInboxWord(inboxId, carol.addr, 0, 1, 1, NOW);
    }

    /* PASSED OVER */

    function test_PassesOverWhatIsRevokedOrBanned() external {
        bytes32 banned = idOf(keyOf(2));
        vm.startPrank(alice.addr);
        registry.revokeKeys(inboxId, list(keyId, banned));
        vm.warp(NOW + 6);

        vm.recordLogs();
        registry.revokeKeys(inboxId, list(keyId, banned));

        vm.assertEq(vm.getRecordedLogs().length, 0);
        assertKeyWord(inboxId, keyId, 1, NOW, 0, NOW + 5, 0);
        assertKeyWord(inboxId, banned, 0, 0, 0, NOW + 5, 0);
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    function test_PassesOverWhatIsOfAnOlderEpoch() external {
        vm.prank(alice.addr);
        registry.revokeAllKeys(inboxId);
        addKey(alice.addr, inboxId, keyOf(2));

        vm.recordLogs();
        revokeKey(alice.addr, inboxId, keyId);

        vm.assertEq(vm.getRecordedLogs().length, 0);
        assertKeyWord(inboxId, keyId, 1, NOW, 0, 0, 0);
        assertInboxWord(inboxId, carol.addr, 1, 1, 1, NOW);
    }

    /* RECOVERY */

    function test_RevokesAtTheRecoverysWord() external {
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, keyId, carol.addr);
        revokeKey(carol.addr, inboxId, keyId);

        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    /* MANY */

    function test_RevokesAKeyNamedTwiceOnce() external {
        addKey(alice.addr, inboxId, keyOf(2));

        vm.recordLogs();
        vm.prank(alice.addr);
        registry.revokeKeys(inboxId, list(keyId, keyId));

        vm.assertEq(vm.getRecordedLogs().length, 1);
        assertInboxWord(inboxId, carol.addr, 0, 1, 1, NOW);
    }

    function test_RevokesAndBansGivenTheInboxIsFull() external {
        vm.startPrank(alice.addr);
        registry.addKeys(inboxId, keysFrom(2, MAX_KEYS - 1));
        bytes32[] memory keyIds = new bytes32[](MAX_KEYS + 9);
        for (uint256 i = 0; i < keyIds.length; ++i) keyIds[i] = idOf(keyOf(i + 1));

        vm.recordLogs();
        registry.revokeKeys(inboxId, keyIds);

        vm.assertEq(vm.getRecordedLogs().length, MAX_KEYS + 9);
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    function test_HandlesEachByItself() external {
        addKey(alice.addr, inboxId, keyOf(2));
        addKey(alice.addr, inboxId, keyOf(3, NOW + 6));
        revokeKey(alice.addr, inboxId, idOf(keyOf(2)));
        vm.warp(NOW + 6);
        bytes32[] memory keyIds = new bytes32[](4);
        for (uint256 i = 0; i < 4; ++i) keyIds[i] = idOf(keyOf(i + 1));

        // 1 is active, 2 revoked, 3 expired, 4 never added.
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, keyIds[0], alice.addr);
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, keyIds[2], alice.addr);
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, keyIds[3], alice.addr);
        vm.recordLogs();
        vm.prank(alice.addr);
        registry.revokeKeys(inboxId, keyIds);

        vm.assertEq(vm.getRecordedLogs().length, 3);
        for (uint256 i = 0; i < 4; ++i) assertStatus(inboxId, keyIds[i], IInboxRegistry.KeyStatus.Revoked);
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    /* PARTS */

    function _expectNotWalletOrRecovery(bytes32 inboxId_, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId_, account));
    }
}
