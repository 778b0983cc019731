// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract ExpireTest is PostOfficeTest {
    IStamps.Stamp private _stamp;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_stamp, _id) = posted(1);
    }

    function test_NoneDoesNothing() public {
        watchLogs();
        office.expire(new IStamps.Stamp[](0));
        assertNoLogs();
    }

    function test_PassesOverWhatIsExpired() public {
        vm.warp(EXPIRES_AT);
        expireAs(mallory.addr, _stamp);
        vm.warp(EXPIRES_AT + 9);
        watchLogs();
        expireAs(mallory.addr, _stamp);
        assertNoLogs();
        assertWord(_id, IStamps.StampStatus.Expired, false, false, NOW, EXPIRES_AT);
        assertBalance(bob.addr, NATIVE, POSTAGE);
    }

    function test_RevertGiven_StampWasNeverPosted() public {
        IStamps.Stamp memory never = stampOf(NATIVE, 2);
        vm.warp(EXPIRES_AT);
        expectNotPending(idOf(never), IStamps.StampStatus.None);
        expireAs(bob.addr, never);
    }

    function test_RevertGiven_StampIsCollected() public {
        collectAs(alice.addr, _stamp);
        vm.warp(EXPIRES_AT);
        expectNotPending(_id, IStamps.StampStatus.Collected);
        expireAs(bob.addr, _stamp);
    }

    function test_RevertGiven_StampIsReturned() public {
        returnAs(alice.addr, _stamp);
        vm.warp(EXPIRES_AT);
        expectNotPending(_id, IStamps.StampStatus.Returned);
        expireAs(bob.addr, _stamp);
    }

    function test_RevertGiven_StampIsCollectedAndItsTimeIsNotOver() public {
        collectAs(alice.addr, _stamp);
        expectNotPending(_id, IStamps.StampStatus.Collected);
        expireAs(bob.addr, _stamp);
    }

    function test_RevertWhen_ItsTimeIsNotOver() public {
        uint256[2] memory times = [NOW, uint256(EXPIRES_AT) - 1];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            vm.expectRevert(abi.encodeWithSelector(IStamps.StampNotExpired.selector, _id, EXPIRES_AT));
            expireAs(bob.addr, _stamp);
        }
    }

    function test_MakesItExpired() public {
        vm.warp(EXPIRES_AT);
        expireAs(mallory.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Expired, false, false, NOW, EXPIRES_AT);
    }

    function test_MakesItExpiredLongAfter() public {
        vm.warp(EXPIRES_AT + 10_000 days);
        expireAs(mallory.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Expired, false, false, NOW, EXPIRES_AT + 10_000 days);
    }

    function test_CreditsAllOfAnOpenStampToTheSender() public {
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(mallory.addr, address(0), bob.addr, 0, POSTAGE);
        expireAs(mallory.addr, _stamp);
        assertBalance(bob.addr, NATIVE, POSTAGE);
        assertBalance(relay.addr, NATIVE, 0);
        assertBalance(recovery.addr, NATIVE, 0);
        assertHeld(NATIVE, POSTAGE);
    }

    function test_CreditsTheStakeOfAnAdmittedStampToTheSender() public {
        admitAs(relay.addr, _stamp);
        vm.warp(EXPIRES_AT);
        expireAs(mallory.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Expired, false, true, NOW, EXPIRES_AT);
        assertBalance(bob.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertHeld(NATIVE, POSTAGE);
    }

    function test_EmitsThatTheSenderHasTheCarriage() public {
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IStamps.StampExpired(_id, bob.addr);
        expireAs(mallory.addr, _stamp);
    }

    function test_EmitsThatTheRelayHasTheCarriage() public {
        admitAs(relay.addr, _stamp);
        vm.warp(EXPIRES_AT);
        vm.expectEmit(address(office));
        emit IStamps.StampExpired(_id, relay.addr);
        expireAs(mallory.addr, _stamp);
    }

    function test_KeepsTheRelaysRightOnRecord() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(2);
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, stamp);
        assertWord(id, IStamps.StampStatus.Expired, true, false, NOW, EXPIRES_AT);
    }

    function test_TheSameStampTwiceIsRefundedOnce() public {
        vm.warp(EXPIRES_AT);
        office.expire(both(_stamp, _stamp));
        assertBalance(bob.addr, NATIVE, POSTAGE);
    }

    function test_TakesTheLargestAmounts() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        (stamp.carriage, stamp.stake) = (type(uint96).max, type(uint96).max);
        vm.deal(bob.addr, 2 * uint256(type(uint96).max));
        post(stamp);
        vm.warp(EXPIRES_AT);
        expireAs(mallory.addr, stamp);
        assertBalance(bob.addr, NATIVE, 2 * uint256(type(uint96).max));
    }

    /// @dev No second belongs to both sides of `expiresAt`, and none to neither.
    function testFuzz_EachSecondHasOneSide(uint256 time) public {
        time = bound(time, EXPIRES_AT - 2, uint256(EXPIRES_AT) + 2);
        vm.warp(time);
        IStamps.Stamp[] memory stamps = only(_stamp);
        uint256 before = vm.snapshotState();
        vm.prank(alice.addr);
        (bool collected, ) = address(office).call(abi.encodeCall(office.collect, (stamps)));
        vm.revertToState(before);
        (bool expired, ) = address(office).call(abi.encodeCall(office.expire, (stamps)));
        vm.assertEq(collected, time < EXPIRES_AT);
        vm.assertEq(expired, time >= EXPIRES_AT);
    }
}
