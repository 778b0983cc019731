// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

contract InboxRegistryRegisterTest is InboxRegistryTest {
    /* LINKED ALREADY */

    function test_RevertGiven_CallerHasAnInbox() external {
        bytes32 inboxId = registerInbox(alice.addr);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, alice.addr, inboxId));
        vm.prank(alice.addr);
        registry.register(1, address(0), noKeys());
    }

    function test_RevertGiven_CallerJoinedAnInbox() external {
        bytes32 inboxId = registerInbox(alice.addr);
        link(alice.addr, inboxId, bob);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, bob.addr, inboxId));
        vm.prank(bob.addr);
        registry.register(0, address(0), noKeys());
    }

    function test_RevertGiven_CallerHasAnInbox_BeforeInboxAlreadyRegistered() external {
        bytes32 inboxId = registerInbox(alice.addr);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, alice.addr, inboxId));
        vm.prank(alice.addr);
        registry.register(0, address(0), noKeys());
    }

    /* REGISTERED BEFORE */

    function test_RevertGiven_InboxWasRegistered_ToTheWalletThatLeftIt() external {
        bytes32 inboxId = registerInbox(alice.addr);
        vm.prank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.InboxAlreadyRegistered.selector, inboxId));
        vm.prank(alice.addr);
        registry.register(0, address(0), noKeys());
    }

    function test_RevertGiven_InboxWasRegistered_WhileOthersUseIt() external {
        bytes32 inboxId = registerInbox(alice.addr, bob.addr);
        link(bob.addr, inboxId, bob);
        vm.prank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.InboxAlreadyRegistered.selector, inboxId));
        vm.prank(alice.addr);
        registry.register(0, alice.addr, noKeys());
    }

    /* KEYS */

    function test_RevertWhen_AKeyCannotBeAdded() external {
        IInboxRegistry.KeyInput[] memory keys = list(keyOf(1), keyOfKind(7, 32));

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.KeyKindUnknown.selector, 7));
        vm.prank(alice.addr);
        registry.register(0, address(0), keys);

        vm.assertEq(registry.inboxOf(alice.addr), bytes32(0));
        assertInboxWord(registry.deriveInboxId(alice.addr, 0), address(0), 0, 0, 0, 0);
    }

    /* IN ORDER */

    function test_ReturnsTheDerivedId() external {
        vm.prank(alice.addr);
        bytes32 inboxId = registry.register(7, address(0), noKeys());

        vm.assertEq(inboxId, sha256(abi.encodePacked(vm.toLowercase(vm.toString(alice.addr)), "7")));
    }

    function test_LinksTheCaller() external {
        bytes32 inboxId = registerInbox(alice.addr);

        vm.assertEq(registry.inboxOf(alice.addr), inboxId);
        vm.assertTrue(registry.isWalletOf(inboxId, alice.addr));
    }

    function test_WritesTheInboxWord() external {
        vm.prank(alice.addr);
        bytes32 inboxId = registry.register(0, bob.addr, list(keyOf(1), keyOf(2)));

        assertInboxWord(inboxId, bob.addr, 0, 2, 1, NOW);
    }

    function test_MakesTheCallerTheRecoveryWhenItIsZero() external {
        vm.prank(alice.addr);
        bytes32 inboxId = registry.register(0, address(0), noKeys());

        assertInboxWord(inboxId, alice.addr, 0, 0, 1, NOW);
        vm.assertEq(registry.recoveryOf(inboxId), alice.addr);
    }

    function test_LeavesAnotherAccountAsRecoveryUnlinked() external {
        bytes32 inboxId = registerInbox(alice.addr, bob.addr);

        vm.assertEq(registry.recoveryOf(inboxId), bob.addr);
        vm.assertEq(registry.inboxOf(bob.addr), bytes32(0));
        vm.assertFalse(registry.isWalletOf(inboxId, bob.addr));
    }

    function test_EmitsInboxRegistered() external {
        bytes32 inboxId = registry.deriveInboxId(alice.addr, type(uint64).max);

        vm.expectEmit(address(registry));
        emit IInboxRegistry.InboxRegistered(inboxId, alice.addr, bob.addr, type(uint64).max);
        vm.prank(alice.addr);
        registry.register(type(uint64).max, bob.addr, noKeys());
    }

    function test_EmitsNothingElseWithoutKeys() external {
        vm.recordLogs();
        vm.prank(alice.addr);
        registry.register(0, address(0), noKeys());

        vm.assertEq(vm.getRecordedLogs().length, 1);
    }

    function test_AddsEachKeyAndEmitsKeyAddedAfterInboxRegistered() external {
        bytes32 inboxId = registry.deriveInboxId(alice.addr, 0);
        IInboxRegistry.KeyInput memory first = keyOf(1, NOW + 1 days);
        IInboxRegistry.KeyInput memory second = keyOfKind(5, 1_216);
        second.possession = "proof";

        vm.expectEmit(address(registry));
        emit IInboxRegistry.InboxRegistered(inboxId, alice.addr, alice.addr, 0);
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyAdded(inboxId, idOf(first), alice.addr, 1, first.expiresAt, first.publicKey, "");
        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyAdded(inboxId, idOf(second), alice.addr, 5, 0, second.publicKey, "proof");
        vm.prank(alice.addr);
        registry.register(0, address(0), list(first, second));

        assertKeyWord(inboxId, idOf(first), 1, NOW, NOW + 1 days, 0, 0);
        assertKeyWord(inboxId, idOf(second), 5, NOW, 0, 0, 0);
    }

    function test_CountsAKeyGivenTwiceOnce() external {
        vm.prank(alice.addr);
        bytes32 inboxId = registry.register(0, address(0), list(keyOf(1), keyOf(1, NOW + 9)));

        assertInboxWord(inboxId, alice.addr, 0, 1, 1, NOW);
        assertKeyWord(inboxId, idOf(keyOf(1)), 1, NOW, NOW + 9, 0, 0);
    }

    function test_Takes256KeysAndNoMore() external {
        bytes32 inboxId = registry.deriveInboxId(alice.addr, 0);

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.TooManyKeys.selector, inboxId, MAX_KEYS));
        vm.prank(alice.addr);
        registry.register(0, address(0), keysFrom(0, MAX_KEYS + 1));

        vm.prank(alice.addr);
        registry.register(0, address(0), keysFrom(0, MAX_KEYS));
        assertInboxWord(inboxId, alice.addr, 0, MAX_KEYS, 1, NOW);
    }

    function test_LetsAWalletThatLeftRegisterWithAnotherNonce() external {
        bytes32 left = registerInbox(alice.addr);
        vm.prank(alice.addr);
        registry.unlinkWallet(left, alice.addr);

        vm.prank(alice.addr);
        bytes32 inboxId = registry.register(1, address(0), noKeys());

        vm.assertNotEq(inboxId, left);
        vm.assertEq(registry.inboxOf(alice.addr), inboxId);
        assertInboxWord(left, alice.addr, 0, 0, 0, NOW);
        assertInboxWord(inboxId, alice.addr, 0, 0, 1, NOW);
    }

    function testFuzz_GivesEveryWalletAndNonceAnInboxOfItsOwn(
        address wallet,
        uint64 inboxNonce,
        address recovery,
        uint256 time
    ) external {
        vm.assume(wallet != address(0) && wallet != address(vm));
        time = bound(time, 1, type(uint40).max);
        vm.warp(time);

        vm.prank(wallet);
        bytes32 inboxId = registry.register(inboxNonce, recovery, noKeys());

        string memory text = string.concat(vm.toLowercase(vm.toString(wallet)), vm.toString(inboxNonce));
        vm.assertEq(inboxId, sha256(bytes(text)));
        vm.assertEq(registry.inboxOf(wallet), inboxId);
        assertInboxWord(inboxId, recovery == address(0) ? wallet : recovery, 0, 0, 1, time);
    }
}
