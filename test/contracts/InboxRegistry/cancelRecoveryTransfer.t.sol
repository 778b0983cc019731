// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRecovery} from "../../../contracts/interfaces/IRecovery.sol";
import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";
import {RecoveryTest} from "./RecoveryTest.sol";

contract InboxRegistryCancelRecoveryTransferTest is RecoveryTest {
    /* CALLER */

    function test_RevertGiven_CallerIsAStranger() external {
        start(carol.addr);
        _expectNotInChargeFrom(mallory.addr);
    }

    function test_RevertGiven_CallerIsWhomTheTransferNames() external {
        start(carol.addr);
        _expectNotInChargeFrom(newRecovery.addr);

        vm.warp(DUE);
        _expectNotInChargeFrom(newRecovery.addr);
    }

    function test_RevertGiven_CallerIsAGuardianOfBeforeOrTheNext() external {
        start(carol.addr);
        setGuardian(otherGuardian.addr);

        vm.warp(DUE - 1);
        _expectNotInChargeFrom(otherGuardian.addr);
        vm.warp(DUE);
        _expectNotInChargeFrom(guardian.addr);
    }

    function test_RevertGiven_CallerIsARecoveryOfBefore() external {
        start(carol.addr);
        vm.warp(DUE);
        accept(newRecovery.addr);
        startTransfer(newRecovery.addr, inboxId, bob.addr);

        _expectNotInChargeFrom(carol.addr);
    }

    function test_RevertGiven_CallerIsAWalletThatHasLeft() external {
        start(carol.addr);
        vm.prank(bob.addr);
        registry.unlinkWallet(inboxId, bob.addr);

        _expectNotInChargeFrom(bob.addr);
    }

    function test_RevertGiven_CallerIsInChargeOfAnotherInbox() external {
        bytes32 other = registerInbox(mallory.addr, newRecovery.addr);
        setGuardian(newRecovery.addr, other, otherGuardian.addr);
        vm.warp(DUE);
        start(carol.addr);

        _expectNotInChargeFrom(mallory.addr);
        _expectNotInChargeFrom(newRecovery.addr);
        _expectNotInChargeFrom(otherGuardian.addr);
    }

    function test_RevertGiven_InboxIsNotRegistered() external {
        expectNotInCharge(UNKNOWN, carol.addr);
        cancelTransfer(carol.addr, UNKNOWN);
    }

    function test_RevertGiven_InboxIsZero() external {
        expectNotInCharge(0, mallory.addr);
        cancelTransfer(mallory.addr, 0);
    }

    function test_RevertGiven_CallerIsAStranger_BeforeItLooksForATransfer() external {
        _expectNotInChargeFrom(mallory.addr);
    }

    /* NO TRANSFER */

    function test_RevertGiven_NoneWasEverStarted() external {
        _expectNoTransferForAll();
    }

    function test_RevertGiven_ItWasCancelled() external {
        start(carol.addr);
        cancel(alice.addr);
        _expectNoTransferForAll();
    }

    function test_RevertGiven_ItWasAccepted() external {
        start(carol.addr);
        vm.warp(DUE);
        accept(newRecovery.addr);

        expectNoTransfer(inboxId);
        cancel(newRecovery.addr);
        expectNoTransfer(inboxId);
        cancel(guardian.addr);
        expectNoTransfer(inboxId);
        cancel(alice.addr);
    }

    function test_RevertGiven_ItIsThirtyDaysOld() external {
        start(carol.addr);

        vm.warp(LAPSES);
        _expectNoTransferForAll();
        vm.warp(LAPSES + 1);
        _expectNoTransferForAll();
    }

    function test_RevertGiven_ItsGuardianIsNoLongerInOffice() external {
        setGuardian(otherGuardian.addr);
        start(guardian.addr);
        vm.warp(DUE);

        expectNoTransfer(inboxId);
        cancel(carol.addr);
        expectNoTransfer(inboxId);
        cancel(otherGuardian.addr);
        expectNoTransfer(inboxId);
        cancel(alice.addr);
    }

    /* IN ORDER */

    function test_EmitsRecoveryTransferCancelled() external {
        address[2] memory starters = [carol.addr, guardian.addr];
        address[4] memory callers = _inCharge();
        for (uint256 i = 0; i < starters.length; ++i) {
            for (uint256 j = 0; j < callers.length; ++j) {
                start(starters[i]);
                vm.expectEmit(address(registry));
                emit IRecovery.RecoveryTransferCancelled(inboxId, callers[j]);
                cancel(callers[j]);
                assertNoTransfer(inboxId);
            }
        }
    }

    function test_WorksAtOnceWhenDueAndUpToItsLastSecond() external {
        uint40[5] memory ages = [uint40(0), 2 days - 1, 2 days, 2 days + 1, 30 days - 1];
        uint256 startedAt = START;
        for (uint256 i = 0; i < ages.length; ++i) {
            start(carol.addr);
            startedAt += ages[i];
            vm.warp(startedAt);
            cancel(guardian.addr);
            assertNoTransfer(inboxId);
        }
    }

    function test_ClearsTheTransfersWordsAndLeavesTheOthers() external {
        start(guardian.addr);
        vm.warp(DUE);
        cancel(bob.addr);

        assertTransferWords(inboxId, address(0), 0, address(0));
        assertGuardianWords(inboxId, address(0), 0, guardian.addr, IN_OFFICE);
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
    }

    function test_LetsNobodyAcceptAnyMore() external {
        start(carol.addr);
        cancel(guardian.addr);

        expectNoTransfer(inboxId);
        accept(newRecovery.addr);
        vm.warp(DUE);
        expectNoTransfer(inboxId);
        accept(newRecovery.addr);
        vm.assertEq(registry.recoveryOf(inboxId), carol.addr);
    }

    function test_WorksForWhomItNamesIfItIsAWalletToo() external {
        startTransfer(carol.addr, inboxId, bob.addr);
        cancel(bob.addr);
        assertNoTransfer(inboxId);
    }

    /* ANOTHER INBOX */

    function test_LeavesTheTransferOfAnotherInboxAlone() external {
        bytes32 other = registerInbox(mallory.addr, carol.addr);
        startTransfer(carol.addr, other, bob.addr);
        start(carol.addr);
        cancel(carol.addr);

        assertTransfer(other, bob.addr, carol.addr, START);
    }

    /* ACCOUNTS WITH CODE */

    function test_SimplyIsCalledByASmartAccount() external {
        MockPuppet account = newSmartAccount();
        bytes32 other = registerInbox(mallory.addr, address(account));
        startTransfer(address(account), other, bob.addr);

        account.act(address(registry), abi.encodeCall(registry.cancelRecoveryTransfer, (other)), 0);
        assertNoTransfer(other);
    }

    function test_SimplyIsCalledByADelegatedAccount() external {
        start(carol.addr);

        delegated(alice.addr).act(address(registry), abi.encodeCall(registry.cancelRecoveryTransfer, (inboxId)), 0);
        assertNoTransfer(inboxId);
    }

    /* PARTS */

    function _inCharge() private view returns (address[4] memory) {
        return [carol.addr, guardian.addr, alice.addr, bob.addr];
    }

    function _expectNotInChargeFrom(address caller) private {
        expectNotInCharge(inboxId, caller);
        cancel(caller);
    }

    function _expectNoTransferForAll() private {
        address[4] memory callers = _inCharge();
        for (uint256 i = 0; i < callers.length; ++i) {
            expectNoTransfer(inboxId);
            cancel(callers[i]);
        }
    }
}
