// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IRecovery} from "../../../contracts/interfaces/IRecovery.sol";
import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";
import {RecoveryTest} from "./RecoveryTest.sol";

contract InboxRegistryAcceptRecoveryTransferTest is RecoveryTest {
    /* NO TRANSFER */

    function test_RevertGiven_NoneWasEverStarted() external {
        address[4] memory anyone = [mallory.addr, carol.addr, guardian.addr, alice.addr];
        for (uint256 i = 0; i < anyone.length; ++i) _expectNoTransferTo(anyone[i]);
    }

    function test_RevertGiven_ItWasCancelled() external {
        start(carol.addr);
        vm.warp(DUE);
        cancel(alice.addr);

        _expectNoTransferTo(newRecovery.addr);
    }

    function test_RevertGiven_ItWasAccepted() external {
        start(carol.addr);
        vm.warp(DUE);
        accept(newRecovery.addr);

        _expectNoTransferTo(newRecovery.addr);
    }

    function test_RevertGiven_ItIsThirtyDaysOld() external {
        start(carol.addr);

        vm.warp(LAPSES);
        _expectNoTransferTo(newRecovery.addr);
        vm.warp(LAPSES + 1);
        _expectNoTransferTo(newRecovery.addr);
    }

    function test_RevertGiven_ItsGuardianIsNoLongerInOffice() external {
        vm.warp(START - 1);
        start(guardian.addr);
        vm.warp(START);
        setGuardian(otherGuardian.addr);

        // Due one second before the guardian leaves.
        vm.warp(DUE - 1);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, START - 1);
        vm.warp(DUE);
        _expectNoTransferTo(newRecovery.addr);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        expectNoTransfer(UNKNOWN);
        acceptTransfer(newRecovery.addr, UNKNOWN);
    }

    function test_RevertGiven_InboxIsZero() external {
        expectNoTransfer(0);
        acceptTransfer(newRecovery.addr, 0);
    }

    function test_RevertGiven_ItWasCancelled_BeforeItLooksAtTheCallerAndTheTime() external {
        start(carol.addr);
        cancel(carol.addr);
        _expectNoTransferTo(mallory.addr);
    }

    /* CALLER */

    function test_RevertWhen_CallerIsNotTheOneItNames() external {
        start(guardian.addr);
        vm.warp(DUE);

        address[5] memory others = [mallory.addr, guardian.addr, carol.addr, alice.addr, bob.addr];
        for (uint256 i = 0; i < others.length; ++i) {
            expectNotNewRecovery(others[i]);
            accept(others[i]);
        }
    }

    function test_RevertWhen_CallerIsNotTheOneItNames_BeforeItLooksAtTheTime() external {
        start(carol.addr);

        expectNotNewRecovery(mallory.addr);
        accept(mallory.addr);
    }

    /* TIME */

    function test_RevertWhen_ItIsYoungerThanTwoDays() external {
        start(carol.addr);

        expectTooEarly(START + 2 days);
        accept(newRecovery.addr);
        vm.warp(START + 2 days - 1);
        expectTooEarly(START + 2 days);
        accept(newRecovery.addr);
    }

    /* IN ORDER */

    function test_PassesTheInboxOnFromTwoDaysToLessThanThirty() external {
        uint40[4] memory ages = [uint40(2 days), 2 days + 1, 30 days - 1, 2 days];
        address[2] memory holders = [carol.addr, newRecovery.addr];
        uint256 time = START;
        for (uint256 i = 0; i < ages.length; ++i) {
            (address from, address to) = (holders[i % 2], holders[(i + 1) % 2]);
            startTransfer(from, inboxId, to);
            time += ages[i];
            vm.warp(time);
            accept(to);
            vm.assertEq(registry.recoveryOf(inboxId), to);
        }
    }

    function test_EmitsRecoveryTransferred() external {
        start(guardian.addr);
        vm.warp(DUE);

        vm.expectEmit(address(registry));
        emit IRecovery.RecoveryTransferred(inboxId, carol.addr, newRecovery.addr);
        accept(newRecovery.addr);
    }

    function test_ChangesTheRecoveryAndNothingElseOfTheInbox() external {
        vm.startPrank(alice.addr);
        registry.revokeAllKeys(inboxId);
        registry.addKeys(inboxId, keysFrom(1, 3));
        vm.stopPrank();
        start(carol.addr);
        vm.warp(DUE);

        accept(newRecovery.addr);
        assertInboxWord(inboxId, newRecovery.addr, 1, 3, 2, NOW);
        assertTransferWords(inboxId, address(0), 0, address(0));
        assertNoTransfer(inboxId);
    }

    function test_PassesTheInboxOnAtTheGuardiansWord() external {
        start(guardian.addr);
        vm.warp(DUE);

        accept(newRecovery.addr);
        assertInboxWord(inboxId, newRecovery.addr, 0, 0, 2, NOW);
        assertGuardianWords(inboxId, guardian.addr, IN_OFFICE, address(0), 0);
    }

    function test_KeepsWalletsAndKeys() external {
        bytes32 keyId = addKey(bob.addr, inboxId, keyOf(1));
        _passOn();

        vm.assertTrue(registry.isWalletOf(inboxId, alice.addr));
        vm.assertTrue(registry.isWalletOf(inboxId, bob.addr));
        vm.assertFalse(registry.isWalletOf(inboxId, newRecovery.addr));
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Active);
    }

    function test_KeepsTheGuardianInOffice() external {
        _passOn();

        assertGuardian(inboxId, guardian.addr, address(0), 0);
        startTransfer(guardian.addr, inboxId, carol.addr);
        assertTransfer(inboxId, carol.addr, guardian.addr, DUE);
    }

    function test_KeepsAGuardianWhoHasJustComeIntoOffice() external {
        setGuardian(otherGuardian.addr);
        start(carol.addr);
        vm.warp(DUE);
        accept(newRecovery.addr);

        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
        assertGuardianWords(inboxId, otherGuardian.addr, DUE, address(0), 0);
    }

    function test_DropsAChangeOfGuardianThatIsNotInForce() external {
        start(carol.addr);
        vm.warp(START + 1);
        setGuardian(mallory.addr);
        vm.warp(DUE);
        assertGuardian(inboxId, guardian.addr, mallory.addr, DUE + 1);
        accept(newRecovery.addr);

        assertGuardian(inboxId, guardian.addr, address(0), 0);
        assertGuardianWords(inboxId, guardian.addr, IN_OFFICE, address(0), 0);
        vm.warp(DUE + 1);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        expectNotRecoveryOrGuardian(inboxId, mallory.addr);
        start(mallory.addr);
    }

    function test_DropsARemovalOfTheGuardianThatIsNotInForce() external {
        vm.warp(START - 1);
        start(guardian.addr);
        vm.warp(START);
        setGuardian(address(0));
        vm.warp(DUE - 1);
        accept(newRecovery.addr);

        vm.warp(DUE);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
    }

    function test_TakesEveryRightFromTheRecoveryOfBefore() external {
        LinkWallet memory value = LinkWallet(inboxId, mallory.addr, 0, type(uint256).max);
        bytes memory signature = sign(mallory, digestOf(value));
        bytes32[] memory keyIds = list(idOf(keyOf(1)));
        _passOn();

        vm.startPrank(carol.addr);
        expectNotRecovery(inboxId, carol.addr);
        registry.linkWallet(inboxId, mallory.addr, value.deadline, signature);
        _expectNotWalletOrRecovery(carol.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        _expectNotWalletOrRecovery(carol.addr);
        registry.revokeKeys(inboxId, keyIds);
        _expectNotWalletOrRecovery(carol.addr);
        registry.revokeAllKeys(inboxId);
        expectNotRecovery(inboxId, carol.addr);
        registry.setGuardian(inboxId, carol.addr);
        expectNotRecoveryOrGuardian(inboxId, carol.addr);
        registry.startRecoveryTransfer(inboxId, carol.addr);
        expectNotInCharge(inboxId, carol.addr);
        registry.cancelRecoveryTransfer(inboxId);
    }

    function test_GivesEveryRightToTheNewOne() external {
        bytes32 keyId = addKey(bob.addr, inboxId, keyOf(1));
        _passOn();

        link(newRecovery.addr, inboxId, mallory);
        vm.startPrank(newRecovery.addr);
        registry.unlinkWallet(inboxId, bob.addr);
        registry.revokeKeys(inboxId, list(keyId));
        registry.revokeAllKeys(inboxId);
        registry.setGuardian(inboxId, otherGuardian.addr);
        registry.startRecoveryTransfer(inboxId, carol.addr);
        registry.cancelRecoveryTransfer(inboxId);
        assertInboxWord(inboxId, newRecovery.addr, 1, 0, 2, NOW);
        assertGuardian(inboxId, guardian.addr, otherGuardian.addr, DUE + RECOVERY_DELAY);
    }

    /* WHOM IT NAMES */

    function test_LeavesARecoveryThatNamesItselfInOffice() external {
        startTransfer(carol.addr, inboxId, carol.addr);
        vm.warp(DUE);

        vm.expectEmit(address(registry));
        emit IRecovery.RecoveryTransferred(inboxId, carol.addr, carol.addr);
        accept(carol.addr);
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
        assertNoTransfer(inboxId);
    }

    function test_MakesAGuardianWhomItNamesBoth() external {
        startTransfer(guardian.addr, inboxId, guardian.addr);
        vm.warp(DUE);
        accept(guardian.addr);

        vm.assertEq(registry.recoveryOf(inboxId), guardian.addr);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
    }

    function test_MakesAWalletThatItNamesBoth() external {
        startTransfer(carol.addr, inboxId, alice.addr);
        vm.warp(DUE);
        accept(alice.addr);

        vm.assertEq(registry.recoveryOf(inboxId), alice.addr);
        vm.assertTrue(registry.isWalletOf(inboxId, alice.addr));
        setGuardian(alice.addr, inboxId, carol.addr);
        assertGuardian(inboxId, guardian.addr, carol.addr, DUE + RECOVERY_DELAY);
    }

    /* ANOTHER INBOX */

    function test_LeavesAnotherInboxOfTheSameRecoveryAlone() external {
        bytes32 other = registerInbox(mallory.addr, carol.addr);
        setGuardian(carol.addr, other, bob.addr);
        startTransfer(carol.addr, other, bob.addr);
        _passOn();

        assertInboxWord(other, carol.addr, 0, 0, 1, START);
        assertGuardianWords(other, address(0), 0, bob.addr, DUE);
        assertTransferWords(other, bob.addr, START, carol.addr);
    }

    /* ACCOUNTS WITH CODE */

    function test_SimplyIsCalledByASmartAccount() external {
        MockPuppet account = newSmartAccount();
        startTransfer(carol.addr, inboxId, address(account));
        vm.warp(DUE);

        account.act(address(registry), abi.encodeCall(registry.acceptRecoveryTransfer, (inboxId)), 0);
        vm.assertEq(registry.recoveryOf(inboxId), address(account));
    }

    function test_SimplyIsCalledByADelegatedAccount() external {
        start(carol.addr);
        vm.warp(DUE);
        bytes memory call = abi.encodeCall(registry.acceptRecoveryTransfer, (inboxId));

        delegated(newRecovery.addr).act(address(registry), call, 0);
        vm.assertEq(registry.recoveryOf(inboxId), newRecovery.addr);
    }

    /* PARTS */

    /// @dev The time is `DUE` then.
    function _passOn() private {
        start(carol.addr);
        vm.warp(DUE);
        accept(newRecovery.addr);
    }

    function _expectNoTransferTo(address caller) private {
        expectNoTransfer(inboxId);
        accept(caller);
    }

    function _expectNotWalletOrRecovery(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId, account));
    }
}
