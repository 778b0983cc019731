// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRecovery} from "../../../contracts/interfaces/IRecovery.sol";
import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";
import {RecoveryTest} from "./RecoveryTest.sol";

contract InboxRegistrySetGuardianTest is RecoveryTest {
    /* CALLER */

    function test_RevertGiven_CallerIsAStranger() external {
        _expectNotRecoveryFrom(mallory.addr, inboxId);
    }

    function test_RevertGiven_CallerIsAWallet() external {
        _expectNotRecoveryFrom(alice.addr, inboxId);
    }

    function test_RevertGiven_CallerIsTheGuardian() external {
        _expectNotRecoveryFrom(guardian.addr, inboxId);
    }

    function test_RevertGiven_CallerIsRecoveryOfAnotherInbox() external {
        registerInbox(mallory.addr);
        _expectNotRecoveryFrom(mallory.addr, inboxId);
    }

    function test_RevertGiven_CallerIsWhomATransferNames() external {
        start(carol.addr);
        vm.warp(DUE);
        _expectNotRecoveryFrom(newRecovery.addr, inboxId);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        _expectNotRecoveryFrom(carol.addr, UNKNOWN);
        assertGuardian(UNKNOWN, address(0), address(0), 0);
    }

    function test_RevertGiven_InboxIsZero() external {
        _expectNotRecoveryFrom(carol.addr, 0);
        assertGuardian(0, address(0), address(0), 0);
    }

    /* AN ACCOUNT */

    function test_EmitsGuardianSetWithTheSecondFromWhichItIsInForce() external {
        vm.expectEmit(address(registry));
        emit IRecovery.GuardianSet(inboxId, otherGuardian.addr, uint40(START + 2 days));
        setGuardian(otherGuardian.addr);
    }

    function test_AnnouncesItAndLeavesTheGuardianOfBefore() external {
        setGuardian(otherGuardian.addr);
        assertGuardian(inboxId, guardian.addr, otherGuardian.addr, DUE);
    }

    function test_PutsItInOfficeExactlyTwoDaysLater() external {
        setGuardian(otherGuardian.addr);

        vm.warp(DUE - 1);
        assertGuardian(inboxId, guardian.addr, otherGuardian.addr, DUE);
        vm.warp(DUE);
        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
        vm.warp(DUE + 1);
        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
    }

    function test_LetsItActFromThatSecondOnAndNotBefore() external {
        setGuardian(otherGuardian.addr);

        vm.warp(DUE - 1);
        _expectNoSay(otherGuardian.addr);
        vm.warp(DUE);
        _expectSay(otherGuardian.addr);
        vm.warp(DUE + 1);
        _expectSay(otherGuardian.addr);
    }

    function test_LetsTheGuardianOfBeforeActUpToThatSecond() external {
        setGuardian(otherGuardian.addr);

        vm.warp(DUE - 1);
        _expectSay(guardian.addr);
        vm.warp(DUE);
        _expectNoSay(guardian.addr);
        vm.warp(DUE + 1);
        _expectNoSay(guardian.addr);
    }

    function test_WritesTheGuardiansWordsAndLeavesTheInboxs() external {
        setGuardian(otherGuardian.addr);

        assertGuardianWords(inboxId, guardian.addr, IN_OFFICE, otherGuardian.addr, DUE);
        assertTransferWords(inboxId, address(0), 0, address(0));
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
    }

    function testFuzz_MayBeAnyone(address anyone) external {
        setGuardian(anyone);
        vm.warp(DUE);
        assertGuardian(inboxId, anyone, address(0), 0);
    }

    function test_MayBeTheRecoveryOrAWallet() external {
        setGuardian(carol.addr);
        vm.warp(DUE);
        assertGuardian(inboxId, carol.addr, address(0), 0);

        setGuardian(alice.addr);
        vm.warp(DUE + RECOVERY_DELAY);
        assertGuardian(inboxId, alice.addr, address(0), 0);
        _expectSay(alice.addr);
    }

    /* NOBODY */

    function test_EmitsGuardianSetWithZero() external {
        vm.expectEmit(address(registry));
        emit IRecovery.GuardianSet(inboxId, address(0), uint40(START + 2 days));
        setGuardian(address(0));
    }

    function test_LeavesARemovedGuardianInOfficeForTwoMoreDays() external {
        setGuardian(address(0));

        assertGuardian(inboxId, guardian.addr, address(0), DUE);
        vm.warp(DUE - 1);
        assertGuardian(inboxId, guardian.addr, address(0), DUE);
        _expectSay(guardian.addr);
        vm.warp(DUE);
        assertGuardian(inboxId, address(0), address(0), 0);
        _expectNoSay(guardian.addr);
    }

    /* REPLACED CHANGE */

    function test_ReplacesAChangeAndCountsTwoDaysAnew() external {
        setGuardian(otherGuardian.addr);
        vm.warp(DUE - 1);

        vm.expectEmit(address(registry));
        emit IRecovery.GuardianSet(inboxId, mallory.addr, uint40(DUE - 1 + 2 days));
        setGuardian(mallory.addr);
        assertGuardianWords(inboxId, guardian.addr, IN_OFFICE, mallory.addr, DUE - 1 + RECOVERY_DELAY);

        vm.warp(DUE);
        assertGuardian(inboxId, guardian.addr, mallory.addr, DUE - 1 + RECOVERY_DELAY);
        _expectNoSay(otherGuardian.addr);
        vm.warp(DUE - 1 + RECOVERY_DELAY - 1);
        assertGuardian(inboxId, guardian.addr, mallory.addr, DUE - 1 + RECOVERY_DELAY);
        vm.warp(DUE - 1 + RECOVERY_DELAY);
        assertGuardian(inboxId, mallory.addr, address(0), 0);
    }

    function test_KeepsAGuardianWhomTheChangeWouldHaveRemoved() external {
        setGuardian(address(0));
        vm.warp(DUE - 1);
        setGuardian(guardian.addr);

        vm.warp(DUE);
        assertGuardian(inboxId, guardian.addr, guardian.addr, DUE - 1 + RECOVERY_DELAY);
        vm.warp(DUE - 1 + RECOVERY_DELAY);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        setGuardian(address(0));
        assertGuardianWords(inboxId, guardian.addr, IN_OFFICE, address(0), DUE - 1 + 2 * RECOVERY_DELAY);
    }

    function test_DelaysTheSameNameOnceMore() external {
        setGuardian(otherGuardian.addr);
        vm.warp(START + 1 days);
        setGuardian(otherGuardian.addr);

        vm.warp(DUE + 1 days - 1);
        assertGuardian(inboxId, guardian.addr, otherGuardian.addr, DUE + 1 days);
        vm.warp(DUE + 1 days);
        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
    }

    /* CHANGE IN FORCE */

    function test_WritesDownSinceWhenAChangeIsInForce() external {
        setGuardian(otherGuardian.addr);
        vm.warp(DUE);

        setGuardian(address(0));
        assertGuardianWords(inboxId, otherGuardian.addr, DUE, address(0), DUE + RECOVERY_DELAY);
        vm.warp(DUE + RECOVERY_DELAY + 5);
        setGuardian(mallory.addr);
        assertGuardianWords(inboxId, address(0), DUE + RECOVERY_DELAY, mallory.addr, DUE + 2 * RECOVERY_DELAY + 5);
    }

    /* THE SAME AGAIN */

    function test_LeavesAGuardianNamedAgainInOfficeWithoutABreak() external {
        setGuardian(guardian.addr);
        assertGuardian(inboxId, guardian.addr, guardian.addr, DUE);

        vm.warp(DUE);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        setGuardian(otherGuardian.addr);
        assertGuardianWords(inboxId, guardian.addr, IN_OFFICE, otherGuardian.addr, DUE + RECOVERY_DELAY);
    }

    function test_LeavesTheTransferOfAGuardianNamedAgain() external {
        setGuardian(guardian.addr);
        vm.warp(DUE - 1);
        start(guardian.addr);

        vm.warp(DUE);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, DUE - 1);
        // Also when the change is written down.
        setGuardian(guardian.addr);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, DUE - 1);
        vm.warp(DUE - 1 + RECOVERY_DELAY);
        accept(newRecovery.addr);
        vm.assertEq(registry.recoveryOf(inboxId), newRecovery.addr);
    }

    function test_PutsAGuardianWhoWasReplacedInOfficeAnew() external {
        setGuardian(otherGuardian.addr);
        vm.warp(DUE);
        setGuardian(guardian.addr);

        vm.warp(DUE + RECOVERY_DELAY - 1);
        _expectNoSay(guardian.addr);
        vm.warp(DUE + RECOVERY_DELAY);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        _expectSay(guardian.addr);
        setGuardian(guardian.addr);
        assertGuardianWords(inboxId, guardian.addr, DUE + RECOVERY_DELAY, guardian.addr, DUE + 2 * RECOVERY_DELAY);
    }

    /* THE FIRST */

    function test_PutsTheFirstGuardianInOfficeTwoDaysLater() external {
        bytes32 other = registerInbox(mallory.addr);
        assertGuardian(other, address(0), address(0), 0);
        setGuardian(mallory.addr, other, bob.addr);

        assertGuardianWords(other, address(0), 0, bob.addr, DUE);
        vm.warp(DUE - 1);
        assertGuardian(other, address(0), bob.addr, DUE);
        expectNotRecoveryOrGuardian(other, bob.addr);
        startTransfer(bob.addr, other, newRecovery.addr);
        vm.warp(DUE);
        assertGuardian(other, bob.addr, address(0), 0);
        startTransfer(bob.addr, other, newRecovery.addr);
    }

    /* ANOTHER INBOX */

    function test_LeavesAnotherInboxOfTheSameRecoveryAlone() external {
        bytes32 other = registerInbox(mallory.addr, carol.addr);
        setGuardian(otherGuardian.addr);

        assertGuardianWords(other, address(0), 0, address(0), 0);
    }

    /* ACCOUNTS WITH CODE */

    function test_SimplyIsCalledByASmartAccount() external {
        MockPuppet account = newSmartAccount();
        bytes32 other = registerInbox(mallory.addr, address(account));

        account.act(address(registry), abi.encodeCall(registry.setGuardian, (other, bob.addr)), 0);
        assertGuardian(other, address(0), bob.addr, DUE);
    }

    function test_SimplyIsCalledByADelegatedAccount() external {
        delegated(carol.addr).act(address(registry), abi.encodeCall(registry.setGuardian, (inboxId, bob.addr)), 0);
        assertGuardian(inboxId, guardian.addr, bob.addr, DUE);
    }

    /* PARTS */

    function _expectNotRecoveryFrom(address caller, bytes32 inboxId_) private {
        expectNotRecovery(inboxId_, caller);
        setGuardian(caller, inboxId_, otherGuardian.addr);
    }

    /// @dev It can start a transfer and cancel it.
    function _expectSay(address account) private {
        start(account);
        cancel(account);
    }

    function _expectNoSay(address account) private {
        expectNotRecoveryOrGuardian(inboxId, account);
        start(account);
        expectNotInCharge(inboxId, account);
        cancel(account);
    }
}
