// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract ReturnToSenderTest is PostOfficeTest {
    IStamps.Stamp private _stamp;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_stamp, _id) = posted(1);
    }

    function test_NoneDoesNothing() public {
        watchLogs();
        office.returnToSender(new IStamps.Stamp[](0));
        assertNoLogs();
    }

    function test_PassesOverWhatIsReturned() public {
        returnAs(alice.addr, _stamp);
        _assertPassedOver(alice.addr);
        _assertPassedOver(mallory.addr);
        vm.warp(EXPIRES_AT);
        _assertPassedOver(alice.addr);
    }

    function test_RevertGiven_StampIsNotPending() public {
        IStamps.Stamp memory never = stampOf(NATIVE, 2);
        expectNotPending(idOf(never), IStamps.StampStatus.None);
        returnAs(alice.addr, never);

        collectAs(alice.addr, _stamp);
        expectNotPending(_id, IStamps.StampStatus.Collected);
        returnAs(alice.addr, _stamp);
    }

    function test_RevertGiven_StampExpired() public {
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, _stamp);
        expectNotPending(_id, IStamps.StampStatus.Expired);
        returnAs(alice.addr, _stamp);
    }

    /// @dev What is not pending, its time, who calls: in this order.
    function test_RefusesInOrder() public {
        IStamps.Stamp memory never = stampOf(NATIVE, 2);
        vm.warp(EXPIRES_AT);
        expectNotPending(idOf(never), IStamps.StampStatus.None);
        returnAs(mallory.addr, never);
        expectHasExpired(_id, EXPIRES_AT);
        returnAs(mallory.addr, _stamp);
    }

    function test_RevertWhen_ItsTimeIsOver() public {
        uint40[2] memory times = [EXPIRES_AT, EXPIRES_AT + 1];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            expectHasExpired(_id, EXPIRES_AT);
            returnAs(alice.addr, _stamp);
        }
    }

    function test_ReturnsInTheLastSecond() public {
        vm.warp(EXPIRES_AT - 1);
        returnAs(alice.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Returned, false, true, NOW, EXPIRES_AT - 1);
    }

    function test_RevertWhen_CallerIsNoWallet() public {
        address[4] memory callers = [mallory.addr, recovery.addr, bob.addr, relay.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, _id, callers[i]));
            returnAs(callers[i], _stamp);
        }
    }

    function test_RevertWhen_CallerIsARelayThatMayCollect() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(2);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, id, relay.addr));
        returnAs(relay.addr, stamp);
    }

    function test_CreditsTheStakeToTheSender() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(alice.addr, address(0), bob.addr, 0, STAKE);
        returnAs(alice.addr, _stamp);
        assertBalance(bob.addr, NATIVE, STAKE);
        assertBalance(recovery.addr, NATIVE, 0);
        assertHeld(NATIVE, POSTAGE);
    }

    function test_CreditsTheCarriageOfAnOpenStamp() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(alice.addr, address(0), relay.addr, 0, CARRIAGE);
        returnAs(alice.addr, _stamp);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    function test_CreditsNoCarriageTwice() public {
        admitAs(relay.addr, _stamp);
        vm.expectEmit(address(office));
        emit IStamps.StampReturned(_id, relay.addr);
        returnAs(alice.addr, _stamp);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertBalance(bob.addr, NATIVE, STAKE);
    }

    function test_MakesItReturned() public {
        vm.warp(NOW + 5);
        returnAs(alice.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Returned, false, true, NOW, NOW + 5);
    }

    function test_KeepsTheRelaysRightOnRecord() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(2);
        returnAs(alice.addr, stamp);
        assertWord(id, IStamps.StampStatus.Returned, true, true, NOW, NOW);
    }

    function test_Emits() public {
        vm.expectEmit(address(office));
        emit IStamps.StampReturned(_id, relay.addr);
        returnAs(alice.addr, _stamp);
    }

    function test_EmitsWithoutRelay() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        (stamp.relay, stamp.carriage) = (address(0), 0);
        bytes32 id = post(stamp);
        vm.expectEmit(address(office));
        emit IStamps.StampReturned(id, address(0));
        returnAs(alice.addr, stamp);
    }

    /// @dev The authority of one inbox is never used for the next stamp's.
    function test_RevertWhen_AnInboxOfOthersComesNext() public {
        IStamps.Stamp memory other = stampOf(NATIVE, 2);
        other.inboxId = malloryInboxId;
        bytes32 otherId = post(other);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, otherId, alice.addr));
        vm.prank(alice.addr);
        office.returnToSender(both(_stamp, other));
    }

    function test_TheSameStampTwiceIsReturnedOnce() public {
        vm.prank(alice.addr);
        office.returnToSender(both(_stamp, _stamp));
        assertBalance(bob.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    function testFuzz_PaysOutWhatWasPaidIn(uint96 carriage, uint96 stake, bool native, bool admitFirst) public {
        IStamps.Stamp memory stamp = stampOf(native ? NATIVE : address(dollar), 2);
        (stamp.carriage, stamp.stake) = (carriage, uint96(bound(stake, STAKE, type(uint96).max)));
        credit(bob.addr, stamp.token, uint256(carriage) + stamp.stake);
        vm.prank(bob.addr);
        office.post(inputOf(stamp));

        if (admitFirst) admitAs(relay.addr, stamp);
        returnAs(alice.addr, stamp);
        assertBalance(bob.addr, stamp.token, stamp.stake);
        assertBalance(relay.addr, stamp.token, carriage);
        assertBalance(recovery.addr, stamp.token, 0);
    }

    function _assertPassedOver(address caller) private {
        watchLogs();
        returnAs(caller, _stamp);
        assertNoLogs();
        assertWord(_id, IStamps.StampStatus.Returned, false, true, NOW, NOW);
        assertBalance(bob.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }
}
