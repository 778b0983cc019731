// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IWholePostOffice} from "../PostOffice/IWholePostOffice.sol";
import {RecoveryTest} from "./RecoveryTest.sol";

/// @notice What becomes of Alice's inbox when accounts are stolen or lost. Alice and Bob are its wallets, Carol its recovery.
/// Who has stolen an account acts by it; Mallory is the thief's own. Who has lost one acts by it no more.
contract InboxRegistryRecoveryStoriesTest is RecoveryTest {
    uint96 private constant _STAKE = 1_000_000;
    /// @dev Long enough for "for ever", short enough for 40 bits of seconds.
    uint256 private constant _AGES = 36_500 days;

    Account private _writer = makeAccount("writer");
    IWholePostOffice private _office;

    function setUp() public override {
        super.setUp();
        _office = IWholePostOffice(deployArtifact("PostOffice", abi.encode(registry)));
        vm.deal(_writer.addr, 1 ether);
        vm.prank(alice.addr);
        _office.setTerms(inboxId, address(0), _STAKE, 1 days, false);
    }

    /* WALLET STOLEN */

    function test_WalletStolen_TheThiefActsButIsNotPaid() external {
        IStamps.Stamp[] memory letter = _letter();
        start(carol.addr);
        LinkWallet memory joining = LinkWallet(inboxId, mallory.addr, 0, DUE);
        bytes memory joiningSigned = sign(mallory, digestOf(joining));

        // What he can do with Bob's wallet.
        vm.startPrank(bob.addr);
        registry.addKeys(inboxId, list(keyOf(666)));
        registry.revokeKeys(inboxId, list(idOf(keyOf(1))));
        registry.cancelRecoveryTransfer(inboxId);
        _office.setTerms(inboxId, address(0), 1, 1 hours, true);
        _office.setDoor(inboxId, ITerms.Door.Free);
        _office.collect(letter);

        // What he cannot: have the stakes, or let anyone in or out.
        _expectOfficeNotRecovery(bob.addr);
        _office.setPayout(inboxId, mallory.addr);
        expectNotRecovery(inboxId, bob.addr);
        registry.linkWallet(inboxId, mallory.addr, DUE, joiningSigned);
        _expectNotWalletOrRecovery(bob.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        expectNotRecovery(inboxId, bob.addr);
        registry.setGuardian(inboxId, mallory.addr);
        expectNotRecoveryOrGuardian(inboxId, bob.addr);
        registry.startRecoveryTransfer(inboxId, mallory.addr);
        vm.stopPrank();

        _assertCredit(carol.addr, _STAKE);
        _assertCredit(bob.addr, 0);
        _assertCredit(mallory.addr, 0);
    }

    function test_WalletStolen_TheRecoveryTakesItOut() external {
        bytes32 theThiefsKey = addKey(bob.addr, inboxId, keyOf(666));
        IStamps.Stamp[] memory letter = _letter();

        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(registry.revokeAllKeys, (inboxId));
        calls[1] = abi.encodeCall(registry.unlinkWallet, (inboxId, bob.addr));
        vm.prank(carol.addr);
        registry.multicall(calls);

        assertStatus(inboxId, theThiefsKey, IInboxRegistry.KeyStatus.Revoked);
        vm.startPrank(bob.addr);
        _expectNotWallet(bob.addr);
        registry.addKeys(inboxId, list(keyOf(667)));
        _expectNotWalletOrRecovery(bob.addr);
        registry.revokeAllKeys(inboxId);
        vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, inboxId, bob.addr));
        _office.setTerms(inboxId, address(0), 1, 1 hours, true);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, _office.stampId(letter[0]), bob.addr));
        _office.collect(letter);
        vm.stopPrank();

        // The inbox lives on.
        assertStatus(inboxId, addKey(alice.addr, inboxId, keyOf(1)), IInboxRegistry.KeyStatus.Active);
        vm.prank(alice.addr);
        _office.collect(letter);
        _assertCredit(carol.addr, _STAKE);
        assertInboxWord(inboxId, carol.addr, 1, 1, 1, NOW);
    }

    function test_WalletStolen_TheRecoveryUnlinksItBeforeItHandsOver() external {
        start(carol.addr);
        vm.warp(DUE - 1);
        cancel(bob.addr);

        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(registry.unlinkWallet, (inboxId, bob.addr));
        calls[1] = abi.encodeCall(registry.startRecoveryTransfer, (inboxId, newRecovery.addr));
        vm.prank(carol.addr);
        registry.multicall(calls);

        expectNotInCharge(inboxId, bob.addr);
        cancel(bob.addr);
        vm.warp(DUE - 1 + RECOVERY_DELAY);
        accept(newRecovery.addr);
        vm.assertEq(registry.recoveryOf(inboxId), newRecovery.addr);
    }

    /* WALLETS LOST */

    function test_WalletsLost_TheRecoveryLinksANewOne() external {
        bytes32 oldKey = addKey(alice.addr, inboxId, keyOf(1));
        Account memory newWallet = makeAccount("new wallet");
        link(carol.addr, inboxId, newWallet);

        vm.startPrank(carol.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        registry.unlinkWallet(inboxId, bob.addr);
        registry.revokeAllKeys(inboxId);
        vm.stopPrank();

        assertStatus(inboxId, oldKey, IInboxRegistry.KeyStatus.Revoked);
        assertStatus(inboxId, addKey(newWallet.addr, inboxId, keyOf(2)), IInboxRegistry.KeyStatus.Active);
        IStamps.Stamp[] memory letter = _letter();
        vm.prank(newWallet.addr);
        _office.collect(letter);
        _assertCredit(carol.addr, _STAKE);
    }

    /* RECOVERY LOST */

    function test_RecoveryLost_TheGuardianHandsOverInTwoDays_AndThePayoutFollows() external {
        IStamps.Stamp[] memory letter = _letter();
        start(guardian.addr);
        vm.warp(DUE - 1);
        expectTooEarly(DUE);
        accept(newRecovery.addr);
        vm.assertEq(_office.payoutOf(inboxId), carol.addr);

        vm.warp(DUE);
        accept(newRecovery.addr);
        vm.assertEq(registry.recoveryOf(inboxId), newRecovery.addr);
        vm.assertEq(_office.payoutOf(inboxId), newRecovery.addr);
        // Posted before, collected after: it goes to the new recovery.
        vm.prank(alice.addr);
        _office.collect(letter);
        _assertCredit(carol.addr, 0);
        _assertCredit(newRecovery.addr, _STAKE);

        // If the lost one turns up again, it has no right whatever.
        LinkWallet memory joining = LinkWallet(inboxId, mallory.addr, 0, DUE);
        bytes memory joiningSigned = sign(mallory, digestOf(joining));
        vm.startPrank(carol.addr);
        expectNotRecovery(inboxId, carol.addr);
        registry.linkWallet(inboxId, mallory.addr, DUE, joiningSigned);
        expectNotRecovery(inboxId, carol.addr);
        registry.setGuardian(inboxId, carol.addr);
        _expectOfficeNotRecovery(carol.addr);
        _office.setPayout(inboxId, carol.addr);
        vm.stopPrank();

        vm.startPrank(newRecovery.addr);
        registry.linkWallet(inboxId, mallory.addr, DUE, joiningSigned);
        registry.setGuardian(inboxId, otherGuardian.addr);
        _office.setPayout(inboxId, alice.addr);
        vm.stopPrank();
        vm.assertEq(_office.payoutOf(inboxId), alice.addr);
    }

    function test_RecoveryLost_WithoutGuardian_TheInboxLivesOnAndNobodyChangesItsRecovery() external {
        setGuardian(address(0));
        vm.warp(DUE);
        // From here on Carol is lost.
        address[4] memory others = [alice.addr, bob.addr, guardian.addr, mallory.addr];
        for (uint256 time = DUE; time <= DUE + _AGES; time += _AGES) {
            vm.warp(time);
            for (uint256 i = 0; i < others.length; ++i) {
                expectNotRecovery(inboxId, others[i]);
                setGuardian(others[i], inboxId, others[i]);
                expectNotRecoveryOrGuardian(inboxId, others[i]);
                startTransfer(others[i], inboxId, others[i]);
                expectNoTransfer(inboxId);
                accept(others[i]);
                _expectOfficeNotRecovery(others[i]);
                vm.prank(others[i]);
                _office.setPayout(inboxId, others[i]);
            }
        }

        // Keys and letters go on as before; what is collected is Carol's, and lost with her.
        assertStatus(inboxId, addKey(alice.addr, inboxId, keyOf(1)), IInboxRegistry.KeyStatus.Active);
        IStamps.Stamp[] memory letter = _letterUntil(DUE + _AGES + 2 days);
        vm.prank(bob.addr);
        _office.collect(letter);
        _assertCredit(carol.addr, _STAKE);
        // No wallet joins; each may still leave.
        vm.prank(bob.addr);
        registry.unlinkWallet(inboxId, bob.addr);
        assertInboxWord(inboxId, carol.addr, 0, 1, 1, NOW);
    }

    /* RECOVERY STOLEN */

    function test_RecoveryStolen_WithoutGuardian_TheInboxIsTheThiefs() external {
        setGuardian(address(0));
        vm.warp(DUE);
        IStamps.Stamp[] memory letter = _letterUntil(DUE + 2 days);

        _takeWallets();
        vm.prank(carol.addr);
        _office.setPayout(inboxId, mallory.addr);
        vm.prank(mallory.addr);
        _office.collect(letter);

        _assertCredit(mallory.addr, _STAKE);
        _expectNotWallet(alice.addr);
        vm.prank(alice.addr);
        registry.addKeys(inboxId, list(keyOf(1)));
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    function test_RecoveryStolen_WithGuardian_EachCallsOffWhatTheOtherStarts() external {
        // The thief makes no use of his other rights: see the next story.
        uint256 time = START;
        for (uint256 round = 0; round < 10; ++round) {
            start(guardian.addr);
            time += RECOVERY_DELAY - 1;
            vm.warp(time);
            cancel(carol.addr);

            startTransfer(carol.addr, inboxId, mallory.addr);
            time += RECOVERY_DELAY - 1;
            vm.warp(time);
            cancel(guardian.addr);
        }
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
    }

    function test_RecoveryStolen_WithGuardian_TheThiefIsRidOfItAfterTwoDays() external {
        setGuardian(mallory.addr);
        // Even in the first second the guardian is late: its two days end when its office does.
        start(guardian.addr);
        vm.warp(DUE - 1);
        assertGuardian(inboxId, guardian.addr, mallory.addr, DUE);
        assertTransfer(inboxId, newRecovery.addr, guardian.addr, START);
        expectTooEarly(DUE);
        accept(newRecovery.addr);
        // And the thief need not even wait for that.
        cancel(carol.addr);
        start(guardian.addr);

        vm.warp(DUE);
        assertGuardian(inboxId, mallory.addr, address(0), 0);
        assertNoTransfer(inboxId);
        expectNotRecoveryOrGuardian(inboxId, guardian.addr);
        start(guardian.addr);
        _takeWallets();
        startTransfer(carol.addr, inboxId, mallory.addr);
        expectNotInCharge(inboxId, guardian.addr);
        cancel(guardian.addr);
        expectNotInCharge(inboxId, alice.addr);
        cancel(alice.addr);
        vm.warp(DUE + RECOVERY_DELAY);
        accept(mallory.addr);

        vm.assertEq(registry.recoveryOf(inboxId), mallory.addr);
        vm.assertEq(_office.payoutOf(inboxId), mallory.addr);
    }

    /* GUARDIAN STOLEN */

    function test_GuardianStolen_AllOthersCallOffAndTheRecoveryNamesAnother() external {
        address[3] memory rescuers = [carol.addr, alice.addr, bob.addr];
        setGuardian(otherGuardian.addr);
        for (uint256 i = 0; i < rescuers.length; ++i) {
            startTransfer(guardian.addr, inboxId, mallory.addr);
            cancel(rescuers[i]);
        }
        startTransfer(guardian.addr, inboxId, mallory.addr);

        vm.warp(DUE);
        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
        expectNoTransfer(inboxId);
        accept(mallory.addr);
        expectNotRecoveryOrGuardian(inboxId, guardian.addr);
        startTransfer(guardian.addr, inboxId, mallory.addr);
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
    }

    function test_GuardianStolen_NobodyLooksForTwoDays_TheInboxIsTheThiefs() external {
        startTransfer(guardian.addr, inboxId, mallory.addr);
        vm.warp(DUE);
        accept(mallory.addr);

        vm.assertEq(registry.recoveryOf(inboxId), mallory.addr);
        vm.assertEq(_office.payoutOf(inboxId), mallory.addr);
        expectNotRecovery(inboxId, carol.addr);
        setGuardian(otherGuardian.addr);
    }

    function test_GuardianStolenAndWalletsLost_TheRecoverySeesToBoth() external {
        startTransfer(guardian.addr, inboxId, mallory.addr);
        cancel(carol.addr);
        setGuardian(otherGuardian.addr);
        link(carol.addr, inboxId, makeAccount("new wallet"));
        vm.startPrank(carol.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        registry.unlinkWallet(inboxId, bob.addr);
        vm.stopPrank();

        startTransfer(guardian.addr, inboxId, mallory.addr);
        vm.warp(DUE);
        assertNoTransfer(inboxId);
        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
        assertInboxWord(inboxId, carol.addr, 0, 0, 1, NOW);
    }

    function test_GuardianStolenAndRecoveryLost_TheWalletsCallOffForEver() external {
        uint256 time = START;
        for (uint256 round = 0; round < 10; ++round) {
            startTransfer(guardian.addr, inboxId, mallory.addr);
            time += RECOVERY_DELAY;
            vm.warp(time);
            cancel(round % 2 == 0 ? alice.addr : bob.addr);
            // Nobody is left to name another.
            expectNotRecovery(inboxId, alice.addr);
            setGuardian(alice.addr, inboxId, otherGuardian.addr);
        }
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
    }

    /* RECOVERY LOST AND A WALLET STOLEN */

    function test_RecoveryLostAndWalletStolen_NobodyGetsAnywhereForEver() external {
        // Alice knows that Bob's wallet is stolen, but only Carol could unlink it.
        uint256 time = START;
        for (uint256 round = 0; round < 10; ++round) {
            start(guardian.addr);
            _expectNotWalletOrRecovery(alice.addr);
            vm.prank(alice.addr);
            registry.unlinkWallet(inboxId, bob.addr);
            _expectNotWalletOrRecovery(guardian.addr);
            vm.prank(guardian.addr);
            registry.unlinkWallet(inboxId, bob.addr);
            time += RECOVERY_DELAY - 1;
            vm.warp(time);
            cancel(bob.addr);
            expectNoTransfer(inboxId);
            accept(newRecovery.addr);
            // Nor does the thief become recovery.
            expectNotRecoveryOrGuardian(inboxId, bob.addr);
            startTransfer(bob.addr, inboxId, mallory.addr);
        }
        assertInboxWord(inboxId, carol.addr, 0, 0, 2, NOW);
        vm.assertEq(_office.payoutOf(inboxId), carol.addr);
    }

    /* EVERYTHING LOST */

    function test_EverythingLost_NothingChangesAndStakesGoBack() external {
        bytes32 keyId = addKey(alice.addr, inboxId, keyOf(1));
        setGuardian(otherGuardian.addr);
        start(carol.addr);
        IStamps.Stamp[] memory letter = _letter();

        vm.warp(START + _AGES);
        // A stranger is still a stranger; what was started long ago is nobody's any more.
        expectNotRecoveryOrGuardian(inboxId, mallory.addr);
        start(mallory.addr);
        expectNotInCharge(inboxId, mallory.addr);
        cancel(mallory.addr);
        expectNoTransfer(inboxId);
        accept(newRecovery.addr);
        vm.prank(mallory.addr);
        _office.expire(letter);

        _assertCredit(_writer.addr, _STAKE);
        assertInboxWord(inboxId, carol.addr, 0, 1, 2, NOW);
        assertGuardian(inboxId, otherGuardian.addr, address(0), 0);
        assertStatus(inboxId, keyId, IInboxRegistry.KeyStatus.Active);
    }

    /* GUARDIAN REPLACED */

    function test_GuardianReplaced_WhatItHadStartedStaysDead() external {
        // The recovery falls out with its guardian, which hurries to start one that would be due a day after it is gone.
        setGuardian(otherGuardian.addr);
        vm.warp(START + 1 days);
        startTransfer(guardian.addr, inboxId, mallory.addr);

        vm.warp(DUE);
        expectNoTransfer(inboxId);
        cancel(otherGuardian.addr);
        // They make up, and nobody thinks of the old transfer, which is still younger than 30 days.
        setGuardian(guardian.addr);
        vm.warp(DUE + RECOVERY_DELAY);
        assertGuardian(inboxId, guardian.addr, address(0), 0);
        expectNoTransfer(inboxId);
        accept(mallory.addr);

        // What it starts now counts from now.
        start(guardian.addr);
        expectTooEarly(DUE + 2 * RECOVERY_DELAY);
        accept(newRecovery.addr);
        vm.warp(DUE + 2 * RECOVERY_DELAY);
        accept(newRecovery.addr);
        vm.assertEq(registry.recoveryOf(inboxId), newRecovery.addr);
    }

    /* PARTS */

    /// @dev What the holder of the recovery can do at once: nobody else's wallet is left.
    function _takeWallets() private {
        link(carol.addr, inboxId, mallory);
        vm.startPrank(carol.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        registry.unlinkWallet(inboxId, bob.addr);
        vm.stopPrank();
    }

    /// @dev A letter with stake to Alice's inbox, posted now.
    function _letter() private returns (IStamps.Stamp[] memory) {
        return _letterUntil(START + 10 days);
    }

    function _letterUntil(uint256 expiresAt) private returns (IStamps.Stamp[] memory letters) {
        letters = new IStamps.Stamp[](1);
        letters[0] = IStamps.Stamp({
            sender: _writer.addr,
            relay: address(0),
            token: address(0),
            inboxId: inboxId,
            letterHash: "letter",
            carriage: 0,
            stake: _STAKE,
            // Safety: tests use times far below 2^40.
            expiresAt: uint40(expiresAt)
        });
        IStamps.PostInput memory input = IStamps.PostInput({
            relay: address(0),
            token: address(0),
            inboxId: inboxId,
            letterHash: "letter",
            carriage: 0,
            stake: _STAKE,
            expiresAt: uint40(expiresAt)
        });
        vm.prank(_writer.addr);
        _office.post{value: _STAKE}(input);
    }

    function _assertCredit(address owner, uint256 amount) private view {
        vm.assertEq(_office.balanceOf(owner, 0), amount, "credit");
    }

    function _expectOfficeNotRecovery(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(ITerms.NotRecovery.selector, inboxId, caller));
    }

    function _expectNotWallet(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWallet.selector, inboxId, account));
    }

    function _expectNotWalletOrRecovery(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId, account));
    }
}
