// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRecovery} from "../../../contracts/interfaces/IRecovery.sol";
import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";
import {RecoveryTest} from "./RecoveryTest.sol";

contract InboxRegistryStartRecoveryTransferTest is RecoveryTest {
    /* CALLER */

    function test_RevertGiven_CallerIsAStranger() external {
        expectNotRecoveryOrGuardian(inboxId, mallory.addr);
        start(mallory.addr);
    }

    function test_RevertGiven_CallerIsAWallet() external {
        expectNotRecoveryOrGuardian(inboxId, alice.addr);
        start(alice.addr);
    }

    function test_RevertGiven_CallerSpeaksForAnotherInbox() external {
        bytes32 other = registerInbox(mallory.addr);
        setGuardian(mallory.addr, other, otherGuardian.addr);
        vm.warp(DUE);

        expectNotRecoveryOrGuardian(inboxId, mallory.addr);
        start(mallory.addr);
        expectNotRecoveryOrGuardian(inboxId, otherGuardian.addr);
        start(otherGuardian.addr);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        expectNotRecoveryOrGuardian(UNKNOWN, carol.addr);
        startTransfer(carol.addr, UNKNOWN, newRecovery.addr);
        assertNoTransfer(UNKNOWN);
    }

    function test_RevertGiven_InboxIsZero() external {
        expectNotRecoveryOrGuardian(0, carol.addr);
        startTransfer(carol.addr, 0, newRecovery.addr);
        assertNoTransfer(0);
    }

    function test_RevertGiven_CallerIsAStranger_BeforeItLooksAtWhom() external {
        start(carol.addr);

        expectNotRecoveryOrGuardian(inboxId, mallory.addr);
        startTransfer(mallory.addr, inboxId, address(0));
    }

    /* TO NOBODY */

    function test_RevertWhen_ToIsZero_ToTheRecovery() external {
        expectInvalidRecovery();
        startTransfer(carol.addr, inboxId, address(0));
    }

    function test_RevertWhen_ToIsZero_ToTheGuardian() external {
        expectInvalidRecovery();
        startTransfer(guardian.addr, inboxId, address(0));
    }

    function test_RevertWhen_ToIsZero_BeforeItLooksForAPendingTransfer() external {
        start(carol.addr);

        expectInvalidRecovery();
        startTransfer(carol.addr, inboxId, address(0));
    }

    /* PENDING */

    function test_RevertGiven_ATransferIsPending() external {
        start(guardian.addr);
        _expectPendingToBoth(newRecovery.addr);

        cancel(carol.addr);
        startTransfer(carol.addr, inboxId, bob.addr);
        _expectPendingToBoth(bob.addr);
    }

    function test_RevertGiven_ATransferIsDueAndNotAccepted() external {
        start(carol.addr);

        vm.warp(DUE);
        _expectPendingToBoth(newRecovery.addr);
    }

    function test_RevertGiven_ATransferIsOneSecondYoungerThanThirtyDays() external {
        start(guardian.addr);

        vm.warp(LAPSES - 1);
        _expectPendingToBoth(newRecovery.addr);
    }

    /* PENDING NO MORE */

    function test_StartsAnotherWhenOneIsExactlyThirtyDaysOld() external {
        start(carol.addr);
        vm.warp(LAPSES);

        startTransfer(guardian.addr, inboxId, bob.addr);
        assertTransfer(inboxId, bob.addr, guardian.addr, LAPSES);
    }

    function test_StartsAnotherWhenOneWasCancelled() external {
        start(carol.addr);
        cancel(bob.addr);

        startTransfer(carol.addr, inboxId, bob.addr);
        assertTransfer(inboxId, bob.addr, carol.addr, START);
    }

    function test_StartsAnotherWhenOneWasAccepted() external {
        start(carol.addr);
        vm.warp(DUE);
        accept(newRecovery.addr);

        startTransfer(newRecovery.addr, inboxId, carol.addr);
        assertTransfer(inboxId, carol.addr, newRecovery.addr, DUE);
    }

    function test_StartsAnotherInTheSecondInWhichOnesGuardianIsReplaced() external {
        setGuardian(otherGuardian.addr);
        vm.warp(DUE - 1);
        start(guardian.addr);
        expectPending(newRecovery.addr);
        startTransfer(carol.addr, inboxId, bob.addr);

        vm.warp(DUE);
        startTransfer(otherGuardian.addr, inboxId, bob.addr);
        assertTransfer(inboxId, bob.addr, otherGuardian.addr, DUE);
    }

    function test_CountsTwoAndThirtyDaysAnew() external {
        start(carol.addr);
        vm.warp(DUE);
        cancel(carol.addr);
        start(carol.addr);

        expectTooEarly(DUE + 2 days);
        accept(newRecovery.addr);
        vm.warp(DUE + 30 days - 1);
        assertTransfer(inboxId, newRecovery.addr, carol.addr, DUE);
        vm.warp(DUE + 30 days);
        assertNoTransfer(inboxId);
    }

    /* IN ORDER */

    function test_EmitsRecoveryTransferStarted() external {
        address[2] memory callers = [carol.addr, guardian.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectEmit(address(registry));
            emit IRecovery.RecoveryTransferStarted(inboxId, newRecovery.addr, callers[i]);
            start(callers[i]);
            cancel(carol.addr);
        }
    }

    function test_MakesItPendingForLessThanThirtyDays() external {
        address[2] memory callers = [carol.addr, guardian.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            uint256 startedAt = START + i * TRANSFER_LIFETIME;
            vm.warp(startedAt);
            start(callers[i]);
            assertTransfer(inboxId, newRecovery.addr, callers[i], startedAt);
            vm.warp(startedAt + 30 days - 1);
            assertTransfer(inboxId, newRecovery.addr, callers[i], startedAt);
            vm.warp(startedAt + 30 days);
            assertNoTransfer(inboxId);
            vm.warp(startedAt + 30 days + 1);
            assertNoTransfer(inboxId);
        }
    }

    function test_WritesTheTransfersWordsAndLeavesTheOthers() external {
        start(guardian.addr);

        assertTransferWords(inboxId, newRecovery.addr, START, guardian.addr);
        assertGuardianWords(inboxId, address(0), 0, guardian.addr, IN_OFFICE);
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
    }

    function test_LeavesTheRecoveryInCharge() external {
        start(guardian.addr);
        vm.warp(DUE);

        vm.assertEq(registry.recoveryOf(inboxId), carol.addr);
        link(carol.addr, inboxId, mallory);
        vm.prank(carol.addr);
        registry.unlinkWallet(inboxId, mallory.addr);
        setGuardian(otherGuardian.addr);
    }

    function test_MayGoToAnyone() external {
        address[4] memory anyone = [carol.addr, guardian.addr, alice.addr, address(registry)];
        for (uint256 i = 0; i < anyone.length; ++i) {
            startTransfer(carol.addr, inboxId, anyone[i]);
            assertTransfer(inboxId, anyone[i], carol.addr, START);
            cancel(carol.addr);
        }
    }

    /* A GUARDIAN'S */

    function test_SurvivesThatItsGuardianIsNamedAgain() external {
        start(guardian.addr);
        setGuardian(guardian.addr);

        vm.warp(DUE);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, START);
    }

    function test_SurvivesAChangeThatIsReplacedBeforeItComesIntoForce() external {
        start(guardian.addr);
        setGuardian(otherGuardian.addr);
        vm.warp(DUE - 1);
        setGuardian(guardian.addr);

        vm.warp(DUE);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, START);
        vm.warp(DUE - 1 + RECOVERY_DELAY);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, START);
    }

    function test_DiesInTheVerySecondInWhichTheGuardianIsReplaced() external {
        _assertDiesAtOnceWithGuardian(otherGuardian.addr);
    }

    function test_DiesInTheVerySecondInWhichTheGuardianIsRemoved() external {
        _assertDiesAtOnceWithGuardian(address(0));
    }

    function test_StaysDeadOnceTheGuardianIsBack() external {
        setGuardian(otherGuardian.addr);
        start(guardian.addr);
        vm.warp(DUE);
        assertNoTransfer(inboxId);
        setGuardian(guardian.addr);

        vm.warp(DUE + RECOVERY_DELAY);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        // As last written, and yet dead.
        assertTransferWords(inboxId, newRecovery.addr, START, guardian.addr);
        assertNoTransfer(inboxId);
        expectNoTransfer(inboxId);
        accept(newRecovery.addr);
        expectNoTransfer(inboxId);
        cancel(guardian.addr);
        // Also when the guardian's return is written down.
        setGuardian(guardian.addr);
        assertNoTransfer(inboxId);
        start(guardian.addr);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, DUE + RECOVERY_DELAY);
    }

    function test_SurvivesIfItsGuardianIsTheRecoveryToo() external {
        setGuardian(carol.addr);
        vm.warp(DUE);
        setGuardian(address(0));
        start(carol.addr);

        vm.warp(DUE + RECOVERY_DELAY);
        assertGuardian(inboxId, address(0), address(0), 0);
        assertTransfer(inboxId, newRecovery.addr, carol.addr, DUE);
        accept(newRecovery.addr);
        vm.assertEq(registry.recoveryOf(inboxId), newRecovery.addr);
    }

    /* THE RECOVERY'S */

    function test_SurvivesThatTheGuardianChanges() external {
        start(carol.addr);
        setGuardian(otherGuardian.addr);

        vm.warp(DUE);
        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
        assertTransfer(inboxId, newRecovery.addr, carol.addr, START);
        accept(newRecovery.addr);
        vm.assertEq(registry.recoveryOf(inboxId), newRecovery.addr);
    }

    /* ANOTHER INBOX */

    function test_LeavesAnotherInboxOfTheSameRecoveryAlone() external {
        bytes32 other = registerInbox(mallory.addr, carol.addr);
        start(carol.addr);

        assertTransferWords(other, address(0), 0, address(0));
        startTransfer(carol.addr, other, bob.addr);
        assertTransfer(other, bob.addr, carol.addr, START);
        assertTransfer(inboxId, newRecovery.addr, carol.addr, START);
    }

    /* ACCOUNTS WITH CODE */

    function test_SimplyIsCalledByASmartAccount() external {
        MockPuppet account = newSmartAccount();
        bytes32 other = registerInbox(mallory.addr, address(account));

        account.act(address(registry), abi.encodeCall(registry.startRecoveryTransfer, (other, bob.addr)), 0);
        assertTransfer(other, bob.addr, address(account), START);
    }

    function test_SimplyIsCalledByADelegatedAccount() external {
        bytes memory call = abi.encodeCall(registry.startRecoveryTransfer, (inboxId, bob.addr));

        delegated(guardian.addr).act(address(registry), call, 0);
        assertTransfer(inboxId, bob.addr, guardian.addr, START);
    }

    /* PARTS */

    function _expectPendingToBoth(address to) private {
        expectPending(to);
        startTransfer(carol.addr, inboxId, mallory.addr);
        expectPending(to);
        startTransfer(guardian.addr, inboxId, mallory.addr);
    }

    /// @dev Its own two days are over in the same second: the guardian's leaving comes first.
    function _assertDiesAtOnceWithGuardian(address next) private {
        setGuardian(next);
        start(guardian.addr);

        vm.warp(DUE - 1);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, START);
        vm.warp(DUE);
        assertNoTransfer(inboxId);
        expectNoTransfer(inboxId);
        accept(newRecovery.addr);
        expectNoTransfer(inboxId);
        cancel(carol.addr);
        expectNoTransfer(inboxId);
        cancel(alice.addr);
        expectNotInCharge(inboxId, guardian.addr);
        cancel(guardian.addr);
        expectNotRecoveryOrGuardian(inboxId, guardian.addr);
        start(guardian.addr);
    }
}
