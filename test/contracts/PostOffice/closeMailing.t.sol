// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {MailingTest} from "./MailingTest.sol";

contract CloseMailingTest is MailingTest {
    IMailings.Mailing private _mailing;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_mailing, _id) = opened(NATIVE);
    }

    function test_RevertGiven_ItWasNeverOpened() public {
        IMailings.Mailing memory never = _mailing;
        never.root = keccak256("another");
        expectMailNotPending(mailingIdOf(never), IMailings.MailingStatus.None);
        closeMailingAs(bob.addr, never);
        vm.warp(EXPIRES_AT);
        expectMailNotPending(mailingIdOf(never), IMailings.MailingStatus.None);
        closeMailingAs(bob.addr, never);
    }

    function test_RevertGiven_ItIsClosed() public {
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, _mailing);
        vm.warp(EXPIRES_AT + 9);
        expectMailNotPending(_id, IMailings.MailingStatus.Closed);
        closeMailingAs(bob.addr, _mailing);
        assertMailing(_id, IMailings.MailingStatus.Closed, 0, NOW, EXPIRES_AT);
        assertBalance(bob.addr, NATIVE, MAIL_POSTAGE);
    }

    function test_RevertWhen_ItsTimeIsNotOver() public {
        uint256[2] memory times = [NOW, uint256(EXPIRES_AT) - 1];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            vm.expectRevert(abi.encodeWithSelector(IMailings.MailingNotExpired.selector, _id, EXPIRES_AT));
            closeMailingAs(bob.addr, _mailing);
        }
    }

    function test_RevertWhen_ItsTimeIsNotOverThoughAllIsCollected() public {
        _collectAll();
        admitMailingAs(relay.addr, _mailing);
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailingNotExpired.selector, _id, EXPIRES_AT));
        closeMailingAs(bob.addr, _mailing);
    }

    function test_MakesItClosed() public {
        uint256[3] memory times = [uint256(EXPIRES_AT), EXPIRES_AT + 1, EXPIRES_AT + 10_000 days];
        uint256 before = vm.snapshotState();
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            closeMailingAs(mallory.addr, _mailing);
            assertMailing(_id, IMailings.MailingStatus.Closed, 0, NOW, times[i]);
            vm.revertToState(before);
        }
    }

    function test_KeepsWhatWasCollectedOnRecord() public {
        collectMailAs(mallory.addr, _mailing, claimsOf(these(1, 3)));
        admitMailingAs(relay.addr, _mailing);
        vm.warp(EXPIRES_AT);
        closeMailingAs(mallory.addr, _mailing);
        assertMailing(_id, IMailings.MailingStatus.Closed, 2, NOW, EXPIRES_AT);
        assertPage(_id, 0, 10);
        vm.assertTrue(office.isMailCollected(_id, 3));
    }

    function test_CreditsAllOfAnOpenMailingToTheSender() public {
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(_id, MAIL_POSTAGE, bob.addr);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(mallory.addr, address(0), bob.addr, 0, MAIL_POSTAGE);
        closeMailingAs(mallory.addr, _mailing);
        assertBalance(bob.addr, NATIVE, MAIL_POSTAGE);
        assertBalance(mallory.addr, NATIVE, 0);
        assertBalance(relay.addr, NATIVE, 0);
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    /// @dev The carriage of letters that were collected is the sender's too: only admission makes it the relay's.
    function test_CreditsTheRestOfAnOpenMailing() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2, 4)));
        vm.warp(EXPIRES_AT);
        uint256 refund = MAIL_POSTAGE - 3 * uint256(STAKE);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(_id, refund, bob.addr);
        closeMailingAs(mallory.addr, _mailing);
        assertBalance(bob.addr, NATIVE, refund);
        assertBalance(recovery.addr, NATIVE, 3 * uint256(STAKE));
        assertBalance(relay.addr, NATIVE, 0);
    }

    function test_CreditsTheStakesOfAnAdmittedMailing() public {
        admitMailingAs(relay.addr, _mailing);
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(_id, MAIL_STAKE, relay.addr);
        closeMailingAs(mallory.addr, _mailing);
        assertBalance(bob.addr, NATIVE, MAIL_STAKE);
        assertBalance(relay.addr, NATIVE, MAIL_CARRIAGE);
    }

    function test_CreditsTheRestOfAnAdmittedMailing() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(4)));
        admitMailingAs(relay.addr, _mailing);
        collectMailAs(mallory.addr, _mailing, claimsOf(these(1, 3)));
        vm.warp(EXPIRES_AT);
        uint256 refund = MAIL_STAKE - 3 * uint256(STAKE);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(_id, refund, relay.addr);
        closeMailingAs(mallory.addr, _mailing);
        assertBalance(bob.addr, NATIVE, refund);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(mallory.addr, NATIVE, 2 * uint256(STAKE));
        assertBalance(relay.addr, NATIVE, MAIL_CARRIAGE);
    }

    function test_CreditsInTheMailingsToken() public {
        (IMailings.Mailing memory mailing, ) = opened(address(dollar));
        vm.warp(EXPIRES_AT);
        closeMailingAs(mallory.addr, mailing);
        assertBalance(bob.addr, address(dollar), MAIL_POSTAGE);
        assertBalance(bob.addr, NATIVE, 0);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY - MAIL_POSTAGE);
    }

    function test_CreditsTheCarriageAloneGivenAllIsCollected() public {
        _collectAll();
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(_id, MAIL_CARRIAGE, bob.addr);
        closeMailingAs(mallory.addr, _mailing);
        assertMailing(_id, IMailings.MailingStatus.Closed, 5, NOW, EXPIRES_AT);
        assertBalance(bob.addr, NATIVE, MAIL_CARRIAGE);
    }

    function test_NothingIsLeft() public {
        admitMailingAs(relay.addr, _mailing);
        _collectAll();
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(_id, 0, relay.addr);
        closeMailingAs(mallory.addr, _mailing);
        assertMailing(_id, IMailings.MailingStatus.Closed, 5, NOW, EXPIRES_AT);
        assertBalance(bob.addr, NATIVE, 0);
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    function test_NothingIsLeftAndNothingTransferred() public {
        admitMailingAs(relay.addr, _mailing);
        _collectAll();
        vm.warp(EXPIRES_AT);
        watchLogs();
        closeMailingAs(mallory.addr, _mailing);
        vm.assertEq(vm.getRecordedLogs().length, 1, "MailingClosed alone");
    }

    function test_WithoutRelayTheSenderHasTheCarriageThatIsNone() public {
        IMailings.Mailing memory mailing = _mailing;
        (mailing.relay, mailing.carriage) = (address(0), 0);
        bytes32 id = open(mailing);
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(id, MAIL_STAKE, bob.addr);
        closeMailingAs(mallory.addr, mailing);
        assertBalance(bob.addr, NATIVE, MAIL_STAKE);
    }

    /// @dev The relay's name stands in the event even where it carried for nothing.
    function test_AnAdmittingRelayWithoutCarriageIsNamed() public {
        IMailings.Mailing memory mailing = _mailing;
        mailing.carriage = 0;
        bytes32 id = open(mailing);
        admitMailingAs(relay.addr, mailing);
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(id, MAIL_STAKE, relay.addr);
        closeMailingAs(mallory.addr, mailing);
    }

    function test_TakesTheLargestAmounts() public {
        IMailings.Mailing memory mailing = _mailing;
        (mailing.carriage, mailing.stake) = (type(uint96).max, type(uint96).max);
        mailing.count = type(uint32).max;
        uint256 postage = 2 * uint256(type(uint32).max) * type(uint96).max;
        vm.deal(bob.addr, postage);
        bytes32 id = open(mailing);
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IMailings.MailingClosed(id, postage, bob.addr);
        closeMailingAs(mallory.addr, mailing);
        assertBalance(bob.addr, NATIVE, postage);
    }

    /// @dev What was collected is not claimed back, nor is what was refunded collected.
    function test_RevertWhen_CollectingAfterwards() public {
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, _mailing);
        // As if time ran backwards.
        vm.warp(NOW);
        expectMailNotPending(_id, IMailings.MailingStatus.Closed);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        assertBalance(recovery.addr, NATIVE, 0);
    }

    function test_RevertWhen_CalldataIsDirty() public {
        bytes memory call = abi.encodeCall(office.closeMailing, (_mailing));
        vm.warp(EXPIRES_AT);
        assertDirtyMailingFails(mallory.addr, 0, call);
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
        assertCallSucceeds(mallory.addr, 0, call);
        assertMailing(_id, IMailings.MailingStatus.Closed, 0, NOW, EXPIRES_AT);
    }

    /// @dev No second belongs to both sides of `expiresAt`, and none to neither.
    function testFuzz_EachSecondHasOneSide(uint256 time) public {
        time = bound(time, EXPIRES_AT - 2, uint256(EXPIRES_AT) + 2);
        vm.warp(time);
        uint256 before = vm.snapshotState();
        bool collected = _succeeds(alice.addr, abi.encodeCall(office.collectMail, (_mailing, claimsOf(these(0)))));
        vm.revertToState(before);
        bool admitted = _succeeds(relay.addr, abi.encodeCall(office.admitMailing, (_mailing)));
        vm.revertToState(before);
        bool closed = _succeeds(bob.addr, abi.encodeCall(office.closeMailing, (_mailing)));
        vm.assertEq(collected, time < EXPIRES_AT);
        vm.assertEq(admitted, time < EXPIRES_AT);
        vm.assertEq(closed, time >= EXPIRES_AT);
    }

    /// @dev Any letters of any count, collected at any time before or after admission, if there is one.
    function testFuzz_AllAddsUp(uint256 count, uint256 collected, bool admits, uint96 stake, uint96 carriage) public {
        bytes32[] memory leaves = leavesOf(bound(count, 1, 64));
        IMailings.Mailing memory mailing = mailingWith(NATIVE, leaves);
        (mailing.carriage, mailing.stake) = (carriage, uint96(bound(stake, 1, type(uint96).max)));
        vm.deal(bob.addr, uint256(mailing.count) * (uint256(carriage) + mailing.stake));
        bytes32 id = open(mailing);
        if (admits) admitMailingAs(relay.addr, mailing);
        (uint256 alices, uint256 mallorys) = _collectSome(mailing, layersOf(leaves), collected);

        vm.warp(EXPIRES_AT);
        closeMailingAs(carol.addr, mailing);
        assertMailing(id, IMailings.MailingStatus.Closed, alices + mallorys, NOW, EXPIRES_AT);
        uint256 carriages = uint256(mailing.count) * carriage;
        uint256 stakes = (mailing.count - alices - mallorys) * uint256(mailing.stake);
        assertBalance(bob.addr, NATIVE, stakes + (admits ? 0 : carriages));
        assertBalance(relay.addr, NATIVE, admits ? carriages : 0);
        assertBalance(recovery.addr, NATIVE, alices * mailing.stake);
        assertBalance(mallory.addr, NATIVE, mallorys * mailing.stake);
    }

    /* PARTS */

    function _collectAll() private {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2, 4)));
        collectMailAs(mallory.addr, _mailing, claimsOf(these(1, 3)));
    }

    /// @dev Collects the letters whose bit is set.
    function _collectSome(
        IMailings.Mailing memory mailing,
        bytes32[][] memory layers,
        uint256 letters
    ) private returns (uint256 alices, uint256 mallorys) {
        for (uint32 i = 0; i < mailing.count; ++i) {
            if ((letters >> i) & 1 == 0) continue;
            collectMailAs(i % 2 == 0 ? alice.addr : mallory.addr, mailing, only(claimIn(layers, i)));
            if (i % 2 == 0) ++alices;
            else ++mallorys;
        }
    }

    function _succeeds(address caller, bytes memory call) private returns (bool success) {
        vm.prank(caller);
        (success, ) = address(office).call(call);
    }
}
