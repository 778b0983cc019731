// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Alice's inbox, with Bob as second wallet and Carol as recovery.
contract InboxRegistryUnlinkWalletTest is InboxRegistryTest {
    bytes32 internal inboxId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
        link(carol.addr, inboxId, bob);
    }

    /* CALLER */

    function test_RevertGiven_CallerIsAStranger() external {
        _expectNotWalletOrRecovery(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.unlinkWallet(inboxId, alice.addr);
    }

    function test_RevertGiven_CallerIsAnotherWallet() external {
        _expectNotWalletOrRecovery(inboxId, bob.addr);
        vm.prank(bob.addr);
        registry.unlinkWallet(inboxId, alice.addr);
    }

    function test_RevertGiven_CallerIsRecoveryOfAnotherInbox() external {
        registerInbox(mallory.addr);

        _expectNotWalletOrRecovery(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.unlinkWallet(inboxId, alice.addr);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        _expectNotWalletOrRecovery(keccak256("unknown"), carol.addr);
        vm.prank(carol.addr);
        registry.unlinkWallet(keccak256("unknown"), alice.addr);
    }

    function test_RevertGiven_InboxIsZero() external {
        _expectNotWalletOrRecovery(0, carol.addr);
        vm.prank(carol.addr);
        registry.unlinkWallet(0, alice.addr);
    }

    /* WALLET */

    function test_RevertGiven_WalletIsNotLinked_ToTheRecovery() external {
        _expectNotLinked(inboxId, mallory.addr);
        vm.prank(carol.addr);
        registry.unlinkWallet(inboxId, mallory.addr);
    }

    function test_RevertGiven_WalletIsLinkedElsewhere() external {
        registerInbox(mallory.addr);

        _expectNotLinked(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        registry.unlinkWallet(inboxId, mallory.addr);
    }

    function test_RevertGiven_WalletHasLeft() external {
        vm.startPrank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);

        _expectNotLinked(inboxId, alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);
    }

    function test_RevertGiven_WalletIsNotLinked_AndInboxIsZero() external {
        _expectNotLinked(0, mallory.addr);
        vm.prank(mallory.addr);
        registry.unlinkWallet(0, mallory.addr);
    }

    /* IN ORDER */

    function test_UnlinksTheCaller() external {
        _leave();

        vm.assertEq(registry.inboxOf(alice.addr), bytes32(0));
        vm.assertFalse(registry.isWalletOf(inboxId, alice.addr));
        vm.assertTrue(registry.isWalletOf(inboxId, bob.addr));
    }

    function test_UnlinksAtTheRecoverysWord() external {
        vm.prank(carol.addr);
        registry.unlinkWallet(inboxId, alice.addr);

        vm.assertEq(registry.inboxOf(alice.addr), bytes32(0));
        vm.assertTrue(registry.isWalletOf(inboxId, bob.addr));
    }

    function test_CountsOneWalletLessAndLeavesTheRestOfTheWord() external {
        vm.prank(alice.addr);
        registry.revokeAllKeys(inboxId);
        addKey(alice.addr, inboxId, keyOf(1));
        assertInboxWord(inboxId, carol.addr, 1, 1, 2, NOW);
        vm.warp(NOW + 1);

        _leave();
        assertInboxWord(inboxId, carol.addr, 1, 1, 1, NOW);
    }

    function test_EmitsWalletUnlinked() external {
        vm.expectEmit(address(registry));
        emit IInboxRegistry.WalletUnlinked(inboxId, alice.addr);
        _leave();
    }

    function test_TakesTheWalletsSayOverTheKeys() external {
        bytes32 keyId = addKey(alice.addr, inboxId, keyOf(1));
        _leave();

        vm.startPrank(alice.addr);
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWallet.selector, inboxId, alice.addr));
        registry.addKeys(inboxId, list(keyOf(2)));
        _expectNotWalletOrRecovery(inboxId, alice.addr);
        registry.revokeKeys(inboxId, list(keyId));
        _expectNotWalletOrRecovery(inboxId, alice.addr);
        registry.revokeAllKeys(inboxId);
    }

    function test_LeavesItsKeysActive() external {
        bytes32 keyId = addKey(alice.addr, inboxId, keyOf(1));
        _leave();

        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Active);
    }

    function test_LeavesARecoveryInOffice() external {
        link(carol.addr, inboxId, carol);
        vm.prank(carol.addr);
        registry.unlinkWallet(inboxId, carol.addr);

        vm.assertEq(registry.recoveryOf(inboxId), carol.addr);
        vm.prank(carol.addr);
        registry.revokeAllKeys(inboxId);
    }

    function test_LetsTheLastWalletGo() external {
        _leave();
        vm.prank(bob.addr);
        registry.unlinkWallet(inboxId, bob.addr);

        assertInboxWord(inboxId, carol.addr, 0, 0, 0, NOW);
    }

    /* PARTS */

    function _leave() private {
        vm.prank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);
    }

    function _expectNotWalletOrRecovery(bytes32 inboxId_, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId_, account));
    }

    function _expectNotLinked(bytes32 inboxId_, address wallet) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletNotLinked.selector, inboxId_, wallet));
    }
}
