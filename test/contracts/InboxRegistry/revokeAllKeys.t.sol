// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Alice's inbox, with Carol as recovery.
contract InboxRegistryRevokeAllKeysTest is InboxRegistryTest {
    bytes32 internal inboxId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
    }

    /* CALLER */

    function test_RevertGiven_CallerIsAStranger() external {
        registerInbox(mallory.addr);

        _expectNotWalletOrRecovery(inboxId, mallory.addr);
        _revokeAll(mallory.addr, inboxId);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        _expectNotWalletOrRecovery(keccak256("unknown"), alice.addr);
        _revokeAll(alice.addr, keccak256("unknown"));
    }

    function test_RevertGiven_InboxIsZero() external {
        _expectNotWalletOrRecovery(0, mallory.addr);
        _revokeAll(mallory.addr, 0);
    }

    /* IN ORDER */

    function test_RaisesTheEpochAndSetsTheCountToZero() external {
        vm.prank(alice.addr);
        registry.addKeys(inboxId, keysFrom(1, 3));
        vm.warp(NOW + 1);

        _revokeAll(alice.addr, inboxId);
        assertInboxWord(inboxId, carol.addr, 1, 0, 1, NOW);
        _revokeAll(alice.addr, inboxId);
        assertInboxWord(inboxId, carol.addr, 2, 0, 1, NOW);
    }

    function test_EmitsAllKeysRevokedWithTheNewEpoch() external {
        for (uint32 epoch = 1; epoch <= 2; ++epoch) {
            vm.expectEmit(address(registry));
            emit IInboxRegistry.AllKeysRevoked(inboxId, epoch, alice.addr);
            _revokeAll(alice.addr, inboxId);
        }
    }

    function test_RevokesActiveAndExpiredKeysAlike() external {
        bytes32 active = addKey(alice.addr, inboxId, keyOf(1));
        bytes32 expired = addKey(alice.addr, inboxId, keyOf(2, NOW + 1));
        vm.warp(NOW + 1);

        _revokeAll(alice.addr, inboxId);
        assertStatus(inboxId, active, IInboxRegistry.KeyStatus.Revoked);
        assertStatus(inboxId, expired, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_LeavesNewKeysFreeAndBannedKeysBanned() external {
        bytes32 banned = idOf(keyOf(1));
        revokeKey(alice.addr, inboxId, banned);
        _revokeAll(alice.addr, inboxId);

        assertStatus(inboxId, idOf(keyOf(2)), IInboxRegistry.KeyStatus.None);
        assertStatus(inboxId, addKey(alice.addr, inboxId, keyOf(2)), IInboxRegistry.KeyStatus.Active);
        assertStatus(inboxId, banned, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_WorksWithoutKeys() external {
        _revokeAll(alice.addr, inboxId);
        assertInboxWord(inboxId, carol.addr, 1, 0, 1, NOW);
    }

    function test_WorksAtTheRecoverysWord() external {
        bytes32 keyId = addKey(alice.addr, inboxId, keyOf(1));

        vm.expectEmit(address(registry));
        emit IInboxRegistry.AllKeysRevoked(inboxId, 1, carol.addr);
        _revokeAll(carol.addr, inboxId);
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Revoked);
    }

    function test_WritesOneWordHoweverManyKeysThereAre() external {
        vm.prank(alice.addr);
        registry.addKeys(inboxId, keysFrom(0, MAX_KEYS));

        vm.record();
        _revokeAll(alice.addr, inboxId);
        (bytes32[] memory reads, bytes32[] memory writes) = vm.accesses(address(registry));

        // The wallet's link is read; all else is the inbox's word.
        bytes32 word = mappingSlot(inboxId, INBOXES_SLOT);
        for (uint256 i = 0; i < writes.length; ++i) vm.assertEq(writes[i], word);
        for (uint256 i = 0; i < reads.length; ++i) {
            vm.assertTrue(reads[i] == word || reads[i] == mappingSlot(alice.addr, INBOX_OF_SLOT));
        }
        vm.assertGt(writes.length, 0);
    }

    /* PARTS */

    function _revokeAll(address account, bytes32 inboxId_) private {
        vm.prank(account);
        registry.revokeAllKeys(inboxId_);
    }

    function _expectNotWalletOrRecovery(bytes32 inboxId_, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId_, account));
    }
}
