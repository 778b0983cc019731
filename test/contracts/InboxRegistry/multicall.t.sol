// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IRecovery} from "../../../contracts/interfaces/IRecovery.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice Alice's inbox, with Carol as recovery and one active key.
contract InboxRegistryMulticallTest is InboxRegistryTest {
    bytes32 internal inboxId;
    bytes32 internal keyId;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
        keyId = addKey(alice.addr, inboxId, keyOf(1));
    }

    function test_RevokesAndLeavesInOneCall() external {
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.revokeKeys, (inboxId, list(keyId))),
            abi.encodeCall(registry.unlinkWallet, (inboxId, alice.addr))
        );

        vm.expectEmit(address(registry));
        emit IInboxRegistry.KeyRevoked(inboxId, keyId, alice.addr);
        vm.expectEmit(address(registry));
        emit IInboxRegistry.WalletUnlinked(inboxId, alice.addr);
        vm.prank(alice.addr);
        registry.multicall(calls);

        assertInboxWord(inboxId, carol.addr, 0, 0, 0, NOW);
    }

    function test_NamesAGuardianAndHandsOverInOneCall() external {
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.setGuardian, (inboxId, bob.addr)),
            abi.encodeCall(registry.startRecoveryTransfer, (inboxId, mallory.addr))
        );

        vm.expectEmit(address(registry));
        emit IRecovery.GuardianSet(inboxId, bob.addr, uint40(NOW + 2 days));
        vm.expectEmit(address(registry));
        emit IRecovery.RecoveryTransferStarted(inboxId, mallory.addr, carol.addr);
        vm.prank(carol.addr);
        registry.multicall(calls);

        assertGuardianWords(inboxId, address(0), 0, bob.addr, NOW + 2 days);
        assertTransferWords(inboxId, mallory.addr, NOW, carol.addr);
    }

    function test_CancelsAndStartsAnewInOneCall() external {
        startTransfer(carol.addr, inboxId, mallory.addr);
        vm.warp(NOW + 1 days);
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.cancelRecoveryTransfer, (inboxId)),
            abi.encodeCall(registry.startRecoveryTransfer, (inboxId, bob.addr))
        );

        vm.prank(carol.addr);
        registry.multicall(calls);
        assertTransfer(inboxId, bob.addr, carol.addr, NOW + 1 days);
    }

    function test_TakesOverAndCleansUpInOneCall() external {
        startTransfer(carol.addr, inboxId, bob.addr);
        vm.warp(NOW + 2 days);
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(registry.acceptRecoveryTransfer, (inboxId));
        calls[1] = abi.encodeCall(registry.revokeAllKeys, (inboxId));
        calls[2] = abi.encodeCall(registry.unlinkWallet, (inboxId, alice.addr));

        vm.prank(bob.addr);
        registry.multicall(calls);
        assertInboxWord(inboxId, bob.addr, 1, 0, 0, NOW);
    }

    function test_RevertWhen_CallerIsNotInOfficeYet() external {
        setGuardian(carol.addr, inboxId, bob.addr);
        vm.warp(NOW + 2 days - 1);
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.useNonce, ()),
            abi.encodeCall(registry.startRecoveryTransfer, (inboxId, mallory.addr))
        );

        vm.expectRevert(abi.encodeWithSelector(IRecovery.NotRecoveryOrGuardian.selector, inboxId, bob.addr));
        vm.prank(bob.addr);
        registry.multicall(calls);
        assertNoTransfer(inboxId);
    }

    function test_RevertWhen_StartedAndAcceptedInTheSameCall() external {
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.startRecoveryTransfer, (inboxId, carol.addr)),
            abi.encodeCall(registry.acceptRecoveryTransfer, (inboxId))
        );
        vm.expectRevert(abi.encodeWithSelector(IRecovery.RecoveryTransferTooEarly.selector, inboxId, NOW + 2 days));
        vm.prank(carol.addr);
        registry.multicall(calls);
        assertNoTransfer(inboxId);
    }

    function test_RevertWhen_OneCallReverts() external {
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.unlinkWallet, (inboxId, alice.addr)),
            abi.encodeCall(registry.addKeys, (inboxId, list(keyOf(2))))
        );

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWallet.selector, inboxId, alice.addr));
        vm.prank(alice.addr);
        registry.multicall(calls);
        vm.assertEq(registry.inboxOf(alice.addr), inboxId);
    }

    function test_RevertWhen_CallerLacksTheRight() external {
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.useNonce, ()),
            abi.encodeCall(registry.revokeAllKeys, (inboxId))
        );

        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId, mallory.addr));
        vm.prank(mallory.addr);
        registry.multicall(calls);
    }

    function test_ReturnsEachCallsAnswer() external {
        bytes[] memory calls = _calls(
            abi.encodeCall(registry.useNonce, ()),
            abi.encodeCall(registry.inboxOf, (alice.addr))
        );

        vm.prank(alice.addr);
        bytes[] memory results = registry.multicall(calls);
        vm.assertEq(results.length, 2);
        vm.assertEq(results[0], abi.encode(0));
        vm.assertEq(results[1], abi.encode(inboxId));
    }

    function test_ReturnsNothingWithoutCalls() external {
        vm.assertEq(registry.multicall(new bytes[](0)).length, 0);
    }

    function test_RevertWhen_MoneyComesAlong() external {
        vm.deal(alice.addr, 1);
        bytes memory data = abi.encodeCall(registry.multicall, (new bytes[](0)));

        vm.prank(alice.addr);
        (bool ok, bytes memory answer) = address(registry).call{value: 1}(data);
        vm.assertFalse(ok);
        vm.assertEq(answer, "");
    }

    function _calls(bytes memory first, bytes memory second) private pure returns (bytes[] memory calls) {
        calls = new bytes[](2);
        calls[0] = first;
        calls[1] = second;
    }
}
